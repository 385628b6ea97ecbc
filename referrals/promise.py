"""Until when an answer is promised and by what; and what a pause does to a promise counted in working days."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agencies.agreements.choices import Deed
from agencies.agreements.selectors import promised
from agencies.directory.models import Agency
from core.kernel import calendar
from core.kernel.rules import Rule
from referrals.choices import Urgency
from referrals.models import Referral
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


def answer_promise(
    *, sender_id: int, receiver: Agency, service: str, urgency: str, now: datetime, place: str = ""
) -> Promise:
    """Return the answer promised: the default for the urgency, or less where an agreement in force promises less.

    `place` is the code of the place where help is needed; an agreement may hold in some places only.
    """
    on = now.astimezone(receiver.zone).date()
    rule = BOOK.get(_BY_URGENCY[Urgency(urgency)], on)
    found = promised(asker_id=sender_id, doer_id=receiver.pk, service=service, deed="answer", on=on, place=place)
    if found and found.days and found.days < rule.value:
        rule = replace(rule, value=found.days, cite=found.code)
    return Promise(rule, rule.due_after(now, zone=receiver.zone), found.code if found else "")


def promised_rule(referral: Referral, kind: str, on: date) -> Rule:
    """Return the rule for a deed after the answer: the default, or less where the doer promised the asker less."""
    rule = BOOK.get(kind, on)
    deed = kind.rpartition(".")[2]
    if deed not in Deed.values or deed == Deed.ANSWER:
        return rule
    asker, doer = referral.from_agency_id, referral.to_agency_id
    if deed == Deed.CONFIRM:
        asker, doer = doer, asker
    found = promised(
        asker_id=asker, doer_id=doer, service=referral.service, deed=deed, on=on, known=referral.agreement_code
    )
    return (
        replace(rule, value=found.days, cite=found.code) if found and found.days and found.days < rule.value else rule
    )


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
