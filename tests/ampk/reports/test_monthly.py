"""The month against a count by hand; exact for those with case rights, protected for everybody else."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from agencies.people.roles import Role
from ampk.reports import selectors
from ampk.reports.periods import Month
from core.kernel.scope import scope
from tests.ampk.stage import NOW, Team, case, set_case, someone
from tests.factories import agreements, referrals

pytestmark = pytest.mark.django_db

OCTOBER = Month(2026, 10)
FIRST = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)  # 1 October 00.00 WIB
LAST = datetime(2026, 10, 31, 16, 59, tzinfo=UTC)  # 31 October 23.59 WIB


@pytest.fixture
def october(team):
    """Four cases of October, one before and one after, counted by hand below."""
    team.made = [
        case(team.boss, now=FIRST, category="violence", sex="L", born_on=date(2014, 10, 1)),  # 12 that very day
        case(
            team.boss, now=LAST, category="violence", sex="P", born_on=date(2014, 10, 2 + 30 - 1)
        ),  # still 11... 12 on 31st
        case(team.boss, now=FIRST, category="exploitation", sex="P", born_on=date(2009, 1, 1)),  # 17
        case(team.boss, now=FIRST, category="disability", sex="P", born_on=None, age=4),  # an estimate
    ]
    case(team.boss, now=datetime(2026, 9, 30, 16, 59, tzinfo=UTC), category="violence")
    case(team.boss, now=datetime(2026, 10, 31, 17, 0, tzinfo=UTC), category="violence")
    set_case(
        team.made[2],
        stage="aftercare",
        stage_since=LAST,
        service_ended_at=LAST,
        end_reason="goals_met",
        approach="family",
    )
    return team


def _table(report, slug: str) -> dict:
    table = next(one for one in report.breakdowns if one.slug == slug)
    return {line.code: line.count for line in table.lines if line.count != 0} | {"total": table.total}


def test_the_month_by_hand(october):
    with scope(october.boss):
        report = selectors.monthly(october.boss, month=OCTOBER, now=NOW)
    assert _table(report, "kategori") == {"violence": 2, "exploitation": 1, "disability": 1, "total": 4}
    assert _table(report, "jenis-kelamin") == {"L": 1, "P": 3, "total": 4}
    assert _table(report, "usia") == {"12-15": 2, "16-17": 1, "0-5": 1, "total": 4}
    assert _table(report, "pendekatan") == {"family": 1, "-": 3, "total": 4}
    assert _table(report, "akhir-layanan") == {"goals_met": 1, "total": 1}
    # Five stood open at the end of October: the four and the one of September.
    assert _table(report, "tahap") == {"access": 4, "aftercare": 1, "total": 5}


def test_a_stage_at_month_end_is_the_stage_of_then(october):
    # It moved in November; the record says where it came to, October keeps "akses".
    set_case(october.made[0], stage="agreement", stage_since=NOW)
    with scope(october.boss):
        report = selectors.monthly(october.boss, month=OCTOBER, now=NOW)
    assert _table(report, "tahap")["access"] == 4


def test_every_number_is_the_list_it_opens(october):
    with scope(october.boss):
        report = selectors.monthly(october.boss, month=OCTOBER, now=NOW)
        for table in report.breakdowns:
            for line in table.lines if table.drills else ():
                asked = {"slug": table.slug, "code": line.code, "month": OCTOBER, "now": NOW}
                count = selectors.counted_cases if table.counts_cases else selectors.counted_rows
                assert count(october.boss, **asked).count() == line.count, (table.slug, line.code)
        assert all(table.drills for table in report.breakdowns)


def test_the_list_behind_every_other_number_opens_with_its_words(browse):
    pair = referrals.Pair()
    for state in ("declined", "reported"):
        pair.in_state(state)
    agreements.in_force(someone(Role.HEAD, pair.balai), pair.office)
    client = browse(pair.supervisor)
    month = {"bulan": "2026-11"}
    text = client.get(reverse("report"), month).content.decode()
    found = re.findall(r'href="(/laporan/daftar/[^"]+)">([0-9]+)</a>', text)
    assert {one.split("/")[3] for one, _n in found} == {
        "rujukan-dikirim", "rujukan-dijawab", "hasil-rujukan", "kesepakatan"
    }  # fmt: skip
    for address, number in found:
        response = client.get(address.replace("&amp;", "&"))
        assert len(response.context["rows"]) == response.context["count"] == int(number), address
        assert response.context["part"] in response.content.decode()
    unknown = client.get(reverse("report_rows", args=["kesepakatan"]), month | {"nilai": "lain"})
    assert unknown.context["count"] == 0 and "Kembali ke laporan" in unknown.content.decode()
    assert client.get(reverse("report_rows", args=["lain"])).status_code == 404


def test_the_list_behind_a_number_opens(october, browse):
    address = reverse("report_cases", args=["kategori"])
    response = browse(october.boss).get(address, {"bulan": "2026-10", "nilai": "violence"})
    assert len(response.context["rows"]) == response.context["count"] == 2


def test_an_analyst_sees_no_small_number_and_no_list(october, browse):
    client = browse(someone(Role.ANALYST, october.office))
    for reach in ("instansi", "nasional"):
        report = client.get(reverse("report"), {"bulan": "2026-10", "lingkup": reach}).context["report"]
        assert not any(
            line.count and line.count < report.k
            for table in report.breakdowns
            for line in table.lines
            if table.slug != "kesepakatan"
        )
        assert not any(table.drills for table in report.breakdowns)
    assert client.get(reverse("report_cases", args=["kategori"])).status_code == 403


def test_the_nation_holds_every_office(october):
    other = Team()
    for _ in range(12):
        case(other.boss, now=FIRST, category="violence")
    analyst = someone(Role.ANALYST, october.office)
    with scope(analyst):
        report = selectors.monthly(analyst, month=OCTOBER, now=NOW, reach="nasional")
    assert _table(report, "jenis-kelamin")["total"] == 16


def test_a_supervisor_cannot_ask_for_the_nation(october, browse):
    response = browse(october.boss).get(reverse("report"), {"bulan": "2026-10", "lingkup": "nasional"})
    assert response.context["reach"] == "instansi"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ANALYST])
def test_the_file_says_what_the_screen_says(october, browse, role):
    client = browse(october.boss if role == Role.SUPERVISOR else someone(role, october.office))
    query = {"bulan": "2026-10"}
    report = client.get(reverse("report"), query).context["report"]
    body = client.get(reverse("report_download"), query).content
    sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
    numbers = [row[1] for row in sheet if len(row) > 1 and row[1] != ""]
    expected = [cell[1] for cell in report.lines() if len(cell) > 1 and cell[1] != ""]
    assert numbers == expected


def test_a_month_to_come_is_not_there(october, browse):
    assert browse(october.boss).get(reverse("report"), {"bulan": "2027-01"}).context["month"] == OCTOBER
