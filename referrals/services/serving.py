"""From acceptance to a confirmed outcome: first contact, progress, hold, report, confirm, dispute."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import holders_of
from core.kernel.scope import Viewer
from referrals import duties
from referrals.choices import HELD, MessageKind, Outcome, State
from referrals.models import OutsideRecord, Referral
from referrals.promise import after_pause, promised_rule
from referrals.services.common import (
    ReferralRefused,
    close_to_receiver,
    duty_key,
    insist,
    insist_affirmed,
    move,
    note,
    owe,
    say,
    settle,
    take,
    tell_receiver,
    tell_sender,
    verb_for,
    word,
)  # fmt: skip
from referrals.states import RECEIVER, SENDER

RUNNING_DUTIES = (duties.FIRST_CONTACT, duties.OUTCOME)


@transaction.atomic
def start(
    *, by: Viewer, now: datetime, referral: Referral, on: date, body: str = "", record: OutsideRecord | None = None
) -> Referral:
    """Note the first contact with the child: the service runs from here on."""
    referral = take(by, referral)
    verb = verb_for("start", record)
    insist(referral, verb, by)
    insist_affirmed(referral, record)
    _sensible_day(referral, on, now)
    referral.first_contact_on = on
    referral.due_at = _standing_due(referral, duties.OUTCOME) or referral.due_at
    move(referral, verb, by=by, now=now)
    settle(referral, duties.FIRST_CONTACT, "started", by=by, now=now)
    say(referral, MessageKind.PROGRESS, body, by=by, now=now, on=on, record=record)
    return referral


@transaction.atomic
def progress(
    *, by: Viewer, now: datetime, referral: Referral, on: date, body: str, record: OutsideRecord | None = None
) -> Referral:
    """Tell the sender how the service goes."""
    referral = take(by, referral)
    verb = verb_for("progress", record)
    insist(referral, verb, by)
    insist_affirmed(referral, record)
    _sensible_day(referral, on, now)
    if not body:
        raise ReferralRefused(_("Tulis perkembangannya"), field="body")
    move(referral, verb, by=by, now=now)
    say(referral, MessageKind.PROGRESS, body, by=by, now=now, on=on, record=record)
    return referral


@transaction.atomic
def report(
    *, by: Viewer, now: datetime, referral: Referral, outcome: str, on: date, body: str,
    record: OutsideRecord | None = None,
) -> Referral:  # fmt: skip
    """Report what became of it: delivered, partly or not, when, and what shows it; the sender confirms."""
    referral = take(by, referral)
    verb = verb_for("report", record)
    insist(referral, verb, by)
    insist_affirmed(referral, record)
    _sensible_day(referral, on, now)
    if not body:
        raise ReferralRefused(_("Tulis hasil dan buktinya, misalnya nomor dan tanggal dokumen"), field="body")
    zone = referral.from_agency.zone
    referral.outcome, referral.outcome_on = outcome, on
    referral.outcome_unverified = bool(record and record.is_unverified)
    referral.due_at = promised_rule(referral, duties.CONFIRM, now.astimezone(zone).date()).due_after(now, zone=zone)
    move(referral, verb, by=by, now=now, outcome=word(Outcome(outcome)))
    settle(referral, duties.FIRST_CONTACT, "reported", by=by, now=now)
    settle(referral, duties.OUTCOME, "reported", by=by, now=now)
    say(referral, MessageKind.OUTCOME, body, by=by, now=now, on=on, record=record)
    owe(referral, duties.CONFIRM, SENDER, by=by, now=now, due_at=referral.due_at)
    if verb == "report":
        tell_sender(referral, "referral.reported", now=now)
    return referral


@transaction.atomic
def confirm(*, by: Viewer, now: datetime, referral: Referral) -> Referral:
    """Confirm the reported outcome: the loop is closed and the receiver keeps its own entries only."""
    referral = take(by, referral)
    insist(referral, "confirm", by)
    referral.due_at = None
    move(referral, "confirm", by=by, now=now, outcome=word(Outcome(referral.outcome)) if referral.outcome else "")
    settle(referral, duties.CONFIRM, "confirmed", by=by, now=now)
    tell_receiver(referral, "referral.confirmed", now=now)
    close_to_receiver(referral, by=by, now=now)
    return referral


@transaction.atomic
def dispute(*, by: Viewer, now: datetime, referral: Referral, body: str) -> Referral:
    """Say that the reported outcome is not so: the service is running again and an outcome is owed anew."""
    referral = take(by, referral)
    insist(referral, "dispute", by)
    if not body:
        raise ReferralRefused(_("Tulis apa yang tidak sesuai"), field="body")
    referral.turn += 1
    referral.outcome, referral.outcome_on, referral.outcome_unverified = "", None, False
    zone = referral.to_agency.zone
    referral.due_at = promised_rule(referral, duties.OUTCOME, now.astimezone(zone).date()).due_after(now, zone=zone)
    move(referral, "dispute", by=by, now=now)
    settle(referral, duties.CONFIRM, "disputed", by=by, now=now)
    say(referral, MessageKind.DISPUTE, body, by=by, now=now)
    owe(referral, duties.OUTCOME, RECEIVER, by=by, now=now, due_at=referral.due_at)
    tell_receiver(referral, "referral.disputed", now=now)
    return referral


@transaction.atomic
def hold(*, by: Viewer, now: datetime, referral: Referral, until: date, body: str) -> Referral:
    """Put the service on hold until a date, at which the clock takes it up again; its promises stand still."""
    referral = take(by, referral)
    insist(referral, "hold", by)
    if until <= now.astimezone(referral.to_agency.zone).date():
        raise ReferralRefused(_("Pilih tanggal setelah hari ini."), field="until")
    if not body:
        raise ReferralRefused(_("Tulis alasan ditunda"), field="body")
    referral.hold_until, referral.paused_at = until, now
    move(referral, "hold", by=by, now=now, until=until.isoformat())
    for kind in RUNNING_DUTIES:
        obligations.pause(key=duty_key(referral, kind), by=by, now=now)
    say(referral, MessageKind.HOLD, body, by=by, now=now, on=until)
    tell_sender(referral, "referral.held", now=now, turn=f":{until}")
    return referral


@transaction.atomic
def resume(*, by: Viewer, now: datetime, referral: Referral, verb: str = "resume") -> Referral:
    """Take up a held service; its promises move by the working days of the pause."""
    referral = take(by, referral)
    insist(referral, verb, by)
    zone, paused_at = referral.to_agency.zone, referral.paused_at or now
    for duty in _standing(referral).exclude(paused_at=None):
        moved = after_pause(duty.due_at, duty.paused_at or now, now, zone)
        obligations.resume(key=duty.key, by=by, now=now, due_at=moved)
    if referral.status in HELD and referral.due_at:
        referral.due_at = after_pause(referral.due_at, paused_at, now, zone)
        referral.paused_at = None
    move(referral, verb, by=by, now=now)
    return referral


@transaction.atomic
def delegate(*, by: Viewer, now: datetime, referral: Referral, officer: User) -> Referral:
    """Give an accepted referral to a colleague at the same desk, with what is owed on it."""
    referral = take(by, referral)
    if by.agency_id != referral.to_agency_id or not by.can(P.REFERRAL_ANSWER):
        raise ReferralRefused(_("Hanya petugas instansi tujuan yang dapat mengganti petugas."))
    if referral.status not in (State.ACCEPTED, State.IN_SERVICE, *HELD):
        raise ReferralRefused(_("Petugas hanya dapat diganti selama layanan berjalan."))
    if officer.pk not in holders_of(by.agency_id or 0, P.REFERRAL_ANSWER, now.astimezone(by.zone).date()):
        raise ReferralRefused(_("Pilih rekan yang berhak menjawab rujukan."), field="officer")
    referral.officer = officer
    referral.save(update_fields=["officer"])
    for kind in RUNNING_DUTIES:
        obligations.reassign(key=duty_key(referral, kind), to_id=officer.pk, by=by, now=now)
    note(referral, "referral.officer_changed", by=by, now=now)
    return referral


def _standing(referral: Referral):
    found = Obligation.objects.for_system(reason="the referral's own duties; row security stands beneath")
    return found.open().filter(about=referral.code, kind__in=RUNNING_DUTIES)


def _standing_due(referral: Referral, kind: str) -> datetime | None:
    return _standing(referral).filter(kind=kind).values_list("due_at", flat=True).first()


def _sensible_day(referral: Referral, on: date, now: datetime) -> None:
    zone = referral.to_agency.zone
    if on > now.astimezone(zone).date():
        raise ReferralRefused(_("Tanggal tidak boleh setelah hari ini."), field="on")
    if referral.sent_at and on < referral.sent_at.astimezone(zone).date():
        raise ReferralRefused(_("Tanggal tidak boleh sebelum rujukan dikirim."), field="on")
