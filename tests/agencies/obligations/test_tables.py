"""The rule table and the holiday table: who edits them, by form and by CSV, all or nothing."""

from datetime import date

import pytest
from django.urls import reverse

from agencies.obligations import calendar_table, rule_table, rulebook
from agencies.obligations.models import Holiday, RuleValue
from agencies.people.permissions import P
from agencies.people.roles import Role
from core.kernel import calendar, clock
from core.kernel.refusals import Refused
from tests.factories import people

pytestmark = pytest.mark.django_db
RULE = "escalation.head"


@pytest.fixture(autouse=True)
def _fresh_tables():
    """Nothing another test's rolled-back rows left in the process's memory."""
    for table in (rule_table, calendar_table):
        table._read.cache_clear()
    yield
    for table in (rule_table, calendar_table):
        table._read.cache_clear()


@pytest.fixture
def head():
    return people.membership(Role.HEAD)


def in_force(code: str = RULE) -> int:
    return next(rule.value for rule in rulebook.in_force(clock.today()) if rule.code == code)


def test_every_unverified_number_says_so(head):
    page = people.client_of(head).get(reverse("rules")).content.decode().lower()
    for rule in rulebook.in_force(clock.today()):
        assert rule.verified or rule.cite
    unverified = [rule for rule in rulebook.in_force(clock.today()) if not rule.verified]
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert unverified and table.count("perlu konfirmasi") == len(unverified)


def test_the_present_table_can_be_changed_and_sent_back(head):
    client = people.client_of(head)
    text = client.get(reverse("rule_import")).context["form"]["text"].value()
    lines = text.splitlines()
    assert lines[0] == "kode,angka,berlaku sejak,alasan" and any(line.startswith(f"{RULE},5,") for line in lines)
    changed = [f"{line}Rapat 12" if line.startswith(RULE) else line for line in lines]
    changed = [line.replace(f"{RULE},5,", f"{RULE},7,") for line in changed]
    answer = client.post(reverse("rule_import"), {"text": "\n".join(changed)})
    assert answer.status_code == 302, answer.context["form"].errors
    assert in_force() == 7
    assert RuleValue.objects.get().reason == "Rapat 12"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("tidak.ada,3,,Rapat", "tidak ada aturan"),
        (f"{RULE},tiga,,Rapat", "tulis kode,angka"),
        (f"{RULE},0,,Rapat", "antara 1 dan 400"),
        (f"{RULE},7,,", "tulis alasan"),
        (f"{RULE},7,1/1/2020,Rapat", "paling cepat hari ini"),
        (f"{RULE},7,1/1/20,Rapat", "Baris 2"),
    ],
)
def test_one_wrong_line_changes_nothing_and_is_named(head, line, says):
    text = f"reminder.before,3,,Rapat\n{line}"
    answer = people.client_of(head).post(reverse("rule_import"), {"text": text})
    assert answer.status_code == 422
    [sentence] = answer.context["form"].errors["text"]
    assert sentence.startswith("Baris 2") and says in sentence
    assert not RuleValue.objects.exists()


def test_a_limit_of_the_law_is_not_edited_here(head):
    law = [rule for rule in rulebook.in_force(clock.today()) if rule.verified and rule.clock == "law"]
    for rule in law:
        with pytest.raises(rule_table.RuleRefused, match="hukum"):
            rule_table.set_value(
                by=people.viewer(Role.HEAD), now=clock.now(), code=rule.code, value=9, since=clock.today(), reason="x"
            )


def test_holidays_of_a_year_come_in_as_csv_and_move_the_promise(head):
    client = people.client_of(head)
    text = "tanggal,nama,jenis\n12-11-2099,Hari Contoh,cuti bersama\n25 Desember 2099,Tetap masuk,kerja\n"
    assert client.post(reverse("holiday_import"), {"text": text}).status_code == 302
    office = calendar.current()
    assert not office.is_working(date(2099, 11, 12)) and office.is_working(date(2099, 12, 25))
    assert office.add_working_days(date(2099, 11, 11), 1) == date(2099, 11, 13)
    assert "12-11-2099,Hari Contoh,cuti bersama" in calendar_table.as_text(2099)
    again = client.post(reverse("holiday_import"), {"text": calendar_table.as_text(2099)})
    assert again.status_code == 302


def test_one_wrong_day_takes_none(head):
    answer = people.client_of(head).post(
        reverse("holiday_import"), {"text": "12-11-2099,Hari Contoh,libur\n31-02-2099,Tak ada,libur"}
    )
    assert answer.status_code == 422 and "Baris 2" in str(answer.context["form"].errors)
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(
    ("kind", "may"), [("balai", True), ("social_office", True), ("school", False), ("lksa", False)]
)
def test_only_balai_and_social_offices_keep_the_tables(kind, may):
    admin = people.membership(Role.AGENCY_ADMIN, people.agency(kind))
    client = people.client_of(admin)
    for name in ("rule_import", "holiday_import", "holiday_new"):
        assert client.get(reverse(name)).status_code == (200 if may else 403)
    assert client.get(reverse("rules")).status_code == 200


def test_the_verbs_refuse_as_the_pages_do():
    stranger = people.viewer(Role.WORKER)
    assert not stranger.can(P.RULES_MANAGE)
    with pytest.raises(Refused):
        calendar_table.set_day(by=stranger, now=clock.now(), on=date(2099, 1, 2), name="Hari")
    with pytest.raises(Refused):
        rule_table.import_values(by=stranger, now=clock.now(), text=f"{RULE},7,,Rapat")
