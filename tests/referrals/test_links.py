"""A one-time link: one referral, a code told by phone, nothing for anybody else, nothing after the end."""

import re
from datetime import timedelta
from difflib import unified_diff

import pytest
from django.db import connection
from django.urls import reverse

from core.audit.models import Entry
from core.kernel import clock
from core.kernel.refusals import Refused
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from referrals.choices import State
from referrals.models import Referral
from referrals.services import outside_links as links
from tests.factories.people import client_of
from tests.factories.referrals import CANARIES, NOW, TODAY, Pair
from tests.referrals.link_steps import SECRETS, at, device, issue, let_in, plain, row, text

pytestmark = pytest.mark.django_db


def test_link_and_code_are_strong_and_kept_as_fingerprints_only(issued):
    kept = row(issued)
    assert len(issued.token) >= 43 and re.fullmatch(r"\d{6}", issued.code)
    with connection.cursor() as cursor, system_scope("test"):
        cursor.execute("SELECT t::text FROM referrals_officerlink t")
        stored = cursor.fetchone()[0]
    assert issued.token not in stored and issued.code not in stored and "Yanti" not in stored
    assert kept.expires_at.date() == TODAY + timedelta(days=7)


def test_a_draft_is_sent_with_its_link(pair):
    issued = issue(pair, pair.draft())
    found = pair.fresh(issued.link.referral)
    assert (found.status, found.channel) == (State.SENT, "link") and found.due_at


def test_looking_changes_nothing_and_tells_nothing(pair, issued):
    before = row(issued)
    for _scanner in range(3):
        answer = device().get(at(issued))
        assert answer.status_code == 200 and "Masukkan kode" in text(answer)
        assert not [word for word in SECRETS if word in text(answer)] and issued.link.referral.code not in text(answer)
    after = row(issued)
    assert (after.opened_at, after.wrong_codes, pair.fresh(issued.link.referral).status) == (None, 0, State.SENT)
    assert before.used_at == after.used_at


def test_the_code_opens_the_envelope_and_acceptance_the_package(pair, issued):
    client = let_in(issued)
    assert pair.fresh(issued.link.referral).status == State.OPENED
    page = client.get(at(issued))
    assert "Terima" in text(page) and "Kota Padang" in text(page)
    assert not [word for word in SECRETS if word in text(page)]
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert client.post(at(issued, "officer_link_accept")).status_code == 302
    found = pair.fresh(issued.link.referral)
    assert (found.status, found.answered_by_id, found.answer_unverified) == (State.ACCEPTED, None, False)
    page = text(client.get(at(issued)))
    assert CANARIES["name"] in page and "Lapor perkembangan" in page
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    assert CANARIES["name"] not in title and found.code not in title


def test_from_acceptance_to_a_confirmed_outcome(pair, issued):
    client = let_in(issued)
    client.post(at(issued, "officer_link_accept"))
    answers = {"on": "10-11-2026", "body": "Sudah bertemu"}
    for state, status in (("running", State.IN_SERVICE), ("running", State.IN_SERVICE), ("delivered", State.REPORTED)):
        assert client.post(at(issued, "officer_link_report"), {**answers, "state": state}).status_code == 302
        assert pair.fresh(issued.link.referral).status == status
    assert "Menunggu pengirim mengesahkan" in text(client.get(at(issued)))
    page = text(client_of(pair.worker_row).get(reverse("referral", args=[issued.link.referral.code])))
    assert "Yanti Oktavia" in page and "Tautan sekali pakai" in page
    pair.do(pair.worker, "confirm", issued.link.referral)
    assert client.get(at(issued)).status_code == 410


def test_ask_stops_the_clock_and_the_answer_shows(pair, issued):
    client = let_in(issued)
    assert client.post(at(issued, "officer_link_ask"), {"body": "Kelas berapa?"}).status_code == 302
    assert pair.fresh(issued.link.referral).paused_at
    pair.do(pair.worker, "answer", issued.link.referral, body="Kelas lima")
    page = text(client.get(at(issued)))
    assert "Kelas lima" in page and "Kelas berapa?" in page


def test_decline_ends_the_link_with_a_word_of_thanks(pair, issued):
    client = let_in(issued)
    refused = client.post(at(issued, "officer_link_decline"), {})
    assert refused.status_code == 422 and "Pilih alasan penolakan" in text(refused)
    answer = client.post(at(issued, "officer_link_decline"), {"reason": "full"}, follow=True)
    assert "Jawaban Anda terkirim" in text(answer)
    assert pair.fresh(issued.link.referral).status == State.DECLINED
    assert client.get(at(issued)).status_code == 410
    assert client.post(at(issued, "officer_link_accept")).status_code == 410


def test_unknown_expired_revoked_locked_and_ended_links_answer_the_same(pair, issued, moment):
    unknown = device().get(reverse("officer_link", args=["x" * 43]))
    pages = {"unknown": unknown}
    pages["any code, unknown"] = device().post(reverse("officer_link", args=["x" * 43]), {"code": "123456"})
    revoked = issue(Pair())
    with scope(by := Pair().worker), pytest.raises(Referral.DoesNotExist):
        links.revoke(by=by, now=NOW, referral=revoked.link.referral)
    other = Pair()
    revoked = issue(other)
    with scope(other.worker):
        links.revoke(by=other.worker, now=NOW, referral=revoked.link.referral)
    pages["revoked"] = device().get(at(revoked))
    ended = Pair()
    over = issue(ended)
    ended.do(ended.worker, "withdraw", over.link.referral, reason="moved")
    pages["ended"] = device().get(at(over))
    pages["right code, ended"] = device().post(at(over), {"code": over.code})
    locked = issue(Pair())
    for _turn in range(5):
        pages["locked"] = device().post(at(locked), {"code": "000000" if locked.code != "000000" else "111111"})
    moment(days=8)
    pages["expired"] = device().get(at(issued))
    pages["right code, expired"] = device().post(at(issued), {"code": issued.code})
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 410)
    # What was sent with a form has no address to change the language at; else they are one page.
    for with_code in (True, False):
        same = {plain(page) for name, page in pages.items() if ("code" in name or name == "locked") == with_code}
        assert len(same) == 1, "".join(unified_diff(*(page.splitlines(True) for page in list(same)[:2])))


