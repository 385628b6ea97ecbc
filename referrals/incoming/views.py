"""Requests of other offices: the list, the page, and the verbs of both sides."""

from base64 import b64decode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.models import Case
from core.audit.services import record_read
from core.files import serving
from core.kernel.access import Access
from core.screens.views import ActionScreen, DetailScreen, ListScreen, PageScreen, PressScreen
from referrals.incoming import forms, services
from referrals.incoming.choices import Asked, State
from referrals.incoming.models import Incoming, IncomingMessage, IncomingPaper
from referrals.incoming.states import MACHINE, RECEIVER, SENDER

EITHER = Access.to(P.CASE_OPEN, P.REFERRAL_ANSWER)
TAKES, ASKS = Access.to(P.CASE_OPEN), Access.to(P.REFERRAL_ANSWER)


def in_reach(viewer):
    """Return the requests a viewer may open: those their office received, for who opens cases, and those it asked."""
    found = Incoming.objects.visible_to(viewer).select_related("from_agency", "to_agency", "sender", "answered_by")
    if not viewer.can(P.CASE_OPEN):
        found = found.exclude(to_agency_id=viewer.agency_id)
    if not viewer.can(P.REFERRAL_ANSWER):
        found = found.filter(to_agency_id=viewer.agency_id)
    return found


class IncomingList(ListScreen):
    """What other offices ask of us, and what we asked of them."""

    access = EITHER
    template_name = "referrals/incoming/list.html"
    title = _("Permintaan antarinstansi")
    page_key = "-received_at"

    @property
    def tab(self) -> str:
        """Return "masuk" or "terkirim", the one the role works with first."""
        first = "masuk" if self.viewer.can(P.CASE_OPEN) else "terkirim"
        asked = self.request.GET.get("arah", first)
        return asked if asked in ("masuk", "terkirim") else first

    def get_queryset(self):
        found, mine = in_reach(self.viewer), self.viewer.agency_id or 0
        return found.received_by(mine) if self.tab == "masuk" else found.asked_by(mine)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tab=self.tab, takes=self.viewer.can(P.CASE_OPEN), asks=self.viewer.can(P.REFERRAL_ANSWER), **kwargs
        )


class Send(ActionScreen):
    """Refer a child to an office that keeps cases."""

    access = ASKS
    template_name = "referrals/incoming/new.html"
    form_class = forms.SendForm
    title = _("Rujuk anak")
    done = _("Permintaan terkirim.")

    def perform(self, answers):
        return services.send(by=self.viewer, now=self.now, **answers).get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse("incoming_list"), **kwargs)


class TakeDown(Send):
    """Write down a letter or a call that asks us to take on a child."""

    access = TAKES
    form_class = forms.TakeDownForm
    title = _("Catat permintaan lewat surat atau telepon")
    done = _("Permintaan tercatat.")

    def get_initial(self):
        day = self.now.astimezone(self.viewer.zone)
        return {"received_on": day.date(), "received_time": f"{day:%H.%M}"}

    def perform(self, answers):
        return services.take_down(by=self.viewer, now=self.now, **answers).get_absolute_url()


class OfIncoming:
    """Mixin: the request of the address, 404 when it is not the viewer's side's."""

    side = ""

    @cached_property
    def incoming(self) -> Incoming:
        """Return the request; 404 for the other side's screens."""
        found = in_reach(self.viewer)  # type: ignore[attr-defined]
        if self.side:
            column = "to_agency_id" if self.side == RECEIVER else "from_agency_id"
            found = found.filter(**{column: self.viewer.agency_id})  # type: ignore[attr-defined]
        return get_object_or_404(found, code=self.kwargs["code"])  # type: ignore[attr-defined]

    def about(self) -> None:
        """Look the request up, so that a foreign one answers 404."""
        self.incoming  # noqa: B018

    @cached_property
    def case(self) -> Case | None:
        """Return the case it led to, for who may read it; the sender learns no more than that there is one."""
        row = self.incoming
        return Case.objects.visible_to(self.viewer).filter(pk=row.case_id).first() if row.case_id else None  # type: ignore[attr-defined]

    def note_read(self) -> None:
        """Write into the record that the request was read."""
        record_read(
            by=self.viewer, now=self.now, verb="incoming.read", case_id=self.incoming.case_id,  # type: ignore[attr-defined]
            child_id=self.case.child_id if self.case else None, subject=self.incoming.code,
        )  # fmt: skip

    def page(self) -> str:
        """Return the request's own page."""
        return self.incoming.get_absolute_url()

    def back_url(self) -> str:
        return self.page()


