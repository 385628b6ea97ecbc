"""Decisions of a visit: noted, reported by the agency that took them on, let fall."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits import forms, selectors, services
from agencies.agreements.visits.models import VisitAction
from agencies.agreements.visits.rules import ACTION, BOOK
from agencies.agreements.visits.views.base import VisitAct
from agencies.people.permissions import P
from core.kernel.access import Access


class Decide(VisitAct):
    """Note a decision."""

    form_class = forms.DecisionForm
    title = _("Catat keputusan kunjungan")
    done = _("Keputusan dicatat dan menjadi tugas instansi pelaksana.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "visit": self.visit}

    def get_initial(self):
        today = selectors.today_of(self.viewer, self.now)
        return {"due_on": BOOK.get(ACTION, today).due_after(self.now, zone=self.viewer.zone).date()}

    def perform(self, answers):
        services.decide(by=self.viewer, now=self.now, visit=self.visit, **answers)
        return self.back_url()


class OfAction(VisitAct):
    """A form on one decision."""

    keeper_only = False
    form_class = forms.ReportForm

    @cached_property
    def action(self) -> VisitAction:
        """Return the decision, read once."""
        found = VisitAction.objects.visible_to(self.viewer).select_related("owner", "visit", "settled_by")
        return get_object_or_404(found, visit=self.visit, number=self.kwargs["number"])

    def about(self) -> None:
        self.action  # noqa: B018  (a foreign decision answers 404)

    def get_context_data(self, **kwargs):
        return super().get_context_data(visit=self.visit, action=self.action, **kwargs)


class ReportAction(OfAction):
    """Say what became of a decision; only people of the agency that took it on."""

    access = Access.to(P.COORDINATION_ACT)
    template_name = "agreements/visits/action.html"
    title = _("Hasil keputusan kunjungan")
    done = _("Hasil dicatat.")

    def dispatch(self, request, *args, **kwargs):
        if self.action.owner_id != self.viewer.agency_id:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        # A colleague was quicker: what was typed here stays on the page beside what they wrote.
        is_open = not self.action.outcome or self.request.method == "POST"
        return super().get_context_data(may_report=is_open, **kwargs)

    def perform(self, answers):
        services.report(by=self.viewer, now=self.now, action=self.action, **answers)
        return self.back_url()


class DropAction(OfAction):
    """Let a decision fall away."""

    keeper_only = True
    form_class = forms.DropForm
    title = _("Keputusan tidak perlu lagi")
    done = _("Dicatat: keputusan ini tidak perlu lagi.")

    def perform(self, answers):
        services.drop(by=self.viewer, now=self.now, action=self.action, **answers)
        return self.back_url()
