"""The pages behind a one-time link: whoever asks, what, until when, and one obvious button.

They know no account.  GET changes nothing; a device that gave the code carries one short signed cookie.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View

from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.kernel.scope import scope
from core.screens.views import PageScreen, Screen
from referrals import facts, selectors
from referrals.choices import State
from referrals.forms import DeclineForm, ProgressForm, QuestionForm
from referrals.outside_forms import CodeForm
from referrals.services import outside_links as links
from referrals.views.base import facts_by_stage, in_reach, verbs_of_receiver

COOKIE, SALT, PATH = "tautan", "referrals.officer-link", "/tautan/"
GONE, WRONG, NOT_NOW = 410, 422, 409


class LinkScreen(Screen, View):
    """What every page behind a link shares: the device, its one referral, and the same words for every dead link."""

    access = Access.public()
    title = _("Permintaan layanan untuk seorang anak")
    http_method_names = ("get", "head", "post")

    @property
    def token(self) -> str:
        """Return the secret of the address."""
        return self.kwargs["token"]

    @cached_property
    def device(self) -> str:
        """Return the secret of a device that gave the code within the last half hour, "" otherwise."""
        try:
            signed = self.request.COOKIES.get(COOKIE, "")
            return signing.TimestampSigner(salt=SALT).unsign(signed, max_age=links.DEVICE_LIFE)
        except signing.BadSignature:
            return ""

    @cached_property
    def seen(self) -> links.Visit | None:
        """Return what this device may see; None when the code has to be given first."""
        return links.visit(token=self.token, device=self.device, now=self.now)

    def home(self) -> str:
        """Return the link's own address."""
        return reverse("officer_link", args=[self.token])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "no-store"
        return response

    def show(self, template: str, context: dict | None = None, status: int = 200) -> HttpResponse:
        """Return a rendered page; drawn at once, while the scope that may read its rows is open."""
        shown = self.get_context_data(view=self, **(context or {}))
        return TemplateResponse(self.request, template, shown, status=status).render()

    def gone(self) -> HttpResponse:
        """Return the one answer for unknown, expired, revoked, locked and ended links."""
        return self.show("referrals/outside/gone.html", {"sentence": links.LinkOver.sentence}, GONE)


class OfficerLink(LinkScreen):
    """The link itself: the code first, then the request."""

    def get(self, request, *args, **kwargs):
        if self.seen is None:
            return self.ask_code(CodeForm()) if links.is_usable(token=self.token, now=self.now) else self.gone()
        links.note_read(seen=self.seen, now=self.now)
        return self.page()

    def post(self, request, *args, **kwargs):
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.ask_code(form, WRONG) if links.is_usable(token=self.token, now=self.now) else self.gone()
        try:
            device = links.enter(token=self.token, code=form.cleaned_data["code"], now=self.now)
        except links.LinkOver:
            return self.gone()
        except links.WrongCode as refused:
            form.add_error("code", str(refused.sentence))
            return self.ask_code(form, WRONG)
        response = HttpResponseRedirect(self.home())
        response.set_cookie(
            COOKIE, signing.TimestampSigner(salt=SALT).sign(device), max_age=links.DEVICE_LIFE, path=PATH,
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
        )  # fmt: skip
        return response

    def ask_code(self, form: CodeForm, status: int = 200) -> HttpResponse:
        """Return the page that asks for the code and tells nothing."""
        return self.show("referrals/outside/code.html", {"form": form}, status)

    def page(self, status: int = 200, **more) -> HttpResponse:
        """Return the request, as far as row security opens it to this link."""
        assert self.seen is not None
        viewer = self.seen.viewer
        with scope(viewer), timezone.override(viewer.zone):
            referral = get_object_or_404(in_reach(viewer), code=viewer.link)
            parts = facts_by_stage(selectors.facts_of(referral, viewer))
            verbs = verbs_of_receiver(referral, viewer)
            context = {
                "referral": referral, "card": facts.card_lines(parts["envelope"]), "package": parts["package"],
                "verbs": verbs, "officer": self.seen.officer, "token": self.token,
                "messages_between": selectors.messages_of(referral, viewer),
                "decline_form": DeclineForm(viewer=viewer, purpose=referral.aim, auto_id="tolak_%s"),
                "question_form": QuestionForm(viewer=viewer, auto_id="tanya_%s"),
                "progress_form": ProgressForm(
                    viewer=viewer, hint=str(referral.aim.result_hint), initial={"on": self.today}, auto_id="lapor_%s"
                ),
                **more,
            }  # fmt: skip
            return self.show("referrals/outside/request.html", context, status)

    @property
    def today(self):
        """Return today at the office that was asked."""
        assert self.seen is not None
        return self.now.astimezone(self.seen.viewer.zone).date()


class _Act(OfficerLink):
    """One verb through the link: POST only, by a device that gave the code."""

    http_method_names = ("post",)
    form_class: Any = None
    form_name = ""
    prefix = ""
    ends = False

    def post(self, request, *args, **kwargs):
        if self.seen is None:
            return self.ask_code(CodeForm(), WRONG) if links.is_usable(token=self.token, now=self.now) else self.gone()
        form, answers = None, {}
        if self.form_class:
            more = {"purpose": self.referral.aim} if self.form_class is DeclineForm else {}
            form = self.form_class(request.POST, viewer=self.seen.viewer, auto_id=f"{self.prefix}_%s", **more)
            if not form.is_valid():
                return self.page(WRONG, **{self.form_name: form, "open_form": self.form_name})
            answers = form.answers()
        try:
            self.do(answers)
        except links.LinkOver:
            return self.gone()
        except Refused as refused:
            if form is not None:
                form.add_refusal(refused)
                return self.page(WRONG, **{self.form_name: form, "open_form": self.form_name})
            return self.page(NOT_NOW, refused=refused)
        return HttpResponseRedirect(reverse("officer_link_done") if self.ends else self.home())

    @property
    def referral(self):
        """Return the referral, read as the link."""
        assert self.seen is not None
        with scope(self.seen.viewer):
            return get_object_or_404(in_reach(self.seen.viewer), code=self.seen.viewer.link)

    def do(self, answers: dict) -> None:
        """Call the verb."""
        raise NotImplementedError

    def act(self, verb: str, **answers):
        """Do one verb as the officer of this link."""
        return links.act(token=self.token, device=self.device, verb=verb, now=self.now, **answers)


class LinkAccept(_Act):
    """Take the request on."""

    def do(self, answers):
        self.act("accept")


class LinkDecline(_Act):
    """Say no with a coded reason; the link ends with it."""

    form_class, form_name, prefix, ends = DeclineForm, "decline_form", "tolak", True

    def do(self, answers):
        self.act("decline", **answers)


class LinkAsk(_Act):
    """Ask the sender something first."""

    form_class, form_name, prefix = QuestionForm, "question_form", "tanya"

    def do(self, answers):
        self.act("ask", **answers)


class LinkReport(_Act):
    """Progress or outcome in three fields."""

    form_class, form_name, prefix = ProgressForm, "progress_form", "lapor"

    def do(self, answers):
        state = answers.pop("state")
        if state != ProgressForm.RUNNING:
            self.act("report", outcome=state, **answers)
        elif self.referral.status == State.ACCEPTED:
            self.act("start", **answers)
        else:
            self.act("progress", **answers)


class LinkDone(PageScreen):
    """After the link has ended: a word of thanks and nothing else."""

    access = Access.public()
    template_name = "referrals/outside/done.html"
    title = _("Jawaban Anda terkirim")
