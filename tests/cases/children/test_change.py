"""Changing a child: nobody's words are lost, and no input breaks the page or half-writes a row."""

import pytest
from django.urls import reverse

from agencies.people.models import User
from cases.children import services
from cases.children.models import Child, ImportantPerson
from core.kernel.scope import scope
from tests.factories import children as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make.viewer()


@pytest.fixture
def child(by):
    return make.child(by, nik="1471991205140001", phone="+6281234567890")


@pytest.fixture
def browser(client, by):
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def row(by, child) -> Child:
    with scope(by):
        return Child.objects.visible_to(by).get(pk=child.pk)


def answers(**more) -> dict:
    return {
        "full_name": "Budi Santosa",
        "sex": "L",
        "born_on_0": "12",
        "born_on_1": "5",
        "born_on_2": "2014",
        "version": "1",
        **more,
    }


def test_a_change_keeps_secrets_that_were_left_empty(browser, by, child):
    assert (
        browser.post(reverse("child_edit", args=[child.code]), answers(mother_name="Siti", nik_known="yes")).status_code
        == 302
    )
    saved = row(by, child)
    assert (saved.mother_name, saved.version, saved.nik, saved.phone) == (
        "Siti",
        2,
        "1471991205140001",
        "+6281234567890",
    )
    assert (
        browser.post(
            reverse("child_edit", args=[child.code]), answers(nik="-", phone="0813 1111 2222", version="2")
        ).status_code
        == 302
    )
    saved = row(by, child)
    assert (saved.nik, saved.nik_index, saved.phone) == ("", "", "+6281311112222")


def test_the_second_editor_sees_both_and_loses_nothing(browser, by, child):
    with scope(by):
        services.change(by=by, now=make.NOW, child=child, version=1, answers={"school": "SDN 1 Padang"})
    url = reverse("child_school", args=[child.code])
    answer = browser.post(url, {"school": "SDN 2 Padang", "version": "1"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "SDN 1 Padang" in text and "SDN 2 Padang" in text
    assert 'name="version" value="2"' in text
    assert row(by, child).school == "SDN 1 Padang"
    assert browser.post(url, {"school": "SDN 2 Padang", "version": "2"}).status_code == 302
    assert row(by, child).school == "SDN 2 Padang"


def test_an_unsafe_person_needs_a_reason(browser, by, child):
    url = reverse("person_new", args=[child.code])
    facts = {"name": "Hendra", "relation": "father", "safe_to_contact": "unsafe", "phone": "0812-3456-7890"}
    assert "Tulis alasan" in browser.post(url, facts).content.decode()
    assert browser.post(url, {**facts, "reason": "Mengancam"}).status_code == 302
    with scope(by):
        person = ImportantPerson.objects.visible_to(by).get()
        assert (person.phone, person.is_unsafe) == ("+6281234567890", True)
    edit = reverse("person_edit", args=[child.code, person.pk])
    assert browser.get(edit).status_code == 200
    assert browser.post(edit, {**facts, "phone": "", "reason": "Masih", "version": "1"}).status_code == 302
    assert browser.post(edit, {**facts, "reason": "Terlambat", "version": "1"}).status_code == 422
    with scope(by):
        assert ImportantPerson.objects.visible_to(by).get().phone == "+6281234567890"


BAD = [
    "\x00",
    "‮gnatib",
    "x" * 1_000_000,
    "😀" * 300,
    "<script>alert(1)</script>",
    "{{7*7}}",
    "1e999999",
    "-1",
    "\ud800".encode("utf-8", "replace").decode(),
]


@pytest.mark.parametrize(
    "field",
    ["full_name", "nik", "age", "born_on_0", "born_on_2", "sex", "version", "phone", "religion", "mother_name"],
)
@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_bad_input_is_refused_or_kept_harmless(browser, by, child, field, bad):
    answer = browser.post(reverse("child_edit", args=[child.code]), answers(**{field: bad}))
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert row(by, child).version == 1
    page = browser.get(child.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "‮" not in page


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", "2", "2014"), ("12", "5", "14"), ("12", "5", "2999"), ("12", "5", "2090"), ("1", "1", "1900")],
)
def test_impossible_dates_are_explained(browser, by, child, day, month, year):
    answer = browser.post(
        reverse("child_edit", args=[child.code]), answers(born_on_0=day, born_on_1=month, born_on_2=year)
    )
    assert answer.status_code == 422 and "error-summary" in answer.content.decode()
    assert row(by, child).version == 1


def test_a_paper_that_arrived_is_noted_once(by, child):
    with scope(by):
        for _ in range(2):
            services.set_paper(by=by, now=make.NOW, child_id=child.pk, paper="birth_certificate", status="held")
    saved = row(by, child)
    assert (saved.paper_birth_certificate, saved.version) == ("held", 2)
    reader = make.viewer("intake_operator")
    with scope(reader), pytest.raises(services.ChildRefused):
        services.set_paper(by=reader, now=make.NOW, child_id=child.pk, paper="birth_certificate", status="none")
