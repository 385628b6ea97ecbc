"""Where a role may go from every page.  On a phone four places and the menu fit; the rest stand in the menu."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.permissions import P
from agencies.people.roles import Role
from core.kernel.scope import Viewer
from referrals import selectors as referrals

ON_A_PHONE = 4


@dataclass(frozen=True)
class NavItem:
    """One place: `count` is work that waits there, `only_wide` leaves it to the menu page on phones."""

    name: str
    label: str | Promise
    icon: str
    permission: str
    rank: int  # the lowest ranks a role holds stay visible on phones
    is_add: bool = False
    wide_label: str | Promise = ""
    url: str = ""
    count: int = 0
    is_current: bool = False
    only_wide: bool = False


PLACES = (
    NavItem("today", _("Hari ini"), "i-today", P.TASKS, 1),
    NavItem("search", _("Cari"), "i-search", P.CASE_VIEW, 2),
    NavItem("intake", _("Catat"), "i-plus", P.CASE_OPEN, 3, is_add=True),
    NavItem("cases", _("Kasus"), "i-file", P.CASE_VIEW, 7),
    NavItem("inbox", _("Rujukan"), "i-refer", P.REFERRAL_ANSWER, 4),
    NavItem("agencies", _("Jejaring"), "i-net", P.DIRECTORY_VIEW, 8),
    NavItem("board", _("Dasbor"), "i-queue", P.BOARD_VIEW, 5),
    NavItem("report", _("Laporan"), "i-file", P.REPORT_VIEW, 6),
    NavItem("staff", _("Staf"), "i-check", P.STAFF_MANAGE, 3),
    NavItem("audit_trail", _("Jejak audit"), "i-lock", P.AUDIT_VIEW, 3),
)
# Partners sign in rarely: their referrals, their own services, help.  Nothing else.
PARTNER_PLACES = (
    NavItem("inbox", _("Rujukan"), "i-refer", P.REFERRAL_ANSWER, 1),
    NavItem("agency", _("Layanan kami"), "i-net", P.DIRECTORY_VIEW, 2),
    NavItem("help", _("Bantuan"), "i-info", P.REFERRAL_ANSWER, 3),
)


def places(viewer: Viewer) -> list[NavItem]:
    """Return the places of a viewer's role, in the same order for everybody, those for wide screens marked."""
    offered = PARTNER_PLACES if viewer.role == Role.PARTNER_OFFICER else PLACES
    held = [place for place in offered if viewer.can(place.permission)]
    if viewer.can(P.BOARD_VIEW):
        # The board leads on to the report; a bar with both is wider than the page.
        held = [place for place in held if place.name != "report"]
    narrow = sorted(held, key=lambda place: place.rank)[:ON_A_PHONE]
    return [replace(place, only_wide=place not in narrow) for place in held]


def navigation_for(request: HttpRequest, viewer: Viewer) -> list[NavItem]:
    """Return the navigation of one page: at most two queries, nothing for somebody without a membership."""
    if viewer.membership_id is None:
        return []
    here = request.path
    found = [replace(place, url=_address(place, viewer), count=_count(place, viewer)) for place in places(viewer)]
    found.append(_menu(viewer))
    # "/" begins every address and counts only for itself; of the rest the longest match is where we are.
    matches = [item for item in found if (here == item.url if item.url == "/" else here.startswith(item.url))]
    current = max(matches, key=lambda item: len(item.url), default=None)
    return [replace(item, is_current=item is current) for item in found]


def _menu(viewer: Viewer) -> NavItem:
    label = _("Akun") if viewer.role == Role.PARTNER_OFFICER else _("Menu")
    return NavItem("menu", label, "i-menu", "", 0, wide_label=viewer.name, url=reverse("menu"))


def _address(place: NavItem, viewer: Viewer) -> str:
    if place.name == "agency":
        slug = Agency.objects.filter(pk=viewer.agency_id).values_list("slug", flat=True).first()
        return reverse("agency", args=[slug])
    return reverse(place.name)


def _count(place: NavItem, viewer: Viewer) -> int:
    return referrals.waiting_count(viewer) if place.name == "inbox" else 0
