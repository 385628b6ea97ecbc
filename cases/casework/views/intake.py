"""From a report to an open case: the form, the interruption when a child is in danger, the code."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.directory.picking import RegionPicking
from agencies.people.permissions import P
from cases.casework import forms, selectors, services
from cases.casework.views.base import OfCase
from cases.children import carried
from cases.children.models import Child
from core.kernel.access import Access
from core.screens.views import ActionScreen, PageScreen


class Intake(RegionPicking, ActionScreen):
    """A new child and a new case; comes from the search, which must come first."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/intake.html"
    form_class = forms.IntakeForm
    title = _("Catat anak baru")
    done = _("Kasus dibuka.")

    def get_initial(self):
        return carried.look(self.request)

    def perform(self, answers):
        case = services.open_case(by=self.viewer, now=self.now, answers=answers)
        carried.forget(self.request)
        return after_intake(case, answers)


class IntakeForKnown(RegionPicking, ActionScreen):
    """A new case for a child who is registered already."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/intake.html"
    form_class = forms.KnownChildForm
    title = _("Kasus baru")
    done = _("Kasus dibuka.")

    def perform(self, answers):
        child = get_object_or_404(Child.objects.visible_to(self.viewer), code=self.kwargs["code"])
        case = services.open_case(by=self.viewer, now=self.now, answers=answers, child=child)
        return after_intake(case, answers)

    def get_context_data(self, **kwargs):
        child = get_object_or_404(Child.objects.visible_to(self.viewer), code=self.kwargs["code"])
        return super().get_context_data(child=child, **kwargs)


def after_intake(case, answers) -> str:
    """Return where an intake leads: first to the emergency numbers when the child is in danger."""
    return reverse("intake_danger" if answers["in_danger"] else "intake_done", args=[case.code])


class Danger(OfCase, PageScreen):
    """The interruption after a report of danger: the case is saved; now somebody must be called."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/danger.html"

    def get_title(self):
        return self.case.code

    def post(self, request, *args, **kwargs):
        services.answer_danger(by=self.viewer, now=self.now, case=self.case, called=request.POST.get("called") == "yes")
        return HttpResponseRedirect(reverse("intake_done", args=[self.case.code]))

    def get_context_data(self, **kwargs):
        place = (self.case.region_id or self.case.owner_agency.region_id)[:5]
        police = Agency.objects.filter(
            kind="police_child_unit", is_active=True, region__code__startswith=place
        ).exclude(phone="")
        return super().get_context_data(case=self.case, child=self.case.child, police=list(police[:3]), **kwargs)


class Done(OfCase, PageScreen):
    """The case is open: its code, and what happens next."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/intake_done.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        due = selectors.due_work(self.case, self.viewer)
        return super().get_context_data(case=self.case, child=self.case.child, due=due, **kwargs)
