"""The after-care pages through HTTP: who finds what, bad input, and the same number of queries at any size."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.people.models import User
from agencies.people.roles import Role
from cases.aftercare.models import Episode, PlannedVisit, Visit
from cases.aftercare.services import record_visit
from cases.casework.services import close as close_case
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.scope import scope
from core.notices.models import Notice
from tests.factories import aftercare as make
from tests.factories.children import NOW, agency, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    monkeypatch.setattr(clock, "real_now", lambda: NOW)
    monkeypatch.setattr(clock, "offset", lambda: timedelta(0))


@pytest.fixture
def people():
    balai, padang = agency(kind="balai"), agency()
    return {
        "padang": padang, "worker": viewer(Role.WORKER, balai), "head": viewer(Role.SUPERVISOR, balai), "there": viewer(Role.WORKER, padang),
        "boss": viewer(Role.SUPERVISOR, padang), "stranger": viewer(Role.SUPERVISOR, agency()),
    }  # fmt: skip


@pytest.fixture
def episode(people):
    return make.episode(people["worker"], people["padang"].pk, worker=people["there"].user_id)


def sign_in(client, who):
    client.force_login(User.objects.get(pk=who.user_id))
    return client


PAGES = ("episode", "visit_new", "episode_assign", "episode_go_on", "episode_end")


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_nothing(client, people, episode, page):
    assert sign_in(client, people["stranger"]).get(reverse(page, args=[episode.code])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_owner_opens_every_page_without_a_name(client, people, episode, page):
    answer = sign_in(client, people["boss"]).get(reverse(page, args=[episode.code]))
    assert answer.status_code == 200
    assert "Budi" not in answer.content.decode()


def test_reading_is_recorded(client, people, episode):
    sign_in(client, people["there"]).get(episode.get_absolute_url())
    with scope(people["there"]):
        assert Entry.objects.filter(verb="aftercare.read", actor_id=people["there"].user_id).count() == 1


def test_a_visit_through_the_form(client, people, episode):
    url = reverse("visit_new", args=[episode.code])
    browser = sign_in(client, people["there"])
    with scope(people["there"]):
        first = PlannedVisit.objects.visible_to(people["there"]).filter(episode=episode).open()[0]
    data = {
        "outcome": "met", "condition": "better", "next_step": "by_schedule", "happened_on": "12-11-2026",
        "method": "home_visit", "met": ["child", "mother"], "planned": str(first.pk), "area_schooling": "critical",
    }  # fmt: skip
    assert browser.post(url, data).status_code == 302
    page = browser.get(episode.get_absolute_url()).content.decode()
    assert "kebutuhan=schooling" in page
    with scope(people["there"]):
        assert Visit.objects.visible_to(people["there"]).get().met == ["child", "mother"]


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"outcome": "x"},
        {"happened_on": "12-11-26"},
        {"happened_on": "2026-11-13"},
        {"planned": "nonsense"},
        {"area_work": "x"},
        {"next_step": "sooner"},
    ],
)
def test_bad_input_is_said_and_nothing_is_written(client, people, episode, bad):
    good = {
        "outcome": "met",
        "condition": "better",
        "next_step": "by_schedule",
        "happened_on": "12-11-2026",
        "method": "call",
    }
    data = {**good, **bad} if bad else {}
    answer = sign_in(client, people["there"]).post(reverse("visit_new", args=[episode.code]), data)
    assert answer.status_code == 422
    with scope(people["there"]):
        assert Visit.objects.visible_to(people["there"]).count() == 0


def test_the_end_of_service_through_the_form(client, people):
    case = make.case_in_service(people["worker"])
    url, browser = reverse("service_end", args=[case.code]), sign_in(client, people["worker"])
    assert browser.get(url).status_code == 200
    data = {
        "reason": "reunified", "handed_to": "parents", "handed_on": "12-11-2026", "region": "13.71", "follow_up": "visits",
        "owner_agency": str(people["padang"].pk), "worker": str(people["there"].user_id), "visit_months": ["1", "3"],
    }  # fmt: skip
    loaded = browser.post(url, {**data, "worker": "", "worker_muat": "1"})
    assert loaded.status_code == 200 and f'value="{people["there"].user_id}"' in loaded.content.decode()
    assert browser.post(url, {**data, "visit_months": ["3"]}).status_code == 422
    assert browser.post(url, data).status_code == 302
    with scope(people["there"]):
        made = Episode.objects.visible_to(people["there"]).get()
        assert made.worker_id == people["there"].user_id
        assert PlannedVisit.objects.visible_to(people["there"]).count() == 2


def test_after_the_end_one_line_is_left(client, people, episode):
    browser = sign_in(client, people["boss"])
    with scope(people["boss"]):
        keys = [one.pk for one in PlannedVisit.objects.visible_to(people["boss"]).filter(episode=episode)]
    refused = browser.post(reverse("episode_end", args=[episode.code]), {"result": "handed_on"})
    assert refused.status_code == 422
    data = {"result": "handed_on", **{f"cancel_{key}": "handed_on" for key in keys}}
    answer = browser.post(reverse("episode_end", args=[episode.code]), data)
    assert answer.status_code == 302
    assert episode.code in browser.get(answer.url).content.decode()
    page = browser.get(episode.get_absolute_url()).content.decode()
    assert "Pascalayanan selesai" in page and "B.S." not in page
    assert browser.get(reverse("visit_new", args=[episode.code])).status_code == 404


@pytest.mark.parametrize("tab", ["terlambat", "hari-ini", "berikutnya", "menunggu", "selesai", "x"])
def test_every_tab_opens(client, people, episode, tab):
    answer = sign_in(client, people["boss"]).get(reverse("aftercare_list"), {"tab": tab})
    assert answer.status_code == 200
    assert (episode.code in answer.content.decode()) == (tab == "berikutnya")


def test_the_late_tab_is_the_obligations_overdue(client, people, episode, monkeypatch):
    monkeypatch.setattr(clock, "real_now", lambda: datetime(2026, 12, 20, tzinfo=UTC))
    text = sign_in(client, people["boss"]).get(reverse("aftercare_list"), {"tab": "terlambat"}).content.decode()
    assert episode.code in text and "Terlambat" in text


def queries(browser, url):
    with CaptureQueriesContext(connection) as found:
        assert browser.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("tab", ["berikutnya", "menunggu"])
def test_the_list_costs_the_same_at_5_and_50(client, people, tab):
    browser, counts = sign_in(client, people["boss"]), []
    for target in (5, 50):
        for _number in range(target if target == 5 else 45):
            worker = people["there"].user_id if tab == "berikutnya" else None
            make.episode(people["worker"], people["padang"].pk, worker=worker, months=(1,))
        browser.get(reverse("aftercare_list"))
        counts.append(queries(browser, f"{reverse('aftercare_list')}?tab={tab}"))
    assert counts[0] == counts[1]


def test_the_episode_costs_the_same_with_5_and_50_visits(client, people, episode):
    browser, counts = sign_in(client, people["there"]), []
    for number in (5, 45):
        with scope(people["there"]):
            for _one in range(number):
                answers = {"outcome": "met", "condition": "same", "next_step": "by_schedule", "areas": {"work": "good"}}
                record_visit(by=people["there"], now=NOW, episode=episode, answers=answers)
        browser.get(episode.get_absolute_url())
        counts.append(queries(browser, episode.get_absolute_url()))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("reason", "said"), [("died", "visits"), ("not_found", "none"), ("refused", "none"), ("absconded", "none")])  # fmt: skip
def test_where_nobody_is_left_to_visit_no_schedule_is_asked(client, people, reason, said):
    case = make.case_in_service(people["worker"])
    data = {"reason": reason, "handed_to": "nobody", "follow_up": said}
    answer = sign_in(client, people["worker"]).post(reverse("service_end", args=[case.code]), data)
    assert answer.status_code == 302
    with scope(people["head"]):
        assert not Episode.objects.visible_to(people["head"]).exists()
        told = Notice.objects.visible_to(people["head"]).filter(kind="aftercare.none").values_list("about", flat=True)
        assert list(told) == [case.code]
        close_case(by=people["head"], now=NOW, case=case, reason="died" if reason == "died" else "lost")


def test_a_child_who_goes_home_is_not_left_without_visits(client, people):
    case = make.case_in_service(people["worker"])
    data = {"reason": "reunified", "handed_to": "parents", "handed_on": "12-11-2026", "follow_up": "none"}
    answer = sign_in(client, people["worker"]).post(reverse("service_end", args=[case.code]), data)
    assert answer.status_code == 422 and "pilih jadwal pascalayanan" in answer.content.decode()


def test_nobody_is_asked_how_a_child_is_who_died(client, people, episode):
    url = reverse("visit_new", args=[episode.code])
    data = {"outcome": "died", "happened_on": "12-11-2026", "method": "call"}
    assert sign_in(client, people["there"]).post(url, data).status_code == 302
    page = sign_in(client, people["boss"]).get(reverse("episode_end", args=[episode.code])).content.decode()
    chosen = [tag for tag in page.split("<input") if "checked" in tag.split(">")[0] and 'name="result"' in tag]
    assert len(chosen) == 1 and 'value="died"' in chosen[0]


def test_only_the_case_owners_supervisor_is_shown_the_form_that_reopens_the_case(client, people, episode):
    url = reverse("episode_relapse", args=[episode.code])
    page = sign_in(client, people["boss"]).get(url)
    assert page.status_code == 409 and "<textarea" not in page.content.decode()
    assert "Hanya supervisor instansi pemilik kasus yang dapat membuka kembali kasus." in page.content.decode()
    assert sign_in(client, people["head"]).get(url).status_code == 200
