"""What is read: the list of visits, one visit, its paper."""

from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits import selectors, services
from agencies.agreements.visits.choices import VisitState
from agencies.agreements.visits.states import VISIT
from agencies.agreements.visits.views.base import READ, OfVisit
from agencies.people.permissions import P
from core.screens.views import ListScreen, PageScreen


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
            papers=list(row.papers.order_by("-uploaded_at", "pk")),
            may_add_paper=services.may_manage(self.viewer, row) and row.state != VisitState.CANCELLED,
            missing=VISIT.missing(row, "finish") if row.state == VisitState.HELD else [],
            is_past=is_past,
            **kwargs,
        )


class PrintVisit(VisitPage):
    """The minutes and decisions as a paper."""

    template_name = "agreements/visits/print.html"
