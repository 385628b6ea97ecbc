"""The pages: few clicks, words for every refusal, the same number of queries for 5 and for 50 rows."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit.models import Entry
from core.kernel.codes import new_code
from core.kernel.scope import scope, system_scope
from referrals.choices import State
from referrals.models import Referral
from tests.factories.people import client_of, membership
from tests.factories.referrals import CANARIES, NOW, Pair

pytestmark = pytest.mark.django_db

FORM = {
    "to_agency": "", "ask": "birth_certificate", "reason": "Perlu untuk daftar sekolah", "facts": ["name", "born"],
    "urgency": "normal",
}  # fmt: skip


def test_a_draft_kept_before_a_purpose_is_chosen_shows_the_purposes():
    pair = Pair()
    client = client_of(pair.worker_row)
    page = client.post(reverse("referral_new", args=[pair.case().code]), {"_draf": "simpan"})
    assert page.status_code == 200 and "kebutuhan=" in page.content.decode()


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("side", ["worker", "supervisor", "officer"])
def test_every_page_of_a_referral_opens_in_every_state(state, side):
    pair = Pair()
    case = pair.case()
    found = pair.in_state(state, case=case)
    client = client_of(getattr(pair, f"{side}_row"))
    page = client.get(reverse("referral", args=[found.code]))
    hidden = side == "officer" and state in (State.DRAFT, State.MISTAKE)
    assert page.status_code == (404 if hidden else 200)
    if not hidden:
        assert f"<title>{found.code}" in page.content.decode()
        assert page.content.decode().count('class="btn btn-primary"') <= 1
    for tab in ("tindakan", "menunggu", "berjalan", "draf", "selesai"):
        assert client.get(f"{reverse('referrals')}?keadaan={tab}").status_code in (200, 403)
    if side != "officer":
        assert client.get(reverse("case_referrals", args=[case.code])).status_code == (200)
        assert client.get(reverse("case", args=[case.code])).status_code == 200


def test_from_need_to_sent_in_three_presses(pair, worker):
    case = pair.case()
    page = worker.get(reverse("referral_new", args=[case.code]))
    assert "Identitas anak" in page.content.decode()
    address = f"{reverse('referral_new', args=[case.code])}?kebutuhan=identity_papers"
    page = worker.get(address)
    assert pair.office.short_name in page.content.decode()
    answer = worker.post(address, {**FORM, "to_agency": str(pair.office.pk)})
    assert answer.status_code == 302, answer.content.decode()
    preview = worker.get(answer["Location"]).content.decode()
    assert "Dibaca sebelum menerima" in preview and CANARIES["name"] not in preview
    with system_scope("test"):
        found = Referral.objects.for_system(reason="test").get()
    assert worker.post(reverse("referral_send", args=[found.code])).status_code == 302
    assert pair.fresh(found).status == State.SENT


def test_the_number_beside_the_inbox_is_what_its_first_list_holds(pair, officer):
    sent = [pair.sent(pair.case()) for _ in range(3)]
    pair.do(pair.officer, "ask", sent[1], body="Kelas berapa?")
    pair.do(pair.officer, "accept", sent[2])
    page = officer.get(reverse("inbox"))
    text = page.content.decode()
    assert "Menunggu (2)" in text and "Berjalan (1)" in text
    assert re.search(r'class="count">(\d+)<', text)[1] == "2"
    assert {page.context["first"].pk, *(row.pk for row in page.context["rows"])} == {sent[0].pk, sent[1].pk}


def test_accept_in_two_clicks_from_the_inbox(pair, officer):
    found = pair.sent()
    page = officer.get(reverse("inbox")).content.decode()
    assert "Akta kelahiran" in page and reverse("referral_accept", args=[found.code]) in page
    assert page.count('class="btn btn-primary"') == 1
    answer = officer.post(reverse("referral_accept", args=[found.code]), follow=True)
    assert CANARIES["name"] in answer.content.decode()
    assert pair.fresh(found).officer_id == pair.officer.user_id


def test_second_officer_is_told_who_was_first(pair):
    found = pair.sent()
    pair.do(pair.officer, "accept", found)
    answer = client_of(pair.second_row).post(reverse("referral_accept", args=[found.code]))
    assert answer.status_code == 409
    assert "sudah diterima oleh Fitri N." in answer.content.decode()


def test_reading_changes_nothing_but_the_record(pair, officer):
    found = pair.sent()
    before = pair.fresh(found).__dict__
    officer.get(reverse("referral", args=[found.code]))
    after = pair.fresh(found)
    assert {k: v for k, v in after.__dict__.items() if k != "_state"}.keys() == before.keys() - {"_state"}
    assert after.status == State.SENT and after.opened_at is None
    with system_scope("test"):
        assert Entry.objects.filter(verb="referral.read", subject=found.code, agency_id=pair.office.pk).count() == 1
    from referrals.services import silence

    assert silence.note_opened(now=NOW) == 1 and silence.note_opened(now=NOW) == 0
    assert pair.fresh(found).status == State.OPENED and pair.fresh(found).opened_at == NOW


def test_decline_needs_a_reason_and_tells_the_consequence(pair, officer, worker):
    found = pair.sent()
    address = reverse("referral_decline", args=[found.code])
    assert officer.post(address, {}).status_code == 422
    assert "Tulis alasan penolakan" in officer.post(address, {"reason": "other"}).content.decode()
    officer.post(address, {"reason": "out_of_area"})
    page = worker.get(reverse("referral", args=[found.code])).content.decode()
    assert "Pilih instansi di wilayah tempat tinggal anak." in page
    assert reverse("referral_reroute", args=[found.code]) in page


def test_report_in_three_fields_and_confirm(pair, officer, worker):
    found = pair.in_state(State.ACCEPTED)
    address = reverse("referral_outcome", args=[found.code])
    day = {"on_0": "10", "on_1": "11", "on_2": "2026"}
    assert officer.post(address, {"state": "delivered", "on": "10-11-26", "body": "x"}).status_code == 422
    officer.post(address, {"state": "running", "body": "", **day})
    assert pair.fresh(found).status == State.IN_SERVICE
    officer.post(address, {"state": "delivered", "body": "Akta nomor 7", **day})
    assert pair.fresh(found).status == State.REPORTED
    assert "Akta nomor 7" in worker.get(reverse("referral", args=[found.code])).content.decode()
    worker.post(reverse("referral_confirm", args=[found.code]))
    assert pair.fresh(found).status == State.CLOSED


def test_foreign_and_unknown_referrals_look_the_same(pair):
    found = pair.sent()
    client = client_of(membership("worker"))
    assert client.get(reverse("referral", args=[found.code])).status_code == 404
    assert client.get(reverse("referral", args=["R-000000"])).status_code == 404
    assert client.post(reverse("referral_accept", args=[found.code])).status_code == 404
    assert client.get(reverse("referral_accept", args=[found.code])).status_code == 405


BAD = ["", "0", "-1", "99999999999999999999", "ada", "\x00", "<script>alert(1)</script>", "’ OR 1=1 --", "a" * 5000]


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_answered_with_words(pair, worker, officer, bad):
    case = pair.case()
    address = f"{reverse('referral_new', args=[case.code])}?kebutuhan=identity_papers"
    for field in ("to_agency", "ask", "urgency", "facts"):
        answer = worker.post(address, {**FORM, "to_agency": str(pair.office.pk), field: bad})
        assert answer.status_code in (302, 422), (field, bad)
    assert worker.get(reverse("referral_new", args=[case.code]), {"kebutuhan": bad}).status_code == 200
    assert worker.get(reverse("referrals"), {"keadaan": bad, "mulai": bad}).status_code == 200
    found = pair.sent(case)
    for name, field in (("referral_decline", "reason"), ("referral_outcome", "state"), ("referral_hold", "until")):
        assert officer.post(reverse(name, args=[found.code]), {field: bad, "body": bad}).status_code == 422
    assert officer.get(reverse("inbox"), {"keadaan": bad, "mulai": bad}).status_code == 200
    with scope(pair.officer):
        assert pair.fresh(found).status == State.SENT


def _queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_lists_cost_the_same_with_five_and_fifty_rows(pair, worker, officer):
    case = pair.case()
    addresses = [
        (worker, reverse("referrals")), (officer, reverse("inbox")), (worker, reverse("case_referrals", args=[case.code])),
    ]  # fmt: skip
    one = pair.sent(case)
    _copies(pair, one, 4)
    few = [_queries(*row) for row in addresses]
    _copies(pair, one, 45)
    many = [_queries(*row) for row in addresses]
    assert few == many
    assert max(many) <= 40, many


def _copies(pair: Pair, one: Referral, count: int) -> None:
    # One live referral per child, service and agency: each copy asks for another invented service.
    with system_scope("test"):
        rows = []
        for _number in range(count):
            copy = pair.fresh(one)
            copy.pk, copy.code = uuid4(), new_code("R")
            copy.service = f"service {uuid4().hex[:20]}"
            rows.append(copy)
        Referral.objects.for_system(reason="test").bulk_create(rows)


def test_detail_costs_the_same_whatever_was_written(pair, worker, officer):
    found = pair.in_state(State.IN_SERVICE)
    address = reverse("referral", args=[found.code])
    few = _queries(worker, address), _queries(officer, address)
    for number in range(30):
        pair.do(pair.officer, "progress", found, on=NOW.date(), body=f"Kabar {number}")
    assert (_queries(worker, address), _queries(officer, address)) == few