def test_wrong_codes_lock_the_link_and_the_sender_is_told(pair, issued):
    wrong = "000000" if issued.code != "000000" else "111111"
    client = device()
    for turn in range(1, 5):
        answer = client.post(at(issued), {"code": wrong})
        assert answer.status_code == 422 and "Kode tidak cocok" in text(answer) and row(issued).wrong_codes == turn
    assert client.post(at(issued), {"code": wrong}).status_code == 410
    assert client.post(at(issued), {"code": issued.code}).status_code == 410
    with scope(pair.worker):
        verbs = list(Entry.objects.filter(subject=issued.link.referral.code).values_list("verb", flat=True))
        told = Notice.objects.visible_to(pair.worker).filter(kind="referral.link_locked").count()
    assert verbs.count("referral.link_wrong_code") == 5 and "referral.link_locked" in verbs and told == 1
    page = text(client_of(pair.worker_row).get(reverse("referral", args=[issued.link.referral.code])))
    assert "Tautan terkunci" in page
    # The way out is a new link; it voids the locked one.
    assert let_in(issue(pair, issued.link.referral)).get(at(issued)).status_code == 410


def test_a_new_link_voids_the_old_one_and_its_devices(pair, issued):
    client = let_in(issued)
    again = issue(pair, issued.link.referral)
    assert client.get(at(issued)).status_code == 410
    # The cookie of the old link opens nothing behind the new one.
    assert "Masukkan kode" in text(client.get(at(again)))


def test_one_device_at_a_time(issued):
    first, second = let_in(issued), let_in(issued)
    assert "Masukkan kode" in text(first.get(at(issued)))
    assert first.post(at(issued, "officer_link_accept")).status_code == 422
    assert "Terima" in text(second.get(at(issued)))


def test_without_the_code_nothing_can_be_pressed(pair, issued):
    for page in ("accept", "decline", "ask", "report"):
        assert device().post(at(issued, f"officer_link_{page}"), {"reason": "full"}).status_code == 422
        assert device().get(at(issued, f"officer_link_{page}")).status_code == 405
    assert pair.fresh(issued.link.referral).status == State.SENT


def test_a_device_asks_again_after_half_an_hour_and_carries_one_cookie(issued, monkeypatch):
    client = let_in(issued)
    cookie = client.cookies["tautan"]
    assert cookie["httponly"] and cookie["path"] == "/tautan/" and cookie["samesite"] == "Lax"
    assert "session" not in client.cookies and issued.token not in cookie.value
    monkeypatch.setattr("django.core.signing.time.time", lambda: clock.real_now().timestamp() + 1860)
    assert "Masukkan kode" in text(client.get(at(issued)))


def test_a_cookie_of_one_link_opens_no_other(issued):
    client, other = let_in(issued), issue(Pair())
    assert "Masukkan kode" in text(client.get(at(other)))
    assert client.post(at(other, "officer_link_accept")).status_code == 422


def test_accepting_twice_gives_one_answer(pair, issued):
    client = let_in(issued)
    client.post(at(issued, "officer_link_accept"))
    answer = client.post(at(issued, "officer_link_accept"))
    assert answer.status_code == 409 and "sudah diterima" in text(answer)
    with scope(pair.worker):
        found = Entry.objects.filter(subject=issued.link.referral.code, verb="referral.accepted")
        assert found.count() == 1


def test_every_use_is_on_the_timeline_and_reading_in_the_record(pair, issued):
    client = let_in(issued)
    client.get(at(issued))
    client.post(at(issued, "officer_link_accept"))
    client.get(at(issued))
    with scope(pair.worker):
        found = Entry.objects.filter(subject=issued.link.referral.code, case_id=issued.link.referral.case_id)
        verbs = list(found.values_list("verb", flat=True))
        assert (
            found.filter(verb="referral.link_used", is_read=True, child_id=issued.link.referral.child_id).count() == 2
        )
    assert {"referral.link_issued", "referral.link_opened", "referral.opened", "referral.accepted"} <= set(verbs)
    page = text(client_of(pair.worker_row).get(reverse("referral", args=[issued.link.referral.code])))
    assert "Tautan sekali pakai rujukan" in page and "dibuka dengan kode yang benar" in page


def test_only_the_sender_issues_and_revokes(pair, issued):
    for by in (pair.officer, Pair().worker):
        with scope(by), pytest.raises((Refused, Referral.DoesNotExist)):
            links.issue(by=by, now=NOW, referral=issued.link.referral, officer_name="Yanti")
        with scope(by), pytest.raises((Refused, Referral.DoesNotExist)):
            links.revoke(by=by, now=NOW, referral=issued.link.referral)
    with scope(pair.worker), pytest.raises(Refused, match="Tulis nama petugas"):
        links.issue(by=pair.worker, now=NOW, referral=issued.link.referral, officer_name="")
    pair.do(pair.worker, "withdraw", issued.link.referral, reason="moved")
    with scope(pair.worker), pytest.raises(Refused, match="sudah berakhir"):
        links.issue(by=pair.worker, now=NOW, referral=issued.link.referral, officer_name="Yanti")