class IncomingPage(OfIncoming, PageScreen):
    """One request with its papers and what was written."""

    access = EITHER
    template_name = "referrals/incoming/page.html"

    def get_title(self):
        return self.incoming.code

    def get_context_data(self, **kwargs):
        row, viewer = self.incoming, self.viewer
        side = services.side_of(row, viewer)
        self.note_read()
        steps = MACHINE.available(row, permissions=viewer.permissions, side=side)
        waits_for_report = row.asked == Asked.SOCIAL_REPORT and not row.report_sent_on
        return super().get_context_data(
            incoming=row, side=side, verbs={step.name for step in steps},
            papers=IncomingPaper.objects.visible_to(viewer).filter(incoming=row).defer("content").order_by("at", "kind"),
            messages_between=IncomingMessage.objects.visible_to(viewer).filter(incoming=row).select_related("by", "agency").order_by("at"),
            opened=self.case, may_go_on=side == RECEIVER and row.status == State.ACCEPTED,
            may_report=side == RECEIVER and waits_for_report and row.status in (State.ACCEPTED, State.CASE_OPENED),
            may_tell=side == RECEIVER and not row.sender_id and not row.is_waiting and row.status != State.WITHDRAWN and not row.told_at and row.status != State.ACCEPTED,
            **kwargs,
        )  # fmt: skip


class Paper(OfIncoming, DetailScreen):
    """The content of one paper, as a file."""

    access = EITHER

    def get(self, request, *args, **kwargs) -> HttpResponse:
        found = IncomingPaper.objects.visible_to(self.viewer).filter(incoming=self.incoming)
        paper = get_object_or_404(found, pk=kwargs["pk"])
        if not paper.content:
            raise Http404
        self.note_read()
        name = f"{self.incoming.code}.{paper.file_type}"
        return serving.answer(b64decode(paper.content), file_type=paper.file_type, name=name, inline=False)


class _Act(OfIncoming, ActionScreen):
    template_name = "referrals/incoming/form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(incoming=self.incoming, back_url=self.page(), **kwargs)

    def perform(self, answers):
        self.verb(by=self.viewer, now=self.now, incoming=self.incoming, **answers)
        return self.page()


class Accept(OfIncoming, PressScreen):
    """Take the child on; the intake follows at once."""

    access = TAKES
    side = RECEIVER

    def perform(self):
        return services.accept(by=self.viewer, now=self.now, incoming=self.incoming)


class GoOn(OfIncoming, PressScreen):
    """Go on with the intake of an accepted request."""

    access = TAKES
    side = RECEIVER

    def perform(self):
        return services.go_on(by=self.viewer, now=self.now, incoming=self.incoming)


class Withdraw(OfIncoming, PressScreen):
    """Take the request back."""

    access = ASKS
    side = SENDER
    done = _("Permintaan ditarik.")

    def perform(self):
        services.withdraw(by=self.viewer, now=self.now, incoming=self.incoming)
        return self.page()


class Decline(_Act):
    """Not take the child on."""

    access = TAKES
    side = RECEIVER
    form_class = forms.DeclineForm
    title = _("Tidak menerima permintaan")
    done = _("Jawaban terkirim.")
    verb = staticmethod(services.decline)


class Ask(_Act):
    """Ask the sender something first."""

    access = TAKES
    side = RECEIVER
    form_class = forms.BodyForm
    title = _("Tanya pengirim")
    done = _("Pertanyaan terkirim. Hitungan hari berhenti sampai pengirim menjawab.")
    verb = staticmethod(services.ask)


class Answer(_Act):
    """Reply to the question."""

    access = ASKS
    side = SENDER
    form_class = forms.BodyForm
    title = _("Jawab pertanyaan")
    done = _("Jawaban terkirim.")
    verb = staticmethod(services.answer)


class ReportSent(_Act):
    """Note that the social report went to the investigator."""

    access = TAKES
    side = RECEIVER
    form_class = forms.ReportForm
    title = _("Catat laporan sosial terkirim")
    done = _("Laporan sosial tercatat terkirim.")
    verb = staticmethod(services.report_sent)


class Told(_Act):
    """Note that the office outside was told."""

    access = TAKES
    side = RECEIVER
    form_class = forms.ToldForm
    title = _("Catat kabar kepada pengirim")
    done = _("Tercatat.")
    verb = staticmethod(services.told)
