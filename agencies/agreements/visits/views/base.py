from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from agencies.agreements.visits.models import CoordinationVisit
from agencies.people.permissions import P
from core.kernel.access import Access
from core.screens.views import ActionScreen, PressScreen

READ = Access.to(P.COORDINATION_VIEW)
MANAGE = Access.to(P.COORDINATION_MANAGE)


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


class VisitAct(OfVisit, ActionScreen):
    """A form on a visit."""

    access = MANAGE
    template_name = "agreements/visits/form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back_url": self.back_url(), **kwargs})


class VisitPress(OfVisit, PressScreen):
    """A button on a visit."""

    access = MANAGE
