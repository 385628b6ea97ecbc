"""Where an intake begins and ends: a new number, a child who is known already, and the code at the end."""

from uuid import UUID, uuid4

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View

from agencies.people.permissions import P
from cases.casework import forms, receiving, selectors
from cases.casework.views.base import OfCase
from cases.casework.views.intaking import CHILD, SAME
from cases.children.models import Child
from core.audit.services import record_read
from core.drafts import services as drafts
from core.kernel.access import Access
from core.screens.drafting import Place
from core.screens.views import ActionScreen, PageScreen, Screen


def number_of(request) -> str:
    """Return the number of the intake that is going on, a fresh one when none is."""
    try:
        return str(UUID(request.GET.get("asupan", "")))
    except ValueError:
        return str(uuid4())


class NewIntake(Screen, View):
    """Give an intake its number and lead to its first page: the note, or the child.  Nothing is written yet."""

    access = Access.to(P.CASE_OPEN)
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        page = "intake_note" if request.GET.get("mulai") == "catatan" else "intake_child"
        return HttpResponseRedirect(reverse(page, args=[number_of(request)]))


class IntakeForKnown(ActionScreen):
    """A report about a child who is registered already: the child is confirmed, then asked what happened."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/intake_known.html"
    form_class = forms.KnownStep
    title = _("Laporan untuk anak yang sudah tercatat")
    drafts = False

    @cached_property
    def child(self) -> Child:
        """Return the child of the address; a foreign one answers 404."""
        found = Child.objects.visible_to(self.viewer).select_related("region")
        return get_object_or_404(found, code=self.kwargs["code"])

    def get(self, request, *args, **kwargs):
        record_read(
            by=self.viewer, now=self.now, verb="child.read", child_id=self.child.pk, subject=self.child.code
        )  # fmt: skip
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        number = number_of(self.request)
        place = Place(reverse("intake_wizard", args=[number]), CHILD)
        drafts.save(by=self.viewer, now=self.now, place=place, fields={SAME: [self.child.code]})
        return HttpResponseRedirect(reverse("intake_event", args=[number]))

    def get_context_data(self, **kwargs):
        running = receiving.running_case(self.child, self.viewer)
        return super().get_context_data(child=self.child, running=running, back_url=reverse("intake"), **kwargs)


class Done(OfCase, PageScreen):
    """The case is open: its code, and what happens next."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/intake_done.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            case=self.case,
            child=self.case.child,
            due=selectors.due_work(self.case, self.viewer),
            reports=receiving.report_count(self.case, self.viewer),
            **kwargs,
        )
