from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from agencies.agreements.models import Agreement, CoordinationVisit
from agencies.directory.models import Agency, Region
from agencies.people.permissions import P
from ampk.desk.lists import BY_SLUG, Reach
from cases.aftercare.models import Episode
from cases.casework.models import Case
from cases.children import selectors as children
from cases.children.elsewhere import Hint, look_elsewhere
from cases.children.models import Child
from core.kernel.codes import clean_code
from core.kernel.scope import Viewer
from referrals.models import Incoming, Referral

SIDE_ROWS = 5
MOST_AGENCIES = 10
# Which room a code's first letter belongs to, and the page it opens.
_CODES: dict[str, tuple[Any, str]] = {
    "K": (Case, "case"),
    "A": (Child, "child"),
    "R": (Referral, "referral"),
    "P": (Episode, "episode"),
    "J": (Incoming, "incoming"),
    "V": (CoordinationVisit, "coordination_visit"),
}


@dataclass(frozen=True)
class SideList:
    """A short list beside the day: the first rows of a supervisor's list and how many there are."""

    title: str
    url: str
    count: int
    rows: list


def side_lists(reach: Reach) -> list[SideList]:
    """Return what waits for a supervisor or operator beside their own day, as the roles allow."""
    wanted = ["minta-persetujuan", "belum-ditugaskan"] if reach.viewer.can(P.CASE_SUPERVISE) else []
    return [side_list(slug, reach) for slug in wanted]


def side_list(slug: str, reach: Reach) -> SideList:
    """Return the beginning of one of the supervisor's lists (two queries)."""
    from ampk.desk.rows import board_rows

    one = BY_SLUG[slug]
    found = one.rows(reach)
    related = ("holder", "holder_agency") if one.of == "duty" else ("child__region", "manager")
    first = list(found.select_related(*related).order_by(one.since, "pk")[:SIDE_ROWS])
    return SideList(str(one.title), reverse("board_list", args=[slug]), found.count(), board_rows(one, first, reach))


def regencies_of(viewer: Viewer) -> QuerySet[Region]:
    """Return the kab/kota in which the agency has open cases, by name."""
    codes = Case.objects.visible_to(viewer).owned_by(viewer.agency_id).open().exclude(region=None)
    return Region.objects.filter(code__in=codes.order_by().values(code5=Substr("region_id", 1, 5))).order_by(
        "full_name"
    )


def address_of_code(text: str, viewer: Viewer) -> str:
    """Return the page of an exact code if the viewer may open it, else ""."""
    code = clean_code(text)
    if not code:
        return ""
    if code[0] == "M" and viewer.can(P.AGREEMENT_VIEW):
        return (
            reverse("agreement", args=[code]) if Agreement.objects.visible_to(viewer).filter(code=code).exists() else ""
        )
    model, page = _CODES.get(code[0], (None, ""))
    if model is None or not model.objects.visible_to(viewer).filter(code=code).exists():
        # The code of a file that joined another still leads somewhere.
        joined = Child.objects.joined_as(code, viewer) if model is Child else ""
        return reverse(page, args=[joined]) if joined else ""
    return reverse(page, args=[code])


def agencies_called(text: str) -> list[Agency]:
    """Return the active agencies whose name holds every typed word."""
    found = Agency.objects.filter(is_active=True).select_related("region")
    for word in text.split()[:6]:
        found = found.filter(name__icontains=word)
    return list(found.order_by("name")[:MOST_AGENCIES])


def children_called(text: str, viewer: Viewer) -> list[children.Match]:
    """Return the children within reach that fit, each with the reasons; nothing for roles without case rights."""
    return children.search(viewer, text) if viewer.can(P.CASE_VIEW) else []


def known_elsewhere(text: str, viewer: Viewer, *, now: datetime) -> Hint:
    """Tell whether an exact NIK is registered outside the viewer's reach; nothing for roles without case rights."""
    may = viewer.can(P.CASE_VIEW) or viewer.can(P.CASE_OPEN)
    return look_elsewhere(children.read_search(text), by=viewer, now=now) if may else Hint()
