"""What was said outside the system, written down by the sender: sent, accepted, declined, begun, going on, ended.

The clock, silence and lapse are those of every referral; the record says who said it, how, and who wrote it down.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.documents import services as documents
from cases.documents.choices import Audience
from cases.documents.choices import Kind as DocumentKind
from cases.documents.models import Document
from cases.sharing.choices import Level
from core.kernel.scope import Viewer
from referrals.choices import LIVE, Channel, Said, Way
from referrals.models import OutsideRecord, Referral
from referrals.services import answering, serving
from referrals.services.common import ReferralRefused, insist, note, open_to_receiver, side_of, take, word
from referrals.services.sending import send
from referrals.states import RECEIVER

# A call may be written down a moment after it ended on the other clock.
SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class Heard:
    """How something was said: a call with who and when, or a letter with number and day, perhaps its scan."""

    way: str
    officer_name: str = ""
    officer_position: str = ""
    said_at: datetime | None = None
    letter_number: str = ""
    letter_on: date | None = None
    scan: bytes | None = None


@transaction.atomic
def send_outside(*, by: Viewer, now: datetime, referral: Referral, heard: Heard) -> Referral:
    """Send a draft by numbered letter or by phone; the promise clock starts as for every referral."""
    if heard.way not in (Way.LETTER, Way.PHONE):
        raise ReferralRefused(_("Pilih surat atau telepon"), field="way")
    referral = send(by=by, now=now, referral=referral, channel=Channel(heard.way))
    _keep(referral, Said.SENT, heard, by=by, now=now)
    note(referral, "referral.sent_outside", by=by, now=now, way=word(Channel(heard.way)))
    return referral


@transaction.atomic
def record_accept(*, by: Viewer, now: datetime, referral: Referral, heard: Heard) -> Referral:
    """Write down that the office accepted.  A call is unverified: the package stays closed until it is confirmed."""
    referral = _mine(by, referral, "record_accept")
    record = _keep(referral, Said.ACCEPTED, heard, by=by, now=now)
    owner = Case.objects.visible_to(by).values_list("owner_agency_id", flat=True).get(pk=referral.case_id)
    return answering.accept(by=by, now=now, referral=referral, record=record, owner_agency_id=owner)


@transaction.atomic
def record_decline(
    *, by: Viewer, now: datetime, referral: Referral, heard: Heard, reason: str, body: str = ""
) -> Referral:
    """Write down that the office declined, and why."""
    referral = _mine(by, referral, "record_decline")
    record = _keep(referral, Said.DECLINED, heard, by=by, now=now)
    return answering.decline(by=by, now=now, referral=referral, reason=reason, body=body, record=record)


@transaction.atomic
def record_start(*, by: Viewer, now: datetime, referral: Referral, heard: Heard, on: date, body: str = "") -> Referral:
    """Write down that the office met the child for the first time."""
    referral = _mine(by, referral, "record_start")
    record = _keep(referral, Said.STARTED, heard, by=by, now=now)
    return serving.start(by=by, now=now, referral=referral, on=on, body=body, record=record)


@transaction.atomic
def record_progress(*, by: Viewer, now: datetime, referral: Referral, heard: Heard, on: date, body: str) -> Referral:
    """Write down how the service goes."""
    referral = _mine(by, referral, "record_progress")
    record = _keep(referral, Said.PROGRESS, heard, by=by, now=now)
    return serving.progress(by=by, now=now, referral=referral, on=on, body=body, record=record)


@transaction.atomic
def record_report(
    *, by: Viewer, now: datetime, referral: Referral, heard: Heard, outcome: str, on: date, body: str
) -> Referral:
    """Write down what became of it; to confirm it is a second act, and after a call alone it counts as unverified."""
    referral = _mine(by, referral, "record_report")
    record = _keep(referral, Said.OUTCOME, heard, by=by, now=now)
    return serving.report(by=by, now=now, referral=referral, outcome=outcome, on=on, body=body, record=record)


@transaction.atomic
def verify(*, by: Viewer, now: datetime, referral: Referral, heard: Heard) -> Referral:
    """A letter confirms what was said on the phone; the package opens if it waited for that."""
    referral = _own(by, referral)
    if not referral.is_unverified:
        raise ReferralRefused(_("Tidak ada jawaban lewat telepon yang menunggu dibenarkan."))
    if heard.way != Way.LETTER:
        raise ReferralRefused(_("Jawaban lewat telepon dibenarkan dengan surat."), field="way")
    _keep(referral, Said.OUTCOME if referral.outcome_unverified else Said.ACCEPTED, heard, by=by, now=now)
    owner = Case.objects.visible_to(by).values_list("owner_agency_id", flat=True).get(pk=referral.case_id)
    return _verified(referral, owner, by=by, now=now, how=word(Way.LETTER))


@transaction.atomic
def affirm(*, by: Viewer, now: datetime, referral: Referral) -> Referral:
    """The office says here that what it said on the phone is so; who presses is the officer from now on."""
    referral = take(by, referral)
    if side_of(referral, by) != RECEIVER or not by.can("referral.answer"):
        raise ReferralRefused(_("Hanya petugas instansi tujuan yang dapat membenarkan jawabannya."))
    if not referral.is_unverified or referral.status not in LIVE:
        raise ReferralRefused(_("Tidak ada jawaban lewat telepon yang menunggu dibenarkan."))
    referral.officer_id = referral.officer_id or by.user_id
    return _verified(referral, answering.owner_agency(referral, by), by=by, now=now, how="login")


def _verified(referral: Referral, owner_agency_id: int, *, by: Viewer, now: datetime, how: str) -> Referral:
    waited = referral.answer_unverified and referral.status in LIVE
    referral.answer_unverified = referral.outcome_unverified = False
    referral.save(update_fields=["answer_unverified", "outcome_unverified", "officer"])
    found = OutsideRecord.objects.visible_to(by).filter(referral=referral, verified_at=None)
    found.exclude(said=Said.SENT).update(verified_at=now, verified_by_id=by.user_id)
    if waited:
        open_to_receiver(referral, Level.PACKAGE, owner_agency_id, by=by, now=now)
    note(referral, "referral.verified", by=by, now=now, how=how)
    return referral


def _own(by: Viewer, referral: Referral) -> Referral:
    """Return the locked referral for the sender's side.  Raises ReferralRefused for everybody else."""
    referral = take(by, referral)
    if by.agency_id != referral.from_agency_id or not by.can("referral.send"):
        raise ReferralRefused(_("Hanya pengirim yang mencatat apa yang dikatakan di luar sistem."))
    return referral


