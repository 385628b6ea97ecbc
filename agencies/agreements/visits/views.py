"""Coordination visits: planned, held, written down; whoever takes part reads them, its keeper changes them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits import forms, selectors, services
from agencies.agreements.visits.choices import VisitState
from agencies.agreements.visits.models import CoordinationVisit, VisitAction
from agencies.agreements.visits.rules import ACTION, BOOK
from agencies.agreements.visits.states import VISIT
from agencies.people.permissions import P
from core.kernel.access import Access
from core.screens.views import ActionScreen, ListScreen, PageScreen, PressScreen

READ = Access.to(P.COORDINATION_VIEW)
MANAGE = Access.to(P.COORDINATION_MANAGE)


class Visits(ListScreen):
    """The visits in which one's agency takes part, the latest first."""

    access = READ
    template_name = "agreements/visits/list.html"
    title = _("Kunjungan koordinasi")
    page_key = "-on"

    def get_queryset(self):
        asked = self.request.GET.get("keadaan", "")
        return selectors.visits(self.viewer, state=asked if asked in VisitState.values else "")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            states=VisitState.choices, asked=self.request.GET.get("keadaan", ""),
            may_plan=self.viewer.can(P.COORDINATION_MANAGE), **kwargs,
        )  # fmt: skip


class OfVisit:
    """Mixin: the visit in the address, for whoever takes part; else 404.  What changes it is its keeper's."""

    keeper_only = True

    @cached_property
    def visit(self) -> CoordinationVisit:
        """Return the visit, read once."""
        found = CoordinationVisit.objects.visible_to(self.viewer).select_related(
            "host", "managing_agency", "planned_by", "finished_by"
        )
        return get_object_or_404(found, code=self.kwargs["code"])

    def dispatch(self, request, *args, **kwargs):
        if self.keeper_only and self.visit.managing_agency_id != self.viewer.agency_id:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def about(self) -> None:
        self.visit  # noqa: B018  (a foreign visit answers 404)

    def back_url(self) -> str:
        """Return the visit's page."""
        return reverse("coordination_visit", args=[self.kwargs["code"]])


class VisitPage(OfVisit, PageScreen):
    """One visit: who, what about, minutes, decisions, return visits."""

    access = READ
    keeper_only = False
    template_name = "agreements/visits/visit.html"

    def get_title(self):
        return self.kwargs["code"]

    def get_context_data(self, **kwargs):
        row = self.visit
        is_past = row.on <= selectors.today_of(self.viewer, self.now)
        return super().get_context_data(
            visit=row,
            agencies=[one.agency for one in row.agencies.select_related("agency").order_by("agency__name")],
            lines=selectors.actions_of(row, self.viewer),
            answered=selectors.answered_by(row, self.viewer) if row.returns_id else None,
            answers=selectors.answers_to(row, self.viewer),
            may_manage=services.may_manage(self.viewer, row),
            may_report=self.viewer.can(P.COORDINATION_ACT),
            may_return=self.viewer.can(P.COORDINATION_MANAGE) and row.state in (VisitState.HELD, VisitState.FINISHED),
            missing=VISIT.missing(row, "finish") if row.state == VisitState.HELD else [],
            is_past=is_past,
            **kwargs,
        )


class PrintVisit(VisitPage):
    """The minutes and decisions as a paper."""

    template_name = "agreements/visits/print.html"


class VisitAct(OfVisit, ActionScreen):
    """A form on a visit."""

    access = MANAGE
    template_name = "agreements/visits/form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back_url": self.back_url(), **kwargs})


class PlanVisit(ActionScreen):
    """Plan a visit, or note one that was."""

    access = MANAGE
    template_name = "agreements/visits/form.html"
    form_class = forms.PlanForm
    title = _("Rencanakan kunjungan koordinasi")
    done = _("Kunjungan disimpan; instansi yang ikut diberi tahu.")

    def get_initial(self):
        return {"version": 0}

    def perform(self, answers):
        return services.plan(by=self.viewer, now=self.now, answers=answers["answers"]).get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back_url": reverse("coordination_visits"), **kwargs})


class PlanReturn(VisitAct):
    """Plan the visit that returns another."""

    keeper_only = False
    form_class = forms.PlanForm
    title = _("Rencanakan kunjungan balasan")
    done = _("Kunjungan balasan disimpan; instansi yang ikut diberi tahu.")

    def get_initial(self):
        return forms.return_of(self.visit, self.viewer.agency_id)

    def perform(self, answers):
        made = services.plan(by=self.viewer, now=self.now, answers=answers["answers"], returns=self.visit)
        return made.get_absolute_url()


class ChangeVisit(VisitAct):
    """Change a planned visit."""

    form_class = forms.PlanForm
    title = _("Ubah kunjungan koordinasi")
    done = _("Perubahan disimpan; instansi yang ikut diberi tahu.")

    def get_initial(self):
        return forms.initial_of(self.visit, self.viewer.agency_id)

    def perform(self, answers):
        return services.change(by=self.viewer, now=self.now, visit=self.visit, **answers).get_absolute_url()


class CallOff(VisitAct):
    """Call a planned visit off."""

    form_class = forms.WhyForm
    title = _("Batalkan kunjungan koordinasi")
    done = _("Kunjungan dibatalkan; instansi yang ikut diberi tahu.")

    def perform(self, answers):
        return services.call_off(by=self.viewer, now=self.now, visit=self.visit, **answers).get_absolute_url()


class WriteMinutes(VisitAct):
    """Write down who came and what was said."""

    form_class = forms.MinutesForm
    title = _("Notula kunjungan koordinasi")
    done = _("Notula disimpan.")

    def get_initial(self):
        row = self.visit
        return {"delegation": row.delegation, "minutes": row.minutes, "version": row.version}

    def perform(self, answers):
        return services.write_minutes(by=self.viewer, now=self.now, visit=self.visit, **answers).get_absolute_url()


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


class VisitPress(OfVisit, PressScreen):
    """A button on a visit."""

    access = MANAGE


class Hold(VisitPress):
    """The visit took place."""

    done = _("Pelaksanaan dicatat. Tulis notula dan keputusannya.")

    def perform(self):
        return services.hold(by=self.viewer, now=self.now, visit=self.visit).get_absolute_url()


class Finish(VisitPress):
    """The minutes are finished."""

    done = _("Notula selesai dan tidak berubah lagi.")

    def perform(self):
        return services.finish(by=self.viewer, now=self.now, visit=self.visit).get_absolute_url()


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
        if self.action.owner_id != self.viewer.agency_id and request.method == "POST":
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        is_mine = self.action.owner_id == self.viewer.agency_id
        return super().get_context_data(
            may_report=is_mine and not self.action.outcome,
            may_drop=services.may_manage(self.viewer, self.visit),
            **kwargs,
        )

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
