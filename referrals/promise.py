"""Until when an answer is promised and by what; and what a pause does to a promise counted in working days."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agencies.agreements.selectors import in_force_between
from agencies.directory.models import Agency
from core.kernel import calendar
from core.kernel.rules import Rule
from referrals.choices import Urgency
from referrals.rules import BOOK

_BY_URGENCY = {
    Urgency.NORMAL: "referral.answer",
    Urgency.SOON: "referral.answer_soon",
    Urgency.NOW: "referral.answer_now",
}


@dataclass(frozen=True)
class Promise:
    """A promised answer: `rule` carries days and source, `agreement_code` names the agreement that tightened it."""

    rule: Rule
    due_at: datetime
    agreement_code: str = ""


def answer_promise(*, sender_id: int, receiver: Agency, service: str, urgency: str, now: datetime) -> Promise:
    """Return the answer promised: the default for the urgency, or less where an agreement in force promises less."""
    on = now.astimezone(receiver.zone).date()
    rule = BOOK.get(_BY_URGENCY[Urgency(urgency)], on)
    agreement = in_force_between(sender_id, receiver.pk, service, on)
    code = ""
    if agreement and agreement.answer_days and agreement.answer_days < rule.value:
        rule = replace(rule, value=agreement.answer_days, cite=f"{agreement.code}")
        code = agreement.code
    elif agreement:
        code = agreement.code
    return Promise(rule, rule.due_after(now, zone=receiver.zone), code)


def after_pause(due_at: datetime, paused_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the due moment after a pause: moved on by the working days that went by while the clock stood still."""
    days = paused_working_days(paused_at, now, zone)
    if not days:
        return due_at
    due_on = due_at.astimezone(zone).date()
    return calendar.end_of(calendar.current().add_working_days(due_on, days), zone)


def paused_working_days(paused_at: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Return how many working days a pause has lasted."""
    return max(0, calendar.working_days_between(_day(paused_at, zone), _day(now, zone)))


def days_to_answer(sent_at: datetime, now: datetime, zone: ZoneInfo, paused: int) -> int:
    """Return the working days an answer took, pauses taken out."""
    return max(0, calendar.working_days_between(_day(sent_at, zone), _day(now, zone)) - paused)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
