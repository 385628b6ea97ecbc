"""What this room adds to pages of the rooms below: case, after-care episode, agency."""

from django.utils.translation import gettext_lazy as _

from agencies.directory import panels as directory_panels
from agencies.people.permissions import P
from cases.aftercare import panels as aftercare_panels
from cases.casework import panels as case_panels
from core.kernel.scope import Viewer
from referrals import selectors
from referrals.choices import LIVE, State

MOST = 5
_NOT_OVER = [*LIVE, State.DRAFT, State.DECLINED, State.LAPSED]


def register() -> None:
    """Register the panels, the case's tab and the case's action (called once at start-up)."""
    case_panels.register(on_case)
    case_panels.register_tab(case_panels.Link(_("Rujukan"), "case_referrals"))
    case_panels.register_action(case_panels.Link(_("Buat rujukan"), "referral_new", str(P.REFERRAL_SEND)))
    case_panels.register_next_step("refer", case_panels.Link(_("Buat rujukan"), "referral_new", str(P.REFERRAL_SEND)))
    case_panels.register_needs(case_panels.Link(_("Rujuk dari kebutuhan"), "referral_needs", str(P.REFERRAL_SEND)))
    aftercare_panels.register(on_episode)
    directory_panels.register(on_agency)


def on_case(*, case, viewer: Viewer, now) -> tuple[str, dict]:
    """Return the referrals of a case that have not ended."""
    rows = list(selectors.for_case(case.pk, viewer).filter(status__in=_NOT_OVER)[:MOST])
    may_send = viewer.can(P.REFERRAL_SEND) and case.is_open
    return "referrals/_panel_case.html", {"rows": rows, "code": case.code, "may_send": may_send}


def on_episode(*, episode, viewer: Viewer, now) -> tuple[str, dict]:
    """Return the referrals of an after-care episode's case that have not ended, and the way to a new one."""
    _template, found = on_case(case=episode.case, viewer=viewer, now=now)
    return "referrals/_panel_needs.html", found


def on_agency(*, agency, viewer: Viewer, now) -> tuple[str, dict] | None:
    """Return open referrals between the viewer's agency and this one, with the median answer time."""
    if viewer.agency_id in (None, agency.pk) or not viewer.can(P.REFERRAL_SEND):
        return None
    found = selectors.between(viewer, agency.pk)
    times = selectors.answer_times(from_agency_id=viewer.agency_id or 0, to_agency_ids=[agency.pk])
    context = {"rows": list(found[:MOST]), "open_count": found.count(), "answered": times.get(agency.pk)}
    context.update(may_compare=viewer.can(P.BOARD_VIEW), slug=agency.slug)
    return "referrals/_panel_agency.html", context
