"""Promise against fact: every number equals its list, mistakes do not count, no child stands on the sheet."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.kernel import clock
from core.kernel.scope import scope
from referrals import scoreboard
from referrals.choices import State
from referrals.scoreboard import ASKED, MEASURES, RECEIVED
from referrals.services import silence
from tests.factories import people
from tests.factories.people import client_of
from tests.factories.referrals import CANARIES, NOW, Pair

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + 40 * DAY  # Sunday 20 December


def score(viewer, *, direction: str = ASKED, period: str = "12", now: datetime = LATER):
    with scope(viewer):
        found = scoreboard.scores(viewer, direction=direction, period=period, now=now)
    assert len(found) <= 1
    return found[0] if found else None


@pytest.fixture
def told(pair) -> Pair:
    """One of each fate: in time, late, refused, silent, asked first, confirmed, withdrawn unanswered, entered in error."""
    pair.do(pair.officer, "accept", pair.sent(), now=NOW + DAY)
    pair.do(pair.officer, "accept", pair.sent(), now=NOW + 14 * DAY)
    pair.do(pair.officer, "decline", pair.sent(), now=NOW + DAY, reason="full")
    pair.sent()
    asked = pair.do(pair.officer, "ask", pair.sent(), now=NOW + DAY, body="Kelas berapa?")
    asked = pair.do(pair.worker, "answer", asked, now=NOW + 14 * DAY, body="Kelas lima")
    pair.do(pair.officer, "accept", asked, now=NOW + 16 * DAY)
    pair.in_state(State.CLOSED)
    pair.in_state(State.WITHDRAWN)
    pair.do(pair.worker, "mark_mistake", pair.sent())
    pair.draft()
    return pair


def test_numbers_of_a_pair(told):
    one = score(told.supervisor)
    expected = {
        "terkirim": 7, "dijawab": 5, "tepat": 4, "lewat": 2, "diterima": 4, "ditolak": 1, "ditolak-full": 1,
        "disahkan": 1, "hasil-delivered": 1, "berjalan": 3,
    }  # fmt: skip
    assert {slug: count for slug, count in one.counts.items() if count} == expected
    assert one.agency == told.office and one.kept == "4 dari 6"
    assert one.median_hours == 24 and one.hours == "24 jam"


def test_both_sides_count_the_same(told):
    boss = people.viewer("supervisor", told.office)
    theirs, ours = score(boss, direction=RECEIVED), score(told.supervisor)
    assert theirs.counts == ours.counts and theirs.agency == told.balai
    assert score(boss) is None and score(told.supervisor, direction=RECEIVED) is None


@pytest.mark.parametrize(
    ("verb", "answers"),
    [
        ("conclude", lambda pair: {}), ("renew", lambda pair: {}),
        ("reroute", lambda pair: {"to_agency": people.agency(pair.office.kind, "13.71")}),
    ],
)  # fmt: skip
def test_silence_that_lapsed_stays_a_broken_promise(pair, verb, answers):
    found = pair.sent()
    assert score(pair.supervisor, now=NOW).counts["lewat"] == 0
    silence.lapse_silent(now=LATER)
    assert pair.fresh(found).status == State.LAPSED
    assert score(pair.supervisor).counts["lewat"] == 1 and score(pair.supervisor).kept == "0 dari 1"
    pair.do(pair.worker, verb, pair.fresh(found), now=LATER, **answers(pair))
    assert score(pair.supervisor).counts["lewat"] == 1, "whatever the sender does afterwards"


def test_a_question_that_the_sender_never_answered_breaks_no_promise(pair):
    asked = pair.do(pair.officer, "ask", pair.sent(), body="Kelas berapa?")
    pair.do(pair.worker, "withdraw", asked, now=LATER, reason="moved")
    assert score(pair.supervisor).counts["lewat"] == 0


def test_a_period_counts_what_was_sent_in_it(pair):
    pair.sent()
    assert score(pair.supervisor, period="3", now=NOW + 80 * DAY).counts["terkirim"] == 1
    assert score(pair.supervisor, period="3", now=NOW + 120 * DAY) is None
    assert score(pair.supervisor, period="semua", now=NOW + 900 * DAY).counts["terkirim"] == 1


@pytest.mark.parametrize("direction", [ASKED, RECEIVED])
def test_every_number_opens_exactly_its_list(told, direction, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)
    row = told.supervisor_row if direction == ASKED else people.membership("supervisor", told.office)
    other = told.office if direction == ASKED else told.balai
    browser = client_of(row)
    sheet = browser.get(reverse("scoreboard_pair", args=[other.slug]))
    (one,) = [found for way, _label, found in sheet.context["sides"] if way == direction]
    for measure in MEASURES.values():
        address = reverse("scoreboard_list", args=[other.slug, measure.slug])
        page = browser.get(address, {"arah": direction})
        assert page.context["count"] == len(page.context["rows"]) == one.counts[measure.slug], measure.slug
        if one.counts[measure.slug]:
            assert f"{address}?arah={direction}" in sheet.content.decode()


def test_the_sheet_holds_numbers_and_no_child(told, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)
    browser = client_of(told.supervisor_row)
    for address in (reverse("scoreboard"), reverse("scoreboard_pair", args=[told.office.slug])):
        text = browser.get(address).content.decode()
        assert not [word for word in CANARIES.values() if word in text]
        assert "/kasus/K-" not in text and "/rujukan/R-" not in text
        assert "4 dari 6" in text
    assert "Lembar rapat koordinasi" in text and "Belum ada kesepakatan" in text


def test_who_may_compare(told):
    address = reverse("scoreboard_pair", args=[told.office.slug])
    assert client_of(told.worker_row).get(address).status_code == 403
    assert client_of(told.officer_row).get(reverse("scoreboard")).status_code == 403
    assert client_of(told.supervisor_row).get(reverse("scoreboard_pair", args=[told.balai.slug])).status_code == 404
    assert (
        client_of(told.supervisor_row).get(reverse("scoreboard_list", args=[told.office.slug, "x"])).status_code == 404
    )
    stranger = client_of(people.membership("supervisor"))
    assert stranger.get(address).context["sides"][0][2] is None, "another office counts its own rows only"


def test_the_table_costs_the_same_for_many_partners(pair):
    browser = client_of(pair.supervisor_row)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(reverse("scoreboard")).status_code == 200
        return len(caught)

    pair.sent()
    cost()
    few = cost()
    for _number in range(4):
        pair.office = people.agency(pair.office.kind, "13.71")
        pair.sent()
    assert cost() == few
