"""The ORM's half of "who may see": conditions over access rows.  The database's half is `policies.py`."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from cases.sharing.choices import DESK_LEVELS, FILE_LEVELS
from core.kernel.scope import Viewer


def holder_q(viewer: Viewer) -> Q:
    """Return the access rows that open something to a viewer: by name, or through the agency's desk.

    A desk row opens a file to the agency's wide roles, and a referral's envelope or package to everybody at the desk
    and to the officer who came through that referral's link.
    """
    if viewer.link:
        return Q(basis="referral", basis_ref=viewer.link, level__in=DESK_LEVELS)
    desk = Q(person_id=None, agency_id=viewer.agency_id)
    return Q(person_id=viewer.user_id) | (desk if viewer.wide else desk & Q(level__in=DESK_LEVELS))


def current_q(viewer: Viewer, levels: Iterable[str]) -> Q:
    """Return the condition on access rows: not ended, of these levels, and open to the viewer."""
    if not viewer.link and (viewer.user_id is None or viewer.agency_id is None):
        return Q(pk__in=[])
    # Now() is the database's own moment, the same that the policies compare with.
    standing = Q(revoked_at=None) & (Q(ends_at=None) | Q(ends_at__gt=Now()))
    opens = standing & Q(level__in=[str(level) for level in levels]) & holder_q(viewer)
    return opens & not_barred(viewer.user_id, "case_id") if viewer.user_id else opens


@lru_cache(maxsize=1024)
def not_barred(user_id: int, column: str) -> Q:
    """Return the condition that no exclusion keeps a person out of the case whose id stands in `column`."""
    from cases.sharing.models import Bar

    barred = Bar.objects.for_system(reason="condition of a query that is itself scoped").filter(person_id=user_id)
    return ~Q(**{f"{column}__in": barred.exclude(case_id=None).values("case_id")})


def visible_cases(viewer: Viewer, levels: Iterable[str] = FILE_LEVELS, *, column: str = "pk") -> Exists:
    """Return the condition that a current access row opens the case whose id stands in the outer `column`."""
    return _opened(_asking(viewer), _names(levels), "case_id", column)


def visible_children(viewer: Viewer, levels: Iterable[str] = FILE_LEVELS, *, column: str = "pk") -> Exists:
    """Return the condition that a current access row opens the child whose id stands in the outer `column`."""
    return _opened(_asking(viewer), _names(levels), "child_id", column)


def visible_referrals(viewer: Viewer, levels: Iterable[str], *, column: str = "code") -> Exists:
    """Return the condition that a current access row opens the referral whose code stands in the outer `column`."""
    return _opened(_asking(viewer), _names(levels), "basis_ref", column, basis="referral")


# Every verb and every list asks for the same few conditions; building them costs more than running the query.
@lru_cache(maxsize=1024)
def _opened(viewer: Viewer, levels: tuple[str, ...], name: str, column: str, **more: str) -> Exists:
    from cases.sharing.models import AccessRow

    rows = AccessRow.objects.for_system(reason="condition of a query that is itself scoped")
    return Exists(rows.filter(current_q(viewer, levels), **more, **{name: OuterRef(column)}))


def _asking(viewer: Viewer) -> Viewer:
    """Return of a viewer what the conditions ask, so that names and language make no difference."""
    return Viewer(user_id=viewer.user_id, agency_id=viewer.agency_id, wide=viewer.wide, link=viewer.link)


def _names(levels: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(level) for level in levels)
