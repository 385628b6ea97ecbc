"""The day's page: what is on it is what the list holds; a number is shown to whom it may be, and on the record."""

import pytest
from django.urls import reverse

from agencies.obligations import selectors as obligations
from ampk.desk import duties
from cases.children import services as children
from core.audit.models import Entry
from core.kernel.scope import scope
from tests.ampk.stage import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(team):
    """A late contact; the mother may be called, the father not, the aunt was not asked."""
    team.made = team.case_of(team.rina, days_ago=20)
    with scope(team.rina):
        for name, relation, safety, phone in (
            ("Siti", "mother", "safe", "+6281200000001"), ("Joko", "father", "unsafe", "+6281200000002"),
            ("Ani", "other", "unasked", "+6281200000003"),
        ):  # fmt: skip
            facts = {"name": name, "relation": relation, "safe_to_contact": safety, "phone": phone, "reason": "x"}
            children.add_person(by=team.rina, now=NOW, child=team.made.child, answers=facts)
    return team


def test_every_part_of_the_day_counts_exactly_its_duties(known):
    known.case_of(known.rina)
    with scope(known.rina):
        held = obligations.held_by(known.rina, now=NOW)
        day = duties.day_of(known.rina, now=NOW)
        for name, part in (
            ("late", held.overdue(NOW)), ("today", held.due_today(NOW)), ("ahead", held.next_days(NOW, 7)),
        ):  # fmt: skip
            assert {row.duty.pk for row in day[name].rows} == set(part.values_list("pk", flat=True)), name
            assert day[name].count == part.count()
        assert day["late"].count and day["ahead"].count


def test_every_number_of_the_day_opens_exactly_its_list(known, browse):
    known.case_of(known.rina)
    client = browse(known.rina)
    day = client.get(reverse("today")).context["day"]
    for slug, name in (("terlambat", "late"), ("hari-ini", "today"), ("minggu", "ahead")):
        page = client.get(reverse("duties"), {"kapan": slug})
        assert {row.duty.pk for row in page.context["rows"]} == {row.duty.pk for row in day[name].rows}, name
        assert page.context["part"] == slug
    everything = client.get(reverse("duties"), {"kapan": "lain"})
    assert everything.context["part"] == "" and len(everything.context["rows"]) > day["late"].count
    assert (
        "Tidak ada tugas dengan tenggat ini." in client.get(reverse("duties"), {"kapan": "hari-ini"}).content.decode()
    )


def test_only_who_is_safe_is_called_and_the_number_is_on_the_record(known, browse):
    client = browse(known.rina)
    address = reverse("phones", args=[known.made.code])
    assert address in client.get("/").content.decode()
    text = client.get(address).content.decode()
    assert text.count("Tampilkan nomor") == 1 and "+62812" not in text and "Jangan hubungi" in text
    with scope(known.rina):
        people = {one.relation: one for one in known.made.child.people.visible_to(known.rina)}
    for relation, code in (("father", 404), ("other", 404), ("mother", 200)):
        page = client.post(address, {"orang": str(people[relation].pk)})
        assert page.status_code == code, relation
    assert 'href="tel:+6281200000001"' in page.content.decode()
    with scope(known.rina):
        assert Entry.objects.filter(verb="child.revealed", child_id=known.made.child_id).count() == 1
    assert client.post(address, {"orang": "bukan"}).status_code == 404


def test_nobody_to_call_is_not_offered(team, browse):
    made = team.case_of(team.rina, days_ago=20)
    client = browse(team.rina)
    assert reverse("phones", args=[made.code]) not in client.get("/").content.decode()
    assert "Belum ada orang yang aman dihubungi" in client.get(reverse("phones", args=[made.code])).content.decode()
