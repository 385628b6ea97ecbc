"""What the clock does: notes the first look, makes silence the sender's task, lets it lapse, ends a hold.

Each sweep asks "what is due and not done?" and is safe to run twice, at once or after days of standstill.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from agencies.obligations.models import Obligation
from core.audit.models import Entry
from core.kernel import calendar
from core.kernel.clock import WIB
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, system_scope
from referrals import duties
from referrals.choices import HELD, State
from referrals.models import Referral
from referrals.querysets import ReferralQuerySet
from referrals.rules import BOOK
from referrals.services import serving
from referrals.services.common import cancel, close_to_receiver, move, note, owe, tell_receiver, tell_sender
from referrals.states import SENDER

BATCH = 200
READ = "referral.read"
_UNANSWERED = (State.SENT, State.OPENED)


def sweep(*, now: datetime) -> int:
    """Run all sweeps of this room; return how many referrals were touched."""
    return note_opened(now=now) + escalate_silent(now=now) + lapse_silent(now=now) + resume_held(now=now)


def note_opened(*, now: datetime) -> int:
    """Take the step "opened" for sent referrals that somebody at the receiver has looked at; return how many.

    Reading a page changes nothing but the record of the read, so the step is taken from that record.
    """
    look = Entry.objects.filter(
        case_id=OuterRef("case_id"), verb=READ, subject=OuterRef("code"), agency_id=OuterRef("to_agency_id")
    ).order_by("at")

    def due(found: ReferralQuerySet) -> ReferralQuerySet:
        return found.filter(status=State.SENT).annotate(seen_at=Subquery(look.values("at")[:1])).exclude(seen_at=None)

    def act(referral: Referral, by: Viewer) -> bool:
        referral.opened_at = referral.seen_at  # type: ignore[attr-defined]
        move(referral, "open", by=by, now=now)
        return True

    return _each("referral opened", due, act)


def escalate_silent(*, now: datetime) -> int:
    """Make silence the sender's task once the promised answer is overdue, and again after each reminder in vain."""
    pause = BOOK.get(duties.ANSWER, now.astimezone(WIB).date()).value
    again = _working_days_ago(now, pause)

    def due(found: ReferralQuerySet) -> ReferralQuerySet:
        return found.silent(now).filter(Q(reminded_at=None) | Q(reminded_at__lt=again)).exclude(_owed(duties.CHASE))

    def act(referral: Referral, by: Viewer) -> bool:
        owe(referral, duties.CHASE, SENDER, by=by, now=now, turn=f":{referral.reminders}")
        tell_sender(referral, "referral.silent", now=now, turn=f":{referral.reminders}")
        note(referral, "referral.silent", by=by, now=now)
        return True

    return _each("referral silence", due, act)


def lapse_silent(*, now: datetime) -> int:
    """Let referrals lapse that stayed unanswered long after the promise; the sender owes the next step."""
    days = BOOK.get("referral.lapse", now.astimezone(WIB).date()).value

    def due(found: ReferralQuerySet) -> ReferralQuerySet:
        return found.silent(_working_days_ago(now, days))

    def act(referral: Referral, by: Viewer) -> bool:
        if not _is_past(referral, days, now):
            return False
        zone = referral.from_agency.zone
        referral.due_at = BOOK.get(duties.NEXT_STEP, now.astimezone(zone).date()).due_after(now, zone=zone)
        move(referral, "lapse", by=by, now=now)
        cancel(referral, "lapsed", by=by, now=now)
        close_to_receiver(referral, by=by, now=now)
        owe(referral, duties.NEXT_STEP, SENDER, by=by, now=now, due_at=referral.due_at)
        tell_sender(referral, "referral.lapsed", now=now)
        tell_receiver(referral, "referral.lapsed", now=now, turn=":desk")
        return True

    return _each("referral lapse", due, act)


def resume_held(*, now: datetime) -> int:
    """Take up services whose hold has ended."""

    def due(found: ReferralQuerySet) -> ReferralQuerySet:
        return found.filter(status__in=HELD, hold_until__lte=now.astimezone(WIB).date())

    def act(referral: Referral, by: Viewer) -> bool:
        serving.resume(by=by, now=now, referral=referral, verb="resume_due")
        tell_receiver(referral, "referral.resumed", now=now, turn=f":{referral.hold_until}")
        tell_sender(referral, "referral.resumed", now=now, turn=f":{referral.hold_until}:sender")
        return True

    return _each("referral hold over", due, act)


def _each(
    reason: str, due: Callable[[ReferralQuerySet], ReferralQuerySet], act: Callable[[Referral, Viewer], bool]
) -> int:
    """Lock what is due in small batches, skipping rows that somebody works on, until nothing more is found."""
    done = 0
    while True:
        with system_scope(reason) as by, transaction.atomic():
            found = Referral.objects.for_system(reason=reason).select_related("from_agency", "to_agency")
            rows = list(due(found).select_for_update(of=("self",), skip_locked=True).order_by("due_at", "pk")[:BATCH])
            moved = sum(_tried(act, row, by) for row in rows)
        done += moved
        if len(rows) < BATCH or not moved:
            return done


def _tried(act: Callable[[Referral, Viewer], bool], referral: Referral, by: Viewer) -> bool:
    """Act on one row; a refusal (somebody was quicker) leaves that row alone and the others go on."""
    try:
        with transaction.atomic():
            return act(referral, by)
    except Refused:
        return False


def _owed(kind: str) -> Q:
    open_ones = Obligation.objects.for_system(reason="condition of a sweep").open().filter(kind=kind)
    return Q(code__in=open_ones.values("about"))


def _is_past(referral: Referral, days: int, now: datetime) -> bool:
    """Tell whether a promise has been overdue for these working days at the receiver's office."""
    zone = referral.to_agency.zone
    if referral.due_at is None:
        return False
    last = calendar.current().add_working_days(referral.due_at.astimezone(zone).date(), days)
    return calendar.end_of(last, zone) < now


def _working_days_ago(now: datetime, days: int) -> datetime:
    """Return the end of the last day from which `days` working days have begun to pass; a coarse first filter."""
    day: date = now.astimezone(WIB).date()
    office = calendar.current()
    while days > 0:
        days -= office.is_working(day)
        day -= timedelta(days=1)
    return datetime.combine(day, time(23, 59), tzinfo=WIB)