def _mine(by: Viewer, referral: Referral, verb: str) -> Referral:
    referral = take(by, referral)
    insist(referral, verb, by)
    return referral


def _keep(referral: Referral, said: str, heard: Heard, *, by: Viewer, now: datetime) -> OutsideRecord:
    """Check how it was said and keep the record, with its scan among the case's documents."""
    since = None if said == Said.SENT else referral.sent_at
    heard = _sensible(heard, since, now, referral)
    record = OutsideRecord(
        referral=referral, said=said, way=heard.way, officer_name=heard.officer_name,
        officer_position=heard.officer_position, said_at=heard.said_at, letter_number=heard.letter_number,
        letter_on=heard.letter_on, recorded_by_id=by.user_id, recorded_at=now,
        document=_scan(referral, heard, by=by, now=now) if heard.scan else None,
    )  # fmt: skip
    record.save(force_insert=True)
    return record


def _sensible(heard: Heard, since: datetime | None, now: datetime, referral: Referral) -> Heard:
    zone = referral.from_agency.zone
    if heard.way == Way.LETTER:
        if not heard.letter_number:
            raise ReferralRefused(_("Tulis nomor surat"), field="letter_number")
        if heard.letter_on is None:
            raise ReferralRefused(_("Isi tanggal surat"), field="letter_on")
        if heard.letter_on > now.astimezone(zone).date():
            raise ReferralRefused(_("Tanggal surat tidak boleh setelah hari ini"), field="letter_on")
        if since and heard.letter_on < since.astimezone(zone).date():
            raise ReferralRefused(_("Tanggal surat tidak boleh sebelum rujukan dikirim."), field="letter_on")
        return replace(heard, said_at=None)
    if heard.way != Way.PHONE:
        raise ReferralRefused(_("Pilih surat atau telepon"), field="way")
    if not heard.officer_name:
        raise ReferralRefused(_("Tulis nama petugas yang berbicara"), field="officer_name")
    if heard.said_at is None:
        raise ReferralRefused(_("Isi tanggal dan jam telepon"), field="said_on")
    if heard.said_at > now + SLACK:
        raise ReferralRefused(_("Waktu telepon tidak boleh setelah sekarang"), field="said_on")
    # A call is noted by the minute; it may lie within the minute of sending.
    if since and heard.said_at < since - timedelta(minutes=1):
        raise ReferralRefused(_("Waktu telepon tidak boleh sebelum rujukan dikirim."), field="said_on")
    return replace(heard, letter_number="", letter_on=None)


def _scan(referral: Referral, heard: Heard, *, by: Viewer, now: datetime) -> Document:
    try:
        case = Case.objects.worked_by(by).get(pk=referral.case_id)
    except Case.DoesNotExist:
        raise ReferralRefused(
            _("Pindaian hanya dapat disimpan oleh yang mengerjakan kasusnya."), field="scan"
        ) from None
    answers = {
        "kind": DocumentKind.REFERRAL_LETTER, "title": f"Surat {referral.to_agency.short_name} tentang {referral.code}"[:120],
        "dated_on": heard.letter_on, "audience": Audience.FILE,
    }  # fmt: skip
    return documents.attach(by=by, now=now, case=case, received=heard.scan or b"", answers=answers)
