from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Now

from core.kernel.scope import ScopedQuerySet, Viewer

_pen: ContextVar[bool] = ContextVar("access_pen", default=False)


class NotTheWriter(RuntimeError):
    """Somebody tried to write an access row past `cases.sharing.services`."""


@contextmanager
def pen() -> Iterator[None]:
    """Allow writing access rows for a block; taken by `cases.sharing.services` only."""
    token = _pen.set(True)
    try:
        yield
    finally:
        _pen.reset(token)


def insist_on_pen() -> None:
    """Raise NotTheWriter outside the services."""
    if not _pen.get():
        raise NotTheWriter("Access rows are written by cases.sharing.services alone.")


class AccessQuerySet(ScopedQuerySet):
    """Access rows; a viewer sees their own, their agency's, and those of cases their agency owns."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        if viewer.user_id is None or viewer.agency_id is None:
            return Q(pk__in=[])
        return Q(person_id=viewer.user_id) | Q(agency_id=viewer.agency_id) | Q(owner_agency_id=viewer.agency_id)

    def standing(self):
        """Return the rows that were not ended by anybody (their own end may have passed)."""
        return self.filter(revoked_at=None)

    def current(self):
        """Return the rows that open something at this moment, by the database's clock like the policies."""
        return self.standing().filter(Q(ends_at=None) | Q(ends_at__gt=Now()))

    def update(self, **kwargs):
        insist_on_pen()
        return super().update(**kwargs)

    def delete(self):
        raise NotTheWriter("Access rows are ended, never deleted.")

    def bulk_create(self, *args, **kwargs):
        insist_on_pen()
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args, **kwargs):
        raise NotTheWriter("Access rows are granted and ended, never changed.")


class ConsentQuerySet(ScopedQuerySet):
    """What sharing rests on; read by whoever reads the child's file."""

    def visible_q(self, viewer: Viewer) -> Q:
        from cases.sharing.visibility import visible_cases

        return Q(visible_cases(viewer, column="case_id"))

    def of_case(self, case_id):
        """Return those of one case."""
        return self.filter(case_id=case_id)

    def in_force(self, now: datetime):
        """Return those that allow something at a moment."""
        return self.filter(state="in_force", ends_at__gt=now)

    def covering(self, purpose: str, agency):
        """Return those written for a purpose and for an agency, by its name or its kind."""
        return self.filter(Q(agency_ids__contains=[agency.pk]) | Q(kinds__contains=[agency.kind])).filter(
            purposes__contains=[purpose]
        )

    def delete(self):
        raise NotTheWriter("A basis of sharing is ended, never deleted.")


class AccessRequestQuerySet(ScopedQuerySet):
    """Requests for access; read by who asked and, in the office that was asked, by who decides."""

    def visible_q(self, viewer: Viewer) -> Q:
        if viewer.user_id is None or viewer.agency_id is None:
            return Q(pk__in=[])
        from cases.sharing.visibility import not_barred

        mine = Q(person_id=viewer.user_id, agency_id=viewer.agency_id)
        # What one asked oneself stays, so that nothing is learnt from its going.
        asked = Q(owner_agency_id=viewer.agency_id) & (Q(case_id=None) | not_barred(viewer.user_id, "case_id"))
        return mine | asked if viewer.wide else mine

    def waiting(self):
        """Return those without an answer."""
        return self.filter(state="waiting")

    def delete(self):
        raise NotTheWriter("A request for access is answered, never deleted.")


class ExclusionQuerySet(ScopedQuerySet):
    """Exclusions; read by the wide roles of an office that reads the child's whole file, never by who is excluded."""

    def visible_q(self, viewer: Viewer) -> Q:
        from cases.sharing.choices import Level
        from cases.sharing.visibility import visible_children

        if not viewer.wide or viewer.user_id is None:
            return Q(pk__in=[])
        return Q(visible_children(viewer, [Level.FULL], column="child_id")) & ~Q(person_id=viewer.user_id)

    def standing(self):
        """Return those that hold."""
        return self.filter(ended_at=None)

    def delete(self):
        raise NotTheWriter("An exclusion is ended, never deleted.")


class BarQuerySet(ScopedQuerySet):
    """The walls' own table: to each the rows that keep them out, which no page shows."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(person_id=viewer.user_id)
