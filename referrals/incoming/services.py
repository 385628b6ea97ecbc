"""What can be done with a request of another office; each verb is one function, `states.py` says when."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind
from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.people.permissions import P
from agencies.people.roles import CASE_KEEPERS
from cases.casework import arrivals
from cases.casework.choices import Source, source_word
from core.kernel.scope import Viewer
from referrals.choices import Urgency
from referrals.incoming import duties
from referrals.incoming.choices import PAPERS, Asked, DeclineReason, Message, State, Way
from referrals.incoming.models import Incoming
from referrals.incoming.papers import case_opened, paper_of
from referrals.incoming.shared import (
    IncomingRefused,
    answer_outside,
    key,
    locked,
    move,
    note,
    owe,
    received,
    say,
    side_of,
    tell_desk,
    tell_sender,
)
from referrals.promise import answer_promise
from referrals.rules import BOOK

INVESTIGATORS = (AgencyKind.POLICE_CHILD_UNIT, AgencyKind.PROSECUTOR, AgencyKind.COURT)
_SOURCES = {
    **dict.fromkeys(INVESTIGATORS, Source.POLICE), AgencyKind.SOCIAL_OFFICE: Source.SOCIAL_OFFICE,
    AgencyKind.SCHOOL: Source.SCHOOL, AgencyKind.HEALTH_SERVICE: Source.HEALTH, AgencyKind.LKSA: Source.CARE_HOME,
    AgencyKind.LPKS: Source.CARE_HOME,
}  # fmt: skip
__all__ = (
    "IncomingRefused", "accept", "answer", "ask", "case_opened", "decline", "go_on", "report_sent", "send", "side_of",
    "take_down", "told", "withdraw",
)  # fmt: skip
_ANSWERS = (
    "asked", "urgency", "child_name", "child_sex", "child_age", "reason", "officer_name", "officer_phone",
    "letter_number", "letter_on",
)  # fmt: skip


@transaction.atomic
def send(
    *, by: Viewer, now: datetime, to_agency: Agency, answers: Mapping, papers: Mapping[str, bytes | None]
) -> Incoming:
    """Ask an office that keeps cases to take on a child; the asker needs no access to its register."""
    if not by.can(P.REFERRAL_ANSWER):
        raise IncomingRefused(_("Anda tidak berhak merujuk anak ke instansi lain."))
    made = _made(answers, by=by, now=now, received_at=now, way=Way.SYSTEM)
    made.from_agency_id, made.to_agency, made.sender_id = by.acting_agency_id, to_agency, by.user_id
    if to_agency.pk == by.agency_id or to_agency.kind not in CASE_KEEPERS or to_agency.is_outside:
        raise IncomingRefused(_("Pilih instansi yang menangani kasus anak."), field="to_agency")
    made.from_agency = Agency.objects.get(pk=by.acting_agency_id)
    return _take_in(made, papers, "incoming.sent", by=by, now=now)


@transaction.atomic
def take_down(
    *, by: Viewer, now: datetime, from_agency: Agency, way: str, received_at: datetime, answers: Mapping,
    papers: Mapping[str, bytes | None],
) -> Incoming:  # fmt: skip
    """Write down a letter or a call of an office without an account; the clocks start when it was received."""
    if not by.can(P.CASE_OPEN):
        raise IncomingRefused(_("Anda tidak berhak mencatat permintaan dari instansi lain."))
    if way not in (Way.LETTER, Way.PHONE):
        raise IncomingRefused(_("Pilih surat atau telepon"), field="way")
    if received_at > now:
        raise IncomingRefused(_("Waktu diterima tidak boleh setelah sekarang"), field="received_on")
    if from_agency.pk == by.agency_id:
        raise IncomingRefused(_("Pilih instansi lain; ini instansi Anda sendiri."), field="from_agency")
    made = _made(answers, by=by, now=now, received_at=received_at, way=way)
    if way == Way.LETTER and (not made.letter_number or made.letter_on is None):
        raise IncomingRefused(_("Tulis nomor dan tanggal surat"), field="letter_number")
    if way == Way.PHONE and not made.officer_name:
        raise IncomingRefused(_("Tulis nama petugas yang menelepon"), field="officer_name")
    made.from_agency, made.recorded_by_id = from_agency, by.user_id
    made.to_agency = Agency.objects.get(pk=by.acting_agency_id)
    return _take_in(made, papers, "incoming.recorded", by=by, now=now, way=source_word(Way(way)))


@transaction.atomic
def ask(*, by: Viewer, now: datetime, incoming: Incoming, body: str) -> Incoming:
    """Ask the sender something first; the answer clock stands still.  Who has no account is asked by phone."""
    row = locked(by, incoming)
    if row.sender_id is None:
        raise IncomingRefused(_("Pengirim tidak punya akun di sini. Tanyakan lewat telepon, lalu catat jawabannya."))
    if not body:
        raise IncomingRefused(_("Tulis pertanyaan Anda"), field="body")
    row.paused_at = now
    move(row, "ask", by=by, now=now)
    obligations.pause(key=key(row, duties.ANSWER), by=by, now=now)
    say(row, Message.QUESTION, body, by=by, now=now)
    owe(row, duties.QUESTION, row.from_agency_id, by=by, now=now, turn=f":{now.isoformat()}", holder_id=row.sender_id)
    tell_sender(row, "incoming.asked", now=now, turn=f":{now.isoformat()}")
    return row


@transaction.atomic
def answer(*, by: Viewer, now: datetime, incoming: Incoming, body: str) -> Incoming:
    """Reply to the question; the clock runs on by the time it stood still."""
    row = locked(by, incoming)
    if not body:
        raise IncomingRefused(_("Tulis jawaban Anda"), field="body")
    if row.paused_at and row.due_at:
        row.due_at += now - row.paused_at
    row.paused_at = None
    move(row, "answer", by=by, now=now)
    obligations.resume(key=key(row, duties.ANSWER), by=by, now=now, due_at=row.due_at)
    obligations.settle(kind=duties.QUESTION, about=row.code, how="answered", by=by, now=now)
    say(row, Message.ANSWER, body, by=by, now=now)
    tell_desk(row, "incoming.answered", now=now, turn=f":{now.isoformat()}")
    return row


@transaction.atomic
def accept(*, by: Viewer, now: datetime, incoming: Incoming) -> str:
    """Take the child on and return where the intake goes on, filled in with what the request tells."""
    row = locked(by, incoming)
    row.answered_at, row.answered_by_id, row.due_at, row.paused_at = now, by.user_id, None, None
    move(row, "accept", by=by, now=now)
    obligations.settle(kind=duties.ANSWER, about=row.code, how="accepted", by=by, now=now)
    obligations.cancel(kind=duties.QUESTION, about=row.code, why="accepted", by=by, now=now)
    owe(row, duties.OPEN_CASE, row.to_agency_id, by=by, now=now)
    tell_sender(row, "incoming.accepted", now=now)
    return go_on(by=by, now=now, incoming=row)


@transaction.atomic
def go_on(*, by: Viewer, now: datetime, incoming: Incoming) -> str:
    """Return where the intake of an accepted request goes on, as this person's draft."""
    row = locked(by, incoming)
    if row.to_agency_id != by.agency_id or not by.can(P.CASE_OPEN):
        raise IncomingRefused(_("Hanya petugas instansi yang menerima dapat mencatat kasusnya."))
    if row.status != State.ACCEPTED:
        raise IncomingRefused(_("Kasus dari permintaan ini sudah dibuka, atau permintaannya belum diterima."))
    child = {
        "full_name": [row.child_name], "sex": [row.child_sex], "nik_known": ["unknown"],
        "age": [str(row.child_age)] if row.child_age is not None else [""],
    }  # fmt: skip
    told = f"{row.code}, {row.from_agency.short_name}: {row.reason}"
    event = {
        "source": [str(_SOURCES.get(AgencyKind(row.from_agency.kind), Source.OTHER))], "narrative": [told],
        "region": [row.from_agency.region_id], "in_danger": [""], "reporter_contact": [row.officer_phone],
    }  # fmt: skip
    return arrivals.fill_in(by=by, now=now, number=str(row.intake), child=child, event=event)


