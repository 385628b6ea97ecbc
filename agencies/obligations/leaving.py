"""Somebody's last day is known beforehand: their supervisors owe the handover until then.

What is not handed over by then goes back to the agency's desk when the membership ends (`end_memberships`).
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from agencies.obligations.rules import BOOK, HANDOVER
from agencies.people import services as people
from agencies.people.models import Membership, User
from agencies.people.permissions import P
from agencies.people.selectors import holders_of
from core.kernel.calendar import end_of
from core.kernel.clock import WIB
from core.kernel.scope import Viewer, system_scope

REASON = "last days come near"


@transaction.atomic
def agree_last_day(*, by: Viewer, now: datetime, membership: Membership, ends_on: date | None) -> Membership:
    """Set or take back somebody's last day; the supervisors' handover follows it.  Raises PeopleRefused."""
    row = people.set_last_day(by=by, now=now, membership=membership, ends_on=ends_on)
    with system_scope(REASON) as clock:
        _drop(_open(row).exclude(key__startswith=_key(row)), by=clock, now=now)
        _ask(row, by=clock, now=now)
    return row


@transaction.atomic
def hand_over(*, by: Viewer, now: datetime, membership: Membership, receiver: User | None) -> list[tuple[str, int]]:
    """Give what a leaving person holds to a colleague before the last day, which settles the handover."""
    moved = people.hand_over(by=by, now=now, membership=membership, receiver=receiver)
    for duty in _open(membership):
        obligations.settle(key=duty.key, how="handed_over", by=by, now=now)
    return moved


def watch_last_days(*, now: datetime) -> int:
    """Owe the handover of everybody whose last day comes near, and drop what fell away; return how many near ones.

    Runs nightly; twice changes nothing.
    """
    today = now.astimezone(WIB).date()
    until = today + timedelta(days=BOOK.get(HANDOVER, today).value)
    with system_scope(REASON) as clock:
        near = Membership.objects.current(today).filter(ends_on__lte=until).select_related("user", "agency")
        rows = list(near.order_by("pk"))
        for row in rows:
            _ask(row, by=clock, now=now)
        gone = Obligation.objects.for_system(reason=REASON).open().filter(kind=HANDOVER)
        for row in rows:
            gone = gone.exclude(key__startswith=_key(row))
        _drop(gone, by=clock, now=now)
    return len(rows)


def _ask(row: Membership, *, by: Viewer, now: datetime) -> None:
    """Owe a handover while there is something to hand over and somebody who may."""
    today = now.astimezone(row.agency.zone).date()
    rule = BOOK.get(HANDOVER, today)
    if row.ends_on is None or row.ends_on > today + timedelta(days=rule.value):
        return
    asked = _open(row).exists()
    if not people.preview_departure(by=by, now=now, membership=row):
        for duty in _open(row):
            obligations.settle(key=duty.key, how="handed_over", by=by, now=now)
    elif not asked and holders_of(row.agency_id, P.CASE_SUPERVISE, today):
        obligations.owe(
            kind=HANDOVER, key=f"{_key(row)}{now.isoformat()}", about=row.user.short_name[:20],
            url=reverse("membership_handover", args=[row.pk]), holder_agency_id=row.agency_id, rule=rule,
            due_at=end_of(row.ends_on, row.agency.zone), by=by, now=now,
        )  # fmt: skip


def _drop(found, *, by: Viewer, now: datetime) -> None:
    for key in list(found.values_list("key", flat=True)):
        obligations.cancel(key=key, why="changed", by=by, now=now)


def _open(row: Membership):
    found = Obligation.objects.for_system(reason=REASON).open().filter(kind=HANDOVER)
    return found.filter(key__startswith=f"{HANDOVER}:{row.pk}:")


def _key(row: Membership) -> str:
    return f"{HANDOVER}:{row.pk}:{row.ends_on}:"
