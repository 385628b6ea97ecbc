"""Letters and calls: what was said outside the system, written down by the sender."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agencies.directory.models import Agency, Region
from agencies.directory.outside import alike, record_outside
from agencies.directory.services import DirectoryRefused
from cases.documents.models import Document
from core.audit.models import Entry
from core.kernel.refusals import Refused
from core.kernel.scope import scope, system_scope
from referrals import services
from referrals.choices import State
from referrals.models import OutsideRecord, ReferralFact
from referrals.services import Heard, silence
from tests.factories import documents
from tests.factories.people import viewer
from tests.factories.referrals import NOW, TODAY, Pair

pytestmark = pytest.mark.django_db
CALL = Heard(way="phone", officer_name="Yanti Oktavia", officer_position="Kepala sekolah", said_at=NOW)
LETTER = Heard(way="letter", letter_number="421/33/SD-2026", letter_on=TODAY)


@pytest.fixture
def pair():
    return Pair()


@pytest.fixture
def outside(pair):
    """Give a pair whose office is a body outside the network, without anybody who signs in."""
    Agency.objects.filter(pk=pair.office.pk).update(is_outside=True)
    pair.office.refresh_from_db()
    return pair


def packages(pair, found) -> int:
    with scope(pair.officer):
        return ReferralFact.objects.visible_to(pair.officer).filter(referral=found, stage="package").count()


def records(found) -> list[OutsideRecord]:
    with system_scope("test"):
        return list(OutsideRecord.objects.for_system(reason="test").filter(referral=found).order_by("recorded_at"))


@pytest.mark.parametrize("heard", [CALL, LETTER], ids=["phone", "letter"])
def test_a_draft_goes_out_by_letter_or_phone_and_the_promise_runs_the_same(pair, heard):
    by_hand = pair.do(pair.worker, "send_outside", pair.draft(), heard=heard)
    in_system = Pair().sent()
    assert (by_hand.status, by_hand.due_at, by_hand.promise_days) == (State.SENT, in_system.due_at, 5)
    assert by_hand.channel == heard.way and by_hand.get_channel_display() in ("Lewat telepon", "Lewat surat")
    kept = records(by_hand)[0]
    assert (kept.said, kept.recorded_by_id, kept.is_unverified) == ("sent", pair.worker.user_id, False)


def test_silence_escalates_and_lapses_a_letter_like_any_other(pair):
    found = pair.do(pair.worker, "send_outside", pair.draft(), heard=LETTER)
    assert silence.escalate_silent(now=NOW + timedelta(days=9)) == 1
    assert silence.lapse_silent(now=NOW + timedelta(days=60)) == 1
    assert pair.fresh(found).status == State.LAPSED


def test_a_body_outside_is_not_asked_in_the_system(outside):
    found = outside.draft()
    with pytest.raises(Refused, match="di luar jejaring"):
        outside.do(outside.worker, "send", found)
    assert outside.fresh(found).status == State.DRAFT


def test_accepted_on_the_phone_is_unverified_and_keeps_the_package_closed(pair):
    found = pair.do(pair.worker, "record_accept", pair.sent(), heard=CALL)
    assert (found.status, found.answer_unverified, found.officer_id) == (State.ACCEPTED, True, None)
    assert packages(pair, found) == 0
    with scope(pair.officer), pytest.raises(Refused, match="benar"):
        services.report(by=pair.officer, now=NOW, referral=found, outcome="delivered", on=TODAY, body="Ada")
    found = pair.do(pair.officer, "affirm", found)
    assert (found.answer_unverified, found.officer_id) == (False, pair.officer.user_id)
    assert packages(pair, found) > 3
    assert records(found)[0].verified_by_id == pair.officer.user_id
    with scope(pair.worker):
        verbs = set(Entry.objects.filter(subject=found.code).values_list("verb", flat=True))
    assert {"referral.accept_recorded", "referral.verified"} <= verbs


def test_a_letter_confirms_a_call(pair):
    found = pair.do(pair.worker, "record_accept", pair.sent(), heard=CALL)
    with pytest.raises(Refused, match="dengan surat"):
        pair.do(pair.worker, "verify", found, heard=CALL)
    found = pair.do(pair.worker, "verify", found, heard=LETTER)
    assert not found.is_unverified and packages(pair, found) > 3
    with pytest.raises(Refused, match="menunggu dibenarkan"):
        pair.do(pair.worker, "verify", found, heard=LETTER)


def test_accepted_by_letter_stands_by_itself_and_keeps_its_scan(pair):
    scan = replace(LETTER, scan=documents.pdf())
    found = pair.do(pair.worker, "record_accept", pair.sent(), heard=scan)
    assert (found.status, found.answer_unverified) == (State.ACCEPTED, False)
    assert packages(pair, found) > 3
    with scope(pair.worker):
        kept = Document.objects.visible_to(pair.worker).get(case_id=found.case_id)
    assert kept.dated_on == TODAY and records(found)[0].document_id == kept.pk


def test_declined_progress_and_outcome_are_told_on_behalf(pair):
    declined = pair.do(pair.worker, "record_decline", pair.sent(), heard=CALL, reason="full")
    assert (declined.status, declined.decline_reason) == (State.DECLINED, "full")
    other = Pair()
    found = other.do(other.worker, "record_accept", other.sent(), heard=LETTER)
    found = other.do(other.worker, "record_start", found, heard=CALL, on=TODAY)
    found = other.do(other.worker, "record_progress", found, heard=CALL, on=TODAY, body="Berkas diperiksa")
    found = other.do(other.worker, "record_report", found, heard=CALL, outcome="delivered", on=TODAY, body="Terbit")
    assert (found.status, found.outcome_unverified) == (State.REPORTED, True)
    # Confirming is a second act, and the outcome counts as unverified until a letter shows it.
    found = other.do(other.worker, "confirm", found)
    assert (found.status, found.outcome_unverified) == (State.CLOSED, True)
    assert not other.do(other.worker, "verify", found, heard=LETTER).outcome_unverified


@pytest.mark.parametrize(
    ("heard", "sentence"),
    [
        (Heard(way="fax"), "Pilih surat atau telepon"),
        (Heard(way="phone", said_at=NOW), "Tulis nama petugas"),
        (replace(CALL, said_at=None), "Isi tanggal dan jam telepon"),
        (replace(CALL, said_at=NOW + timedelta(hours=1)), "tidak boleh setelah sekarang"),
        (replace(CALL, said_at=NOW - timedelta(hours=1)), "sebelum rujukan dikirim"),
        (replace(LETTER, letter_number=""), "Tulis nomor surat"),
        (replace(LETTER, letter_on=None), "Isi tanggal surat"),
        (replace(LETTER, letter_on=TODAY + timedelta(days=1)), "tidak boleh setelah hari ini"),
        (replace(LETTER, letter_on=TODAY - timedelta(days=1)), "sebelum rujukan dikirim"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(pair, heard, sentence):
    found = pair.sent()
    with pytest.raises(Refused, match=sentence):
        pair.do(pair.worker, "record_accept", found, heard=heard)
    assert pair.fresh(found).status == State.SENT and not records(found)


def test_only_the_sender_writes_down_and_only_the_office_affirms(pair):
    found = pair.do(pair.worker, "record_accept", pair.sent(), heard=CALL)
    for by, verb, answers in ((pair.officer, "verify", {"heard": LETTER}), (pair.worker, "affirm", {})):
        with pytest.raises(Refused):
            pair.do(by, verb, found, **answers)
    stranger = Pair()
    with scope(stranger.worker), pytest.raises(type(found).DoesNotExist):
        services.record_accept(by=stranger.worker, now=NOW, referral=found, heard=CALL)


def test_a_body_outside_is_written_down_once():
    by, place = viewer(), Region.objects.get(pk="13.71")
    facts = {"name": "SD Negeri 12 Koto Tangah", "kind": "school", "region": place, "phone": "+6275112345"}
    made = record_outside(by=by, now=NOW, **facts)
    assert made.is_outside and alike("SD Negeri 12", place) == [made]
    with pytest.raises(DirectoryRefused, match="sudah ada") as refused:
        record_outside(by=by, now=NOW, **facts)
    assert refused.value.missing[0].url == made.get_absolute_url()
    with pytest.raises(DirectoryRefused, match="telepon atau alamat"):
        record_outside(by=by, now=NOW, **{**facts, "name": "SD Lain", "phone": ""})
    with pytest.raises(DirectoryRefused, match="tidak berhak"):
        record_outside(by=viewer("analyst"), now=NOW, **{**facts, "name": "SD Lain"})
