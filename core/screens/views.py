"""The base of every screen: declared access, the viewer, one domain call, refusals shown where they belong."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, TemplateView
from django.views.generic.base import ContextMixin

from core.kernel import clock
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.kernel.scope import NOBODY, Viewer
from core.screens import submissions
from core.screens.drafting import Drafting
from core.screens.paging import keyset_page


class Screen(ContextMixin):
    """What every view of ours is: it declares `access` and knows its viewer and its moment."""

    access: ClassVar[Access]
    request: HttpRequest
    title: str = ""

    @property
    def viewer(self) -> Viewer:
        """Return who is looking."""
        return getattr(self.request, "viewer", NOBODY)

    @property
    def now(self) -> datetime:
        """Return the moment of this request, read once."""
        if not hasattr(self, "_now"):
            self._now = clock.now()
        return self._now

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**{"viewer": self.viewer, "now": self.now, "title": self.get_title(), **kwargs})

    def get_title(self) -> str:
        """Return the page title; never a name, at most a code."""
        return str(self.title)


class PageScreen(Screen, TemplateView):
    """A page that shows something that is neither one row nor one list."""


class ListScreen(Screen, ListView):
    """A list with keyset paging: `page_key` is the field it is sorted by (with "-" for newest first)."""

    page_size = 25
    page_key = "-created_at"

    def get_context_data(self, **kwargs):
        page = keyset_page(
            self.get_queryset(), key=self.page_key, token=self.request.GET.get("mulai", ""), size=self.page_size
        )
        self.object_list = page.rows
        return super().get_context_data(page=page, rows=page.rows, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(object_list=[]))


class DetailScreen(Screen, DetailView):
    """One row: `get_queryset()` must be `visible_to(self.viewer)`, so a foreign row answers 404."""

    slug_field = "code"
    slug_url_kwarg = "code"


class ActionScreen(Drafting, Screen, FormView):
    """A form for one verb.  Subclasses write `perform(answers)`: one service call that returns the next URL.

    A refusal becomes a form error; everything typed is kept, also as a draft; a form sent twice gives one result.
    """

    done: str = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "viewer": self.viewer}

    def insist(self) -> None:
        """Raise the Refused with which the verb would meet this person whatever they write; asked before the form shows."""

    def back_url(self) -> str:
        """Return where the way back from such a refusal leads."""
        return "/"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        try:
            self.insist()
        except Refused as refused:
            context = Screen.get_context_data(self, refused=refused, back_url=self.back_url(), form=None)
            return TemplateResponse(request, "pages/refused.html", context, status=409)
        return super().get(request, *args, **kwargs)

    def perform(self, answers: dict[str, Any]) -> str:
        """Call the verb and return the address to go to."""
        raise NotImplementedError

    def form_valid(self, form) -> HttpResponse:
        token = form.cleaned_data.get("form_token", "")
        try:
            with transaction.atomic():
                url = submissions.claim(viewer=self.viewer, token=token, now=self.now) if token else ""
                if not url:
                    url = self.perform(form.answers())
                    if token:
                        submissions.finish(viewer=self.viewer, token=token, url=url)
                self.drop_draft()
        except Refused as refused:
            form.add_refusal(refused)
            if refused.missing:
                self.keep_for_later(form)
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, str(self.done))
        return HttpResponseRedirect(url)

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["drafting"] = self.drafting(context["form"])
        if context["form"].errors:
            context["title"] = _("Galat: %(title)s") % {"title": context["title"]}
        return context


class PressScreen(Screen, TemplateView):
    """A single button (POST only) for one verb; a refusal is shown as a page that says what is missing."""

    http_method_names: ClassVar = ["post"]
    template_name = "pages/refused.html"
    done: str = ""

    def perform(self) -> str:
        """Call the verb and return the address to go to."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                url = self.perform()
        except Refused as refused:
            context = self.get_context_data(refused=refused, back_url=self.back_url())
            return self.render_to_response(context, status=409)
        if self.done:
            messages.success(request, str(self.done))
        return HttpResponseRedirect(url)

    def back_url(self) -> str:
        """Return where the refusal page's way back leads."""
        return "/"
