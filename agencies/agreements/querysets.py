from datetime import date

from django.db.models import Q

from agencies.agreements.choices import STANDING
from core.kernel.scope import ScopedQuerySet, Viewer


class AgreementQuerySet(ScopedQuerySet):
    """Agreements are read by the members of the agencies that are parties to them, and by nobody else."""

    def visible_q(self, viewer: Viewer) -> Q:
        parties = self.model.parties.rel.related_model.objects.filter(agency_id=viewer.agency_id)
        return Q(managing_agency_id=viewer.agency_id) | Q(pk__in=parties.values("agreement_id"))

    def standing(self, on: date):
        """Return those in force on a date."""
        return self.filter(state__in=STANDING, starts_on__lte=on, ends_on__gte=on)

    def between(self, agency_a: int, agency_b: int):
        """Return those to which both agencies are parties."""
        return self.filter(parties__agency_id=agency_a).filter(parties__agency_id=agency_b)

    def fitting(self, service: str, place: str):
        """Return those that cover a service in a place; one without places covers all of them."""
        here = [code for code in (place[:5], place[:2]) if code]
        return self.filter(Q(regions=[]) | Q(regions__overlap=here), services__contains=[str(service)])
