from datetime import date

from django.db import models
from django.db.models import Q


class MembershipQuerySet(models.QuerySet):
    """Memberships; `current(on)` is the one rule for who works where on a date."""

    def current(self, on: date):
        """Return memberships that hold on a date: begun, not past their last day, and nobody has departed."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, ended_at=None)

    def open(self):
        """Return memberships that nobody has ended and that have no last day."""
        return self.filter(ends_on=None, ended_at=None)
