"""The receiver's answer: accept, decline, ask; and the sender's reply, which lets the clock run on."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.selectors import people_names
from cases.children.models import Child
from cases.sharing.choices import Level
from cases.sharing.models import AccessRow
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer
from core.screens.templatetags.ui import tanggal_waktu
from referrals import duties, facts
from referrals.choices import DOUBTS, DeclineReason, MessageKind, State
from referrals.models import OutsideRecord, Referral
from referrals.promise import after_pause, days_to_answer, paused_working_days, promised_rule
from referrals.rules import BOOK
from referrals.services.common import (
    ReferralRefused,
    cancel,
    close_to_receiver,
    due_of,
    duty_key,
    insist,
    move,
    open_to_receiver,
    owe,
    say,
    settle,
    take,
    tell_receiver,
    tell_sender,
    verb_for,
    word,
)  # fmt: skip
from referrals.services.doubting import doubt
from referrals.states import RECEIVER, SENDER

UNDO_MINUTES = 10


class AlreadyAnswered(ReferralRefused):
    """Somebody else was first; the sentence says who and when."""


@transaction.atomic
def accept(
    *, by: Viewer, now: datetime, referral: Referral, record: OutsideRecord | None = None, owner_agency_id: int = 0
) -> Referral:
    """Take a referral on: the officer is the viewer, the package opens, first contact and outcome are owed.

    With a `record` the office said so outside the system; a call alone opens no more than the envelope.
    """
    verb = verb_for("accept", record)
    referral = _answering(by, referral, verb)
    settle(referral, duties.ANSWER, "accepted", by=by, now=now)
    cancel(referral, "accepted", by=by, now=now, kinds=[duties.REPLY, duties.CHASE])
    referral.officer_id = by.user_id if record is None else None
    referral.answer_unverified = bool(record and record.is_unverified)
    _stamp_answer(referral, by=by, now=now, record=record)
    on = now.astimezone(referral.to_agency.zone).date()
    referral.due_at = promised_rule(referral, duties.FIRST_CONTACT, on).due_after(now, zone=referral.to_agency.zone)
    move(referral, verb, by=by, now=now)
    level = Level.ENVELOPE if referral.answer_unverified else Level.PACKAGE
    open_to_receiver(referral, level, owner_agency_id or owner_agency(referral, by), by=by, now=now)
    owe(referral, duties.FIRST_CONTACT, RECEIVER, by=by, now=now, due_at=referral.due_at)
    owe(referral, duties.OUTCOME, RECEIVER, by=by, now=now)
    if verb == "accept":
        tell_sender(referral, "referral.accepted", now=now)
    return referral


@transaction.atomic
def undo_accept(*, by: Viewer, now: datetime, referral: Referral) -> Referral:
    """Take an acceptance back within ten minutes: the package closes, the first promise runs on."""
    referral = take(by, referral)
    insist(referral, "undo_accept", by)
    if referral.status == State.ACCEPTED and now - referral.status_since > timedelta(minutes=UNDO_MINUTES):
        raise ReferralRefused(_("Penerimaan hanya dapat diurungkan dalam 10 menit."))
    promised = due_of(referral, duties.ANSWER)
    cancel(referral, "undone", by=by, now=now, kinds=[duties.FIRST_CONTACT, duties.OUTCOME])
    referral.officer_id = referral.answered_by_id = referral.answered_at = referral.answer_days = None
    referral.answer_unverified = False
    referral.turn += 1
    referral.due_at = referral.answer_due_at = promised
    move(referral, "undo_accept", by=by, now=now)
    open_to_receiver(referral, Level.ENVELOPE, owner_agency(referral, by), by=by, now=now)
    rule = BOOK.get(duties.ANSWER, now.astimezone(referral.to_agency.zone).date())
    owe(referral, duties.ANSWER, RECEIVER, by=by, now=now, rule=rule, due_at=promised)
    return referral


@transaction.atomic
def decline(
    *, by: Viewer, now: datetime, referral: Referral, reason: str, body: str = "", lacking: Iterable[str] = (),
    retry_on: date | None = None, record: OutsideRecord | None = None,
) -> Referral:  # fmt: skip
    """Say no with a coded reason; the sender owes the next step and sees the next-best agencies.

    `lacking` are the facts that were missing (for "data kurang"), `retry_on` the day from which there is a place again
    (for "kuota penuh"); a reason that doubts the directory owes its correction.
    """
    verb = verb_for("decline", record)
    referral = _answering(by, referral, verb)
    if reason == DeclineReason.OTHER and not body:
        raise ReferralRefused(_("Tulis alasan penolakan"), field="body")
    _consequence(referral, reason, body, lacking, retry_on, now)
    referral.decline_reason = reason
    referral.answer_unverified = bool(record and record.is_unverified)
    _stamp_answer(referral, by=by, now=now, record=record)
    on = now.astimezone(referral.from_agency.zone).date()
    referral.due_at = BOOK.get(duties.NEXT_STEP, on).due_after(now, zone=referral.from_agency.zone)
    move(referral, verb, by=by, now=now, reason=word(DeclineReason(reason)) if reason else "")
    settle(referral, duties.ANSWER, "declined", by=by, now=now)
    cancel(referral, "declined", by=by, now=now, kinds=[duties.REPLY, duties.CHASE])
    say(referral, MessageKind.DECLINE, body, by=by, now=now, record=record)
    owe(referral, duties.NEXT_STEP, SENDER, by=by, now=now, due_at=referral.due_at)
    if reason in DOUBTS:
        doubt(referral, by=by, now=now)
    close_to_receiver(referral, by=by, now=now)
    if verb == "decline":
        tell_sender(referral, "referral.declined", now=now)
    return referral


@transaction.atomic
def ask(*, by: Viewer, now: datetime, referral: Referral, body: str, record: OutsideRecord | None = None) -> Referral:
    """Ask the sender something first; the answer clock stands still until they reply."""
    referral = _answering(by, referral, "ask")
    if not body:
        raise ReferralRefused(_("Tulis pertanyaan Anda"), field="body")
    referral.paused_at = now
    referral.opened_at = referral.opened_at or now
    move(referral, "ask", by=by, now=now)
    obligations.pause(key=duty_key(referral, duties.ANSWER), by=by, now=now)
    cancel(referral, "asked", by=by, now=now, kinds=[duties.CHASE])
    say(referral, MessageKind.QUESTION, body, by=by, now=now, record=record)
    owe(referral, duties.REPLY, SENDER, by=by, now=now, turn=f":{now.isoformat()}")
    tell_sender(referral, "referral.asked", now=now, turn=f":{now.isoformat()}")
    return referral


@transaction.atomic
def answer(*, by: Viewer, now: datetime, referral: Referral, body: str) -> Referral:
    """Reply to the receiver's question; the promise runs on, moved by the working days of the pause.

    The receiver has not accepted yet, so a reply with the child's name or a long number is refused.
    """
    referral = take(by, referral)
    insist(referral, "answer", by)
    if not body:
        raise ReferralRefused(_("Tulis jawaban Anda"), field="body")
    if facts.tells_too_much(body, Child.objects.visible_to(by).get(pk=referral.child_id)):
        raise ReferralRefused(
            _("Tulis tanpa nama anak dan tanpa nomor panjang: instansi itu belum menerima rujukan ini."), field="body"
        )
    zone = referral.to_agency.zone
    if referral.paused_at and referral.due_at:
        referral.paused_days += paused_working_days(referral.paused_at, now, zone)
        referral.due_at = referral.answer_due_at = after_pause(referral.due_at, referral.paused_at, now, zone)
        referral.paused_at = None
    move(referral, "answer", by=by, now=now)
    obligations.resume(key=duty_key(referral, duties.ANSWER), by=by, now=now, due_at=referral.due_at)
    settle(referral, duties.REPLY, "answered", by=by, now=now)
    say(referral, MessageKind.ANSWER, body, by=by, now=now)
    tell_receiver(referral, "referral.reply", now=now, turn=f":{now.isoformat()}")
    return referral


def _answering(by: Viewer, referral: Referral, verb: str) -> Referral:
    referral = take(by, referral)
    insist(referral, verb, by)
    if referral.answered_at and not referral.is_waiting:
        names = people_names([referral.answered_by_id or 0])
        who = names.get(referral.answered_by_id or 0, (referral.to_agency.short_name, ""))[0]
        said = _("ditolak") if referral.status == State.DECLINED else _("diterima")
        moment = tanggal_waktu(referral.answered_at)
        raise AlreadyAnswered(
            _("Rujukan ini sudah %(said)s oleh %(who)s pada %(when)s.") % {"said": said, "who": who, "when": moment}
        )
    return referral


def _consequence(
    referral: Referral, reason: str, body: str, lacking: Iterable[str], retry_on: date | None, now: datetime
) -> None:
    """Keep what belongs to the reason, so that the sender's next step is prepared."""
    if reason == DeclineReason.INCOMPLETE:
        referral.lacking = [key for key in referral.aim.facts if key in set(lacking)]
        if not referral.lacking and not body:
            raise ReferralRefused(_("Centang data yang kurang, atau tulis penjelasannya"), field="lacking")
    if reason == DeclineReason.FULL and retry_on:
        if retry_on <= now.astimezone(referral.to_agency.zone).date():
            raise ReferralRefused(_("Pilih tanggal setelah hari ini."), field="retry_on")
        referral.retry_on = retry_on


def _stamp_answer(referral: Referral, *, by: Viewer, now: datetime, record: OutsideRecord | None) -> None:
    zone = referral.to_agency.zone
    if referral.paused_at:
        referral.paused_days += paused_working_days(referral.paused_at, now, zone)
        if referral.answer_due_at:
            referral.answer_due_at = after_pause(referral.answer_due_at, referral.paused_at, now, zone)
        referral.paused_at = None
    referral.opened_at = referral.opened_at or now
    referral.answered_at, referral.answered_by_id = now, None if record else by.user_id
    if referral.sent_at:
        referral.answer_days = days_to_answer(referral.sent_at, now, zone, referral.paused_days)


def owner_agency(referral: Referral, by: Viewer) -> int:
    """Return who owns the case, from the access row that sending wrote: the receiver cannot read the case."""
    rows = AccessRow.objects.visible_to(by).filter(basis_ref=referral.code, agency_id=referral.to_agency_id)
    owner = rows.order_by("-starts_at").values_list("owner_agency_id", flat=True).first()
    if owner is None:
        raise Refused(_("Akses rujukan ini sudah berakhir."))
    return owner