@transaction.atomic
def decline(*, by: Viewer, now: datetime, incoming: Incoming, reason: str, body: str = "") -> Incoming:
    """Say no with a coded reason."""
    row = locked(by, incoming)
    if reason == DeclineReason.OTHER and not body:
        raise IncomingRefused(_("Tulis alasannya"), field="body")
    row.decline_reason, row.due_at, row.paused_at = reason, None, None
    row.answered_at, row.answered_by_id = now, by.user_id
    move(row, "decline", by=by, now=now, reason=source_word(DeclineReason(reason)) if reason else "")
    obligations.settle(kind=duties.ANSWER, about=row.code, how="declined", by=by, now=now)
    obligations.cancel(kind=(duties.QUESTION, duties.REPORT), about=row.code, why="declined", by=by, now=now)
    say(row, Message.DECLINE, body, by=by, now=now)
    answer_outside(row, by=by, now=now)
    tell_sender(row, "incoming.declined", now=now)
    return row


@transaction.atomic
def withdraw(*, by: Viewer, now: datetime, incoming: Incoming) -> Incoming:
    """Take a request back before it was answered."""
    row = locked(by, incoming)
    row.due_at = row.paused_at = None
    move(row, "withdraw", by=by, now=now)
    every = (duties.ANSWER, duties.QUESTION, duties.REPORT)
    obligations.cancel(kind=every, about=row.code, why="withdrawn", by=by, now=now)
    tell_desk(row, "incoming.withdrawn", now=now)
    return row


