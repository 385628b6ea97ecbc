from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.obligations.models import Obligation
from agencies.people.models import Absence, Membership
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer, system_scope


def open_for_case(case_id: UUID) -> list[Obligation]:
    """Return what is still owed on a case, soonest first; row security limits it to what may be seen."""
    return list(open_duties(case_id))


def open_duties(case_id: UUID):
    """Return the queryset behind both questions: what is still owed on a case."""
    found = Obligation.objects.for_system(reason="what a case still owes; row security stands beneath")
    return found.open().for_case(case_id).select_related("holder", "holder_agency").order_by("due_at", "id")


def missing_for_case(case_id: UUID, *, beginning: tuple[str, ...] = ()) -> list[Missing]:
    """Return the open duties of a case as things that are missing before it may close, whoever holds them.

    `beginning` narrows them to kinds that begin so.

    Duties between two other agencies (a referral sent by the one that gives after-care) block as well.  What is
    shown of them is what is owed, who owes it and who asked; the caller has shown that they read the whole file.
    """
    own = {duty.pk for duty in open_for_case(case_id)}
    with system_scope("whether a case may end"):
        found = list(open_duties(case_id).select_related("watcher_agency"))
    asked = [duty for duty in found if not beginning or duty.kind.startswith(beginning)]
    return [Missing(_words(duty, is_own=duty.pk in own), duty.url) for duty in asked]


def _words(duty: Obligation, *, is_own: bool) -> str:
    if is_own or duty.watcher_agency is None:
        return f"{duty.label} ({duty.holder_agency.short_name})"
    return _("%(duty)s (%(holder)s; minta %(other)s menyelesaikan atau menariknya)") % {
        "duty": duty.label, "holder": duty.holder_agency.short_name, "other": duty.watcher_agency.short_name,
    }  # fmt: skip


def held_by(viewer: Viewer, *, now: datetime):
    """Return the queryset of what falls to a viewer, those they cover during leave included."""
    on = now.astimezone(viewer.zone).date()
    away = Absence.objects.filter(starts_on__lte=on, ends_on__gte=on)
    colleagues = Membership.objects.filter(agency_id=viewer.agency_id or 0).values("user_id")
    rows = away.filter(Q(cover_id=viewer.user_id) | Q(cover=None, user_id__in=colleagues)).values_list(
        "user_id", "cover_id"
    )
    covering = tuple(user for user, cover in rows if cover)
    uncovered = tuple(user for user, cover in rows if not cover)
    return Obligation.objects.visible_to(viewer).held_by(viewer, covering, uncovered)
