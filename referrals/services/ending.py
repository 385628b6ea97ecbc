"""How the sender ends or turns a referral: withdraw, re-route, conclude, entered in error; and a reminder."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from cases.casework.models import Case
from core.kernel import calendar
from core.kernel.scope import Viewer
from referrals import duties
from referrals.choices import State, WithdrawReason
from referrals.models import Referral, ReferralRequest
from referrals.services import drafting
from referrals.services.common import (
    ReferralRefused,
    cancel,
    close_to_receiver,
    insist,
    move,
    owe,
    settle,
    take,
    tell_receiver,
    word,
)  # fmt: skip
from referrals.states import SENDER


@transaction.atomic
def withdraw(*, by: Viewer, now: datetime, referral: Referral, reason: str) -> Referral:
    """Take a referral back with a coded reason; the receiver keeps its own entries only."""
    referral = take(by, referral)
    insist(referral, "withdraw", by)
    referral.withdraw_reason = reason
    _stop(referral)
    move(referral, "withdraw", by=by, now=now, reason=word(WithdrawReason(reason)) if reason else "")
    _end(referral, "withdrawn", by=by, now=now)
    return referral


@transaction.atomic
def mark_mistake(*, by: Viewer, now: datetime, referral: Referral) -> Referral:
    """Say that a referral should never have been: a draft is thrown away, a sent one disappears from the receiver."""
    referral = take(by, referral)
    insist(referral, "mark_mistake", by)
    was_sent = referral.sent_at is not None
    _stop(referral)
    move(referral, "mark_mistake", by=by, now=now)
    if was_sent:
        _end(referral, "mistake", by=by, now=now)
    else:
        cancel(referral, "discarded", by=by, now=now, kinds=[duties.NEXT_STEP])
    return referral


@transaction.atomic
def reroute(*, by: Viewer, now: datetime, referral: Referral, to_agency: Agency) -> Referral:
    """Turn an unanswered, declined or lapsed referral to another agency; return the new, linked draft.

    The new draft is owed until it is sent, so that nothing gets lost between two agencies.
    """
    referral = take(by, referral)
    insist(referral, "reroute", by)
    if to_agency.pk == referral.to_agency_id:
        raise ReferralRefused(_("Pilih instansi lain; instansi ini sudah ditanya."), field="to_agency")
    was_waiting = referral.is_waiting
    new = _again(referral, to_agency, by=by, now=now)
    move(referral, "reroute", by=by, now=now, new=new.code)
    settle(referral, duties.NEXT_STEP, "rerouted", by=by, now=now)
    if was_waiting:
        _end(referral, "rerouted", by=by, now=now)
    owe(new, duties.NEXT_STEP, SENDER, by=by, now=now)
    return new


@transaction.atomic
def renew(*, by: Viewer, now: datetime, referral: Referral, on: date | None = None) -> Referral:
    """Ask the same agency again: a linked draft, prefilled with the facts it missed, owed until sent or until `on`."""
    referral = take(by, referral)
    insist(referral, "renew", by)
    zone = referral.from_agency.zone
    if on and on <= now.astimezone(zone).date():
        raise ReferralRefused(_("Pilih tanggal setelah hari ini."), field="on")
    new = _again(referral, referral.to_agency, by=by, now=now)
    if on:
        new.retry_on, new.due_at = on, calendar.end_of(calendar.current().next_working(on), zone)
        new.save(update_fields=["retry_on", "due_at"])
    move(referral, "renew", by=by, now=now, new=new.code)
    settle(referral, duties.NEXT_STEP, "renewed", by=by, now=now)
    owe(new, duties.NEXT_STEP, SENDER, by=by, now=now, due_at=new.due_at)
    return new


def _again(referral: Referral, to_agency: Agency, *, by: Viewer, now: datetime) -> Referral:
    """Draft the same request once more, with the facts that were said to be missing ticked."""
    _stop(referral)
    request = ReferralRequest.objects.visible_to(by).get(referral=referral)
    case = Case.objects.visible_to(by).get(pk=referral.case_id)
    answers = {
        "to_agency": to_agency, "ask": referral.ask, "urgency": referral.urgency, "reason": request.reason,
        "situation": request.situation, "skills": request.skills, "facts": [*request.facts, *referral.lacking],
        "work_kind": referral.work_kind, "planned_start_on": referral.planned_start_on,
        "hazards_checked": referral.hazards_checked,
    }  # fmt: skip
    return drafting.draft(by=by, now=now, case=case, purpose=referral.purpose, answers=answers, replaces=referral)


@transaction.atomic
def conclude(*, by: Viewer, now: datetime, referral: Referral) -> Referral:
    """Decide that a declined or lapsed referral is not tried elsewhere."""
    referral = take(by, referral)
    insist(referral, "conclude", by)
    _stop(referral)
    move(referral, "conclude", by=by, now=now)
    settle(referral, duties.NEXT_STEP, "concluded", by=by, now=now)
    return referral


@transaction.atomic
def remind(*, by: Viewer, now: datetime, referral: Referral) -> Referral:
    """Remind a silent desk, at most once a day; settles the sender's duty to chase."""
    referral = take(by, referral)
    insist(referral, "remind", by)
    zone = referral.from_agency.zone
    if referral.reminded_at and referral.reminded_at.astimezone(zone).date() == now.astimezone(zone).date():
        raise ReferralRefused(_("Instansi ini sudah diingatkan hari ini."))
    referral.reminded_at = now
    referral.reminders += 1
    move(referral, "remind", by=by, now=now)
    settle(referral, duties.CHASE, "reminded", by=by, now=now)
    tell_receiver(referral, "referral.reminder", now=now, turn=f":{referral.reminders}")
    return referral


def _stop(referral: Referral) -> None:
    if referral.paused_at and referral.is_waiting:
        referral.answer_due_at = None  # the receiver waits for the sender: no promise of its own runs any more
    referral.due_at = referral.paused_at = None


def _end(referral: Referral, why: str, *, by: Viewer, now: datetime) -> None:
    cancel(referral, why, by=by, now=now)
    close_to_receiver(referral, by=by, now=now)
    if referral.status != State.DRAFT:
        tell_receiver(referral, "referral.withdrawn", now=now)
