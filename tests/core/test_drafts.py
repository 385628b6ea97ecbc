"""What is typed is not lost: drafts by hand, by the page's own saving, and when the session ends before it is sent."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.obligations import sweeping
from agencies.people.models import User
from cases.casework.models import Note
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from core.audit.models import Submission
from core.drafts import marks, services
from core.drafts.models import Draft
from core.kernel import clock
from core.kernel.scope import scope, system_scope
from core.screens.drafting import Place
from tests.factories import casework as make
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
# Every character counts: quotes, emoji, line ends, spaces at the edges, right-to-left, half a date.
TYPED = {
    "kind": "visit", "happened_on_0": "3x", "happened_on_1": "  Nov", "happened_on_2": "",
    "text": "  Ibu bilang: \"besok\" & <b>lusa</b>\r\n\r\nعربي 👧🏽 \\u0000 %s {{x}}  ", "outcome": "met", "met": "child",
}  # fmt: skip


def sign_in(viewer, client=None) -> Client:
    client = client or Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


def drafts() -> list[Draft]:
    with system_scope("test"):
        return list(Draft.objects.for_system(reason="test").order_by("path"))


def mark_on(page) -> str:
    return page.context["drafting"]["mark"]


def shown(page) -> dict:
    """Return what the form on a page shows, as it would be sent again."""
    return {name: values[-1] for name, values in page.context["form"].data.lists()}


@pytest.fixture
def office():
    case, found = make.case_at("implementation")
    found.case, found.url = case, reverse("note_new", args=[case.code])
    # The colleague works on the same case: what keeps a draft from them is not the wall around the case.
    with scope(found.supervisor):
        sharing.grant(
            case_id=case.pk, child_id=case.child_id, owner_agency_id=case.owner_agency_id, agency_id=found.agency.pk,
            person_id=found.colleague.user_id, level=Level.FULL, basis=Basis.TEAM, by=found.supervisor, now=make.NOW,
        )  # fmt: skip
    return found


def test_save_for_later_come_back_and_send(office):
    client = sign_in(office.worker)
    page = client.get(office.url)
    assert "Simpan draf" in page.content.decode() and "data-draft" in page.content.decode()
    token = page.context["form"]["form_token"].value()
    kept = client.post(office.url, {**TYPED, "form_token": token, "_draf": "simpan"})
    assert kept.status_code == 200 and "Tersimpan" in kept.content.decode() and "Galat" not in kept.content.decode()
    again = client.get(office.url)
    text = again.content.decode()
    assert shown(again) == {**TYPED, "form_token": token}
    assert "Ini draf Anda" in text and "Buang draf" in text and "error-summary" not in text


def test_sending_drops_the_draft(office):
    client, url = sign_in(office.worker), reverse("help_ask", args=[office.case.code])
    client.post(url, {"text": "Ibu tidak membuka pintu", "form_token": "t", "_draf": "simpan"})
    assert "Ibu tidak membuka pintu" in client.get(url).content.decode()
    sent = client.post(url, {"text": "Ibu tidak membuka pintu", "form_token": "t"})
    assert sent.status_code == 302 and drafts() == []
    assert "Ini draf Anda" not in client.get(url).content.decode()


def test_the_page_saves_by_itself_and_says_when(office):
    client = sign_in(office.worker)
    answer = client.post(office.url, {**TYPED, "_draf": "simpan"}, headers={"X-Draft": "1"})
    text = answer.content.decode()
    assert answer.status_code == 200 and "Tersimpan" in text and "<form" not in text
    assert len(drafts()) == 1


def test_a_saving_that_overtook_the_sending_is_no_draft(office):
    client = sign_in(office.worker)
    Submission.objects.create(user_id=office.worker.user_id, token="t1", url="/", at=make.NOW)
    client.post(office.url, {**TYPED, "form_token": "t1", "_draf": "simpan"})
    assert "Ini draf Anda" not in client.get(office.url).content.decode() and drafts() == []


def test_my_drafts_are_listed_by_code_and_thrown_away(office):
    client = sign_in(office.worker)
    client.post(office.url, {**TYPED, "_draf": "simpan"})
    assert "Draf saya (1)" in client.get("/").content.decode()
    assert "Draf saya (1)" in client.get(reverse("menu")).content.decode()
    text = client.get(reverse("drafts")).content.decode()
    assert "Catat kunjungan" in text and office.case.code in text and office.url in text and "Budi" not in text
    other = sign_in(office.colleague)
    assert "Tidak ada draf" in other.get(reverse("drafts")).content.decode()
    assert other.post(reverse("draft_drop", args=[drafts()[0].pk])).status_code == 404
    assert client.post(reverse("draft_drop", args=[drafts()[0].pk])).url == reverse("drafts")
    assert drafts() == []


def test_discarding_on_the_page_opens_an_empty_form(office):
    client = sign_in(office.worker)
    client.post(office.url, {**TYPED, "_draf": "simpan"})
    assert client.post(office.url, {"_draf": "buang"}).url == office.url
    assert drafts() == [] and not client.get(office.url).context["form"].is_bound


def test_nobody_else_reads_a_draft_nor_does_the_database_show_it(office):
    sign_in(office.worker).post(office.url, {**TYPED, "_draf": "simpan"})
    other = sign_in(office.colleague).get(office.url)
    assert not other.context["form"].is_bound
    for viewer, count in ((office.worker, 1), (office.colleague, 0), (office.supervisor, 0)):
        with scope(viewer), connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(body) FROM drafts_draft")
            found, body = cursor.fetchone()
            assert found == count
            assert not body or "besok" not in body


def test_a_foreign_case_keeps_nothing(office):
    stranger = sign_in(make.Office().worker)
    assert stranger.post(office.url, {**TYPED, "_draf": "simpan"}).status_code == 404
    assert drafts() == []


@pytest.mark.parametrize("how", ["killed", "idle", "signed out"])
def test_a_session_that_ended_while_typing_loses_no_character(office, how, monkeypatch):
    client = sign_in(office.worker)
    page = client.get(office.url)
    body = {**TYPED, "form_token": page.context["form"]["form_token"].value(), "_draf_tanda": mark_on(page)}
    if how == "killed":
        client.session.flush()
    elif how == "signed out":
        client.logout()
    else:
        session = client.session
        session["seen_at"] = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
        session.save()
    refused = client.post(office.url, {**body, "_draf_fokus": "text"})
    assert refused.status_code == 302 and refused.url == f"{reverse('account_login')}?next={office.url}"
    assert "Isian Anda tersimpan" in client.get(refused.url).content.decode()
    assert len(notes()) == 0
    # Somebody else at this browser sees nothing of it.
    other = sign_in(office.colleague, client).get(office.url)
    assert other.status_code == 200 and "besok" not in other.content.decode()
    client.logout()
    # The writer signs in and is led to the form as it was, with the cursor where it stood.
    user = User.objects.get(pk=office.worker.user_id)
    user.set_password(PASSWORD)
    user.save()
    back = client.post(refused.url, {"login": user.email, "password": PASSWORD, "next": office.url})
    assert back.url == office.url
    again = client.get(back.url)
    assert {name: shown(again)[name] for name in TYPED} == TYPED
    assert "autofocus" in again.content.decode() and 'data-focus="text"' in again.content.decode()


def notes() -> list[Note]:
    with system_scope("test"):
        return list(Note.objects.for_system(reason="test"))


def test_a_form_left_open_through_a_new_sign_in_comes_back_filled(office):
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    sign_in(office.worker, client)
    body = {**TYPED, "csrfmiddlewaretoken": "x" * 64, "_draf_tanda": mark_on(client.get(office.url))}
    answer = client.post(office.url, body)
    assert answer.status_code == 302 and answer.url == office.url
    again = client.get(office.url)
    assert {name: shown(again)[name] for name in TYPED} == TYPED
    assert "Isian Anda masih ada" in again.content.decode()
    # With somebody else signed in nothing is sent; the writer still has it, the other sees nothing.
    with scope(office.worker):
        services.drop(by=office.worker, path=office.url)
    sign_in(office.colleague, client)
    other = client.post(office.url, body)
    assert other.status_code == 302 and other.url == "/" and "besok" not in client.get("/").content.decode()
    assert [draft.owner_id for draft in drafts()] == [office.worker.user_id]


@pytest.mark.parametrize("spoil", ["foreign address", "forged", "none"])
def test_without_a_genuine_mark_nothing_is_kept(office, spoil):
    place = Place(office.url)
    mark = marks.write(viewer=office.worker, place=place, address=office.url)
    address = reverse("risk", args=[office.case.code]) if spoil == "foreign address" else office.url
    mark = {"forged": mark[:-2] + "xx", "none": ""}.get(spoil, mark)
    answer = Client(HTTP_HOST="localhost").post(address, {**TYPED, "_draf_tanda": mark})
    assert answer.status_code == 302 and drafts() == []


def test_a_text_too_long_is_named_and_the_rest_is_kept(office):
    client = sign_in(office.worker)
    huge = "a" * 1_000_000
    answer = client.post(office.url, {**TYPED, "text": huge, "_draf": "simpan"})
    page = answer.content.decode()
    assert "terlalu panjang untuk draf" in page and huge in page
    assert {name: shown(client.get(office.url)).get(name) for name in TYPED if name != "text"} == {
        name: value for name, value in TYPED.items() if name != "text"
    }


def test_no_more_drafts_than_a_hundred(office, monkeypatch):
    monkeypatch.setattr(services, "MOST_DRAFTS", 0)
    answer = sign_in(office.worker).post(office.url, {**TYPED, "_draf": "simpan"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Buang yang tidak diperlukan lagi" in page and "besok" in page
    assert reverse("drafts") in page


def test_after_thirty_days_the_night_drops_it(office):
    with scope(office.worker):
        services.save(by=office.worker, now=make.NOW, place=Place(office.url), fields={"text": ["lama"]})
    almost, past = make.NOW + timedelta(days=29), make.NOW + timedelta(days=30, minutes=1)
    sweeping.run_nightly(now=almost)
    assert len(drafts()) == 1
    with scope(office.worker):
        assert services.load(by=office.worker, now=past, place=Place(office.url)) is None
    sweeping.run_nightly(now=past)
    assert drafts() == []


def test_the_list_asks_as_many_questions_for_fifty_as_for_five(office):
    client = sign_in(office.worker)

    def queries(count: int) -> int:
        with scope(office.worker):
            for number in range(count):
                place = Place(f"/kasus/{office.case.code}/dokumen/{number}/")
                services.save(by=office.worker, now=clock.now(), place=place, fields={"text": ["a"]})
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("drafts")).status_code == 200
        return len(found)

    queries(1)
    assert queries(5) == queries(50)


def test_a_huge_text_that_is_sent_is_refused_beside_its_field_and_nothing_else_is_lost(office):
    client, huge = sign_in(office.worker), "a" * 1_000_000
    page = client.post(office.url, {**TYPED, "text": huge})
    text = page.content.decode()
    assert page.status_code == 422 and huge in text and "10000" in text.replace(".", "")
    assert notes() == []


def test_what_was_typed_waits_while_a_refusal_sends_elsewhere(office):
    other, client = make.Office(), sign_in(office.supervisor)
    url = reverse("case_offer_agency", args=[office.case.code])
    answers = {"to_agency": str(other.agency.pk), "reason": "moved", "text": TYPED["text"]}
    refused = client.post(url, answers)
    assert refused.status_code == 422 and "Catat persetujuan" in refused.content.decode()
    assert shown(client.get(url)) == answers
