"""The pages of coordination visits, from the plan to the report, and the papers that are kept with them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.agreements.visits import services
from agencies.agreements.visits.services import VisitRefused
from agencies.directory.models import Agency
from agencies.people.models import User
from agencies.people.roles import Role
from ampk.desk.selectors import address_of_code
from core.audit.models import Entry
from core.files.inspection.common import Unacceptable
from core.files.storage import attachments
from core.kernel import clock
from core.kernel.scope import scope, system_scope
from tests.factories import documents
from tests.factories import visits as make
from tests.factories.children import NOW, agency, viewer

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NOTES = "Dinas akan menerima anak yang pulang."


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Let the pages live at the tests' moment."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def head():
    return viewer(Role.HEAD)


@pytest.fixture
def officer():
    """Somebody of the office that is visited."""
    return viewer(Role.PARTNER_OFFICER, agency(kind="education_office"))


def host_of(officer):
    return Agency.objects.get(pk=officer.agency_id)


def refused(verb, by, **facts):
    with scope(by), pytest.raises(VisitRefused) as found:
        verb(by=by, now=NOW, **facts)
    return found.value


def test_the_whole_visit_through_the_pages(client, head, officer):
    client.force_login(User.objects.get(pk=head.user_id))
    third = agency()
    data = {
        "on": f"{TODAY:%d-%m-%Y}", "host": str(officer.agency_id), "agency_1": str(third.pk), "place": "Aula",
        "delegation": "Hasan Basri, kepala seksi, Balai", "topics": "Sekolah\nMoU", "version": "0", "form_token": "a" * 36,
    }  # fmt: skip
    assert client.post(reverse("coordination_new"), {**data, "topics": ""}).status_code == 422
    url = client.post(reverse("coordination_new"), data).url
    assert client.post(reverse("coordination_new"), data).url == url, "sent twice, planned once"
    code = url.strip("/").split("/")[-1]
    page = client.get(url).content.decode()
    for words in ("Aula", "Hasan Basri", third.short_name, "Catat pelaksanaan"):
        assert words in page
    listed = client.get(reverse("coordination_visits")).content.decode()
    assert ", ".join(sorted([host_of(head).short_name, third.short_name])) + "</td>" in listed
    edited = client.get(reverse("coordination_edit", args=[code])).context["form"]
    assert edited["agency_1"].value() == third.pk
    assert client.post(reverse("coordination_edit", args=[code]), {**data, "version": "1", "form_token": ""}).url == url
    assert client.post(reverse("coordination_hold", args=[code])).url == url
    assert client.post(reverse("coordination_finish", args=[code])).status_code == 409
    said = {"delegation": "Hasan Basri", "minutes": NOTES, "version": "2"}
    assert client.post(reverse("coordination_minutes", args=[code]), said).url == url
    decision = {
        "text": "Menyusun MoU",
        "owner": str(officer.agency_id),
        "due_on": f"{TODAY + timedelta(days=9):%d-%m-%Y}",
    }
    assert client.post(reverse("coordination_decide", args=[code]), decision).url == url
    assert client.post(reverse("coordination_finish", args=[code])).url == url
    printed = client.get(reverse("coordination_print", args=[code])).content.decode()
    assert (
        NOTES in printed
        and "Menyusun MoU" in printed
        and "<form" not in printed.split("<article")[1].split("</article")[0]
    )
    back = client.get(reverse("coordination_return", args=[code])).context["form"]
    assert back.initial["agency_1"].pk in {officer.agency_id, third.pk} and back.initial["host"] is None
    drop = reverse("coordination_drop", args=[code, 1])
    assert drop in client.get(url).content.decode() and client.get(drop).status_code == 200
    assert client.get(reverse("coordination_action", args=[code, 1])).status_code == 403
    client.force_login(User.objects.get(pk=officer.user_id))
    place = reverse("coordination_action", args=[code, 1])
    assert place in client.get(url).content.decode() and "Selesaikan notula" not in client.get(url).content.decode()
    assert client.post(place, {"outcome": "done"}).status_code == 422
    assert client.post(place, {"outcome": "done", "result": "Rancangan dikirim"}).url == url
    late = client.post(place, {"outcome": "done", "result": "Kata rekan kedua"})
    assert (
        late.status_code == 422
        and "sudah dicatat" in late.content.decode()
        and "Kata rekan kedua" in late.content.decode()
    )
    assert "Rancangan dikirim" in client.get(place).content.decode()
    assert "Rancangan dikirim" in client.get(url).content.decode()
    assert client.get(reverse("coordination_edit", args=[code])).status_code == 403
    client.force_login(User.objects.get(pk=viewer(Role.HEAD).user_id))
    for page in ("coordination_visit", "coordination_print", "coordination_return"):
        assert client.get(reverse(page, args=[code])).status_code == 404


def test_two_editors_of_the_minutes_see_each_others_words(client, head, officer):
    row = make.held(head, host_of(officer))
    client.force_login(User.objects.get(pk=head.user_id))
    place = reverse("coordination_minutes", args=[row.code])
    with scope(head):
        services.write_minutes(by=head, now=NOW, visit=row, version=1, delegation="", minutes="Kata rekan")
    mine = {"delegation": "", "minutes": "Kata saya", "version": "1"}
    shown = client.post(place, mine)
    assert shown.status_code == 422 and "Kata rekan" in shown.content.decode() and "Kata saya" in shown.content.decode()
    assert client.post(place, {**mine, "version": "2"}).status_code == 302


def test_the_agencys_page_shows_the_visits_between_us(client, head, officer):
    row, url = make.decided(head, host_of(officer)), host_of(officer).get_absolute_url()
    for who, is_shown in ((head, True), (viewer(Role.HEAD), False)):
        client.force_login(User.objects.get(pk=who.user_id))
        page = client.get(url).content.decode()
        assert (row.code in page) is is_shown and "Jadwalkan kunjungan" in page
    client.force_login(User.objects.get(pk=head.user_id))
    for who, address in ((head, row.get_absolute_url()), (viewer(Role.HEAD), "")):
        with scope(who):
            assert address_of_code(row.code, who) == address


def test_pages_cost_the_same_at_5_and_50(client, head, officer):
    host = host_of(officer)
    row = make.held(head, host)
    client.force_login(User.objects.get(pk=head.user_id))
    counts = []
    for number in (5, 45):
        for n in range(number):
            make.planned(head, host)
            make.planned(head, host, returns=row)
            with scope(head):
                services.decide(by=head, now=NOW, visit=row, text=f"{n}", owner=host, due_on=TODAY)
        found = []
        for url in (reverse("coordination_visits"), row.get_absolute_url(), host.get_absolute_url()):
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            found.append(len(asked))
        counts.append(found)
    assert counts[0] == counts[1]


def test_a_paper_is_checked_sealed_and_read_by_whoever_takes_part(client, head, officer):
    row, content = make.planned(head, host_of(officer)), documents.pdf()
    kept = make.paper(head, row, received=content)
    with attachments().open(kept.file_name) as file:
        assert content[:20] not in file.read(), "nothing lies open on the disk"
    with scope(head), pytest.raises(Unacceptable):
        services.attach(by=head, now=NOW, visit=row, received=b"MZ program", kind="letter")
    same = {"visit": row, "received": content, "kind": "photo"}
    assert refused(services.attach, head, **same).field == "file"
    assert "penyelenggara" in str(refused(services.attach, viewer(Role.HEAD, host_of(officer)), **same).sentence)
    client.force_login(User.objects.get(pk=officer.user_id))
    place = reverse("coordination_paper", args=[row.code, kept.pk])
    assert place in client.get(row.get_absolute_url()).content.decode()
    answer = client.get(place, {"lihat": "1"})
    assert (
        answer.content.startswith(b"%PDF")
        and f'inline; filename="{row.code}-letter.pdf"' in answer["Content-Disposition"]
    )
    client.force_login(User.objects.get(pk=viewer(Role.HEAD).user_id))
    assert client.get(place).status_code == 404
    with system_scope("test"):
        assert Entry.objects.filter(verb="coordination.paper_opened", actor_id=officer.user_id).count() == 1


def test_a_wrong_paper_is_withdrawn_and_served_no_more(client, head, officer):
    row = make.planned(head, host_of(officer))
    kept = make.paper(head, row)
    client.force_login(User.objects.get(pk=head.user_id))
    place = reverse("coordination_paper", args=[row.code, kept.pk])
    upload = {"file": SimpleUploadedFile("x.pdf", documents.pdf()), "kind": "minutes"}
    assert client.post(reverse("coordination_paper_new", args=[row.code]), upload).status_code == 302
    assert row.papers.count() == 2
    withdraw = reverse("coordination_paper_withdraw", args=[row.code, kept.pk])
    assert client.post(withdraw).status_code == 302 and client.post(withdraw).status_code == 409
    assert client.get(place).status_code == 410
    with scope(head):
        services.call_off(by=head, now=NOW, visit=row, reason="Tuan rumah berhalangan")
    late = {"visit": row, "received": documents.pdf(), "kind": "letter"}
    assert "dibatalkan" in str(refused(services.attach, head, **late).sentence)