@transaction.atomic
def report_sent(*, by: Viewer, now: datetime, incoming: Incoming, on: date, number: str) -> Incoming:
    """Note that the social report went to the investigator: the law's clock is kept."""
    row = received(by, incoming)
    if row.asked != Asked.SOCIAL_REPORT or row.status not in (State.ACCEPTED, State.CASE_OPENED):
        raise IncomingRefused(_("Permintaan ini tidak menunggu laporan sosial."))
    if row.report_sent_on:
        raise IncomingRefused(_("Laporan sosial sudah tercatat terkirim."))
    zone = row.to_agency.zone
    if on > now.astimezone(zone).date() or on < row.received_at.astimezone(zone).date():
        raise IncomingRefused(_("Isi tanggal antara surat diterima dan hari ini."), field="on")
    if not number:
        raise IncomingRefused(_("Tulis nomor laporan sosial"), field="number")
    row.report_sent_on, row.report_number = on, number
    row.save(update_fields=["report_sent_on", "report_number"])
    obligations.settle(kind=duties.REPORT, about=row.code, how="sent", by=by, now=now)
    note(row, "incoming.report_sent", by=by, now=now)
    return row


@transaction.atomic
def told(*, by: Viewer, now: datetime, incoming: Incoming, way: str) -> Incoming:
    """Note that the office outside was told of the answer by letter or phone: that it was taken on, no more."""
    row = received(by, incoming)
    if row.sender_id or row.is_waiting or row.told_at:
        raise IncomingRefused(_("Tidak ada kabar yang menunggu disampaikan."))
    if way not in (Way.LETTER, Way.PHONE):
        raise IncomingRefused(_("Pilih surat atau telepon"), field="way")
    row.told_at, row.told_way = now, way
    row.save(update_fields=["told_at", "told_way"])
    obligations.settle(kind=duties.TELL, about=row.code, how="told", by=by, now=now)
    note(row, "incoming.told", by=by, now=now, way=source_word(Way(way)))
    return row


def _made(answers: Mapping, *, by: Viewer, now: datetime, received_at: datetime, way: str) -> Incoming:
    made = Incoming(status=State.SENT, status_since=now, received_at=received_at, recorded_at=now, way=way)
    for name in _ANSWERS:
        if name in answers:
            setattr(made, name, answers[name])
    if made.asked not in Asked.values:
        raise IncomingRefused(_("Pilih yang diminta"), field="asked")
    if not made.child_sex:
        raise IncomingRefused(_("Pilih jenis kelamin anak"), field="child_sex")
    if not made.reason:
        raise IncomingRefused(_("Tulis apa yang terjadi dan apa yang diminta"), field="reason")
    if made.letter_on and made.letter_on > now.astimezone(by.zone).date():
        raise IncomingRefused(_("Tanggal surat tidak boleh setelah hari ini"), field="letter_on")
    return made


def _take_in(
    made: Incoming, papers: Mapping[str, bytes | None], verb: str, *, by: Viewer, now: datetime, **detail
) -> Incoming:
    kept = [paper_of(name, kind, papers[name], now) for name, _label, kind in PAPERS if papers.get(name)]
    promised = answer_promise(
        sender_id=made.from_agency.pk, receiver=made.to_agency, service="rehabilitation",
        urgency=Urgency(made.urgency), now=made.received_at,
    )  # fmt: skip
    made.due_at = promised.due_at
    made.save(force_insert=True)
    for paper in kept:
        paper.incoming = made
        paper.save(force_insert=True)
    owe(made, duties.ANSWER, made.to_agency_id, by=by, now=now, rule=promised.rule, due_at=promised.due_at)
    if made.asked == Asked.SOCIAL_REPORT:
        rule = BOOK.get(duties.REPORT, made.received_at.astimezone(made.to_agency.zone).date())
        owe(made, duties.REPORT, made.to_agency_id, by=by, now=now, rule=rule, due_at=rule.due_after(made.received_at))
    note(made, verb, by=by, now=now, asked=source_word(Asked(made.asked)), **detail)
    tell_desk(made, "incoming.new", now=now)
    return made
