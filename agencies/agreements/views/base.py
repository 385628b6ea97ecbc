from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from agencies.agreements.models import Agreement
from agencies.people.permissions import P
from core.kernel.access import Access
from core.screens.views import ActionScreen, PressScreen

READ = Access.to(P.AGREEMENT_VIEW)
MANAGE = Access.to(P.AGREEMENT_MANAGE)


def may_manage(viewer, agreement: Agreement) -> bool:
    """Tell whether a viewer's agency keeps the agreement and they may change it."""
    return viewer.can(P.AGREEMENT_MANAGE) and agreement.managing_agency_id == viewer.agency_id


class OfOwnAgreement:
    """Mixin: the agreement in the address, which the viewer's agency keeps.

    What the viewer does not read answers 404; another party is shown no form that the verb refuses.
    """

    access = MANAGE

    def dispatch(self, request, *args, **kwargs):
        self.row = get_object_or_404(Agreement.objects.visible_to(self.viewer), code=kwargs["code"])
        if not may_manage(self.viewer, self.row):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("back_url", self.row.get_absolute_url())
        return super().get_context_data(agreement=self.row, **kwargs)

    def back_url(self) -> str:
        return self.row.get_absolute_url()


class AgreementAction(OfOwnAgreement, ActionScreen):
    """A form for one verb on an agreement; it leads back to the agreement's page."""

    template_name = "agreements/form.html"


class AgreementPress(OfOwnAgreement, PressScreen):
    """A button for one verb on an agreement."""
