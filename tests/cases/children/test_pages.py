"""The child's page through HTTP: masked, recorded, revealed once, and the same number of queries at any size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.people.models import User
from agencies.people.roles import Role
from cases.children.models import Child
from core.audit.models import Entry
from core.kernel.scope import scope
from tests.factories import children as make

pytestmark = pytest.mark.django_db
NIK = "1471991205140001"


@pytest.fixture
def by():
    return make.viewer()


@pytest.fixture
def browser(client, by):
    client.force_login(User.objects.get(pk=by.user_id))
    return client


@pytest.fixture
def child(by):
    made = make.child(by, nik=NIK, phone="+6281234567890", needs="Bahasa Minang")
    make.person(
        made,
        by,
        relation="father",
        name="Hendra Saputra",
        safe_to_contact="unsafe",
        reason="Mengancam anak",
        phone="+6281200000099",
    )
    return made


def test_the_page_masks_and_warns_and_is_recorded(browser, by, child):
    text = browser.get(child.get_absolute_url()).content.decode()
    for secret in ("Budi", "Santosa", NIK, "+6281234567890", "Hendra", "+6281200000099"):
        assert secret not in text
    assert "B.S." in text and "1471 •••• •••• 0001" in text
    assert "Jangan hubungi ayah" in text and "Mengancam anak" in text and "Bahasa Minang" in text
    assert f"<title>{child.code} –" in text
    with scope(by):
        assert (
            Entry.objects.filter(child_id=child.pk, verb="child.read", is_read=True, actor_id=by.user_id).count() == 1
        )


@pytest.mark.parametrize(("what", "shown"), [("name", "Budi Santosa"), ("nik", NIK), ("phone", "+6281234567890")])
def test_a_fact_is_revealed_once_by_a_recorded_press(browser, by, child, what, shown):
    url = reverse("child_reveal", args=[child.code])
    assert browser.get(url).status_code == 405
    assert shown in browser.post(url, {"what": what}).content.decode()
    assert shown not in browser.get(child.get_absolute_url()).content.decode()
    with scope(by):
        assert Entry.objects.filter(child_id=child.pk, verb="child.revealed", is_read=True).count() == 1


def test_a_persons_phone_is_revealed_alone(browser, by, child):
    with scope(by):
        person = Child.objects.visible_to(by).get().people.all().for_system(reason="test").get()
    text = browser.post(
        reverse("child_reveal", args=[child.code]), {"what": "phone", "person": str(person.pk)}
    ).content.decode()
    assert "+6281200000099" in text and "+6281234567890" not in text
    for bad in ("x", "00000000-0000-0000-0000-000000000000"):
        assert (
            browser.post(reverse("child_reveal", args=[child.code]), {"what": "phone", "person": bad}).status_code
            == 404
        )


def test_who_looked_is_listed(browser, child):
    browser.get(child.get_absolute_url())
    text = browser.get(reverse("child_readers", args=[child.code])).content.decode()
    assert "Rina M." in text and "Membuka profil anak" in text


@pytest.mark.parametrize("name", ["child", "child_edit", "person_new", "child_readers"])
def test_a_foreign_child_is_not_found(client, child, name):
    client.force_login(User.objects.get(pk=make.viewer().user_id))
    assert client.get(reverse(name, args=[child.code])).status_code == 404
    assert client.get(reverse(name, args=["A-00000G"])).status_code == 404


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AGENCY_ADMIN, Role.PRIVACY_OFFICER, Role.PARTNER_OFFICER])
def test_roles_without_case_content_are_refused(client, child, role):
    client.force_login(User.objects.get(pk=make.viewer(role).user_id))
    assert client.get(reverse("child", args=[child.code])).status_code in (403, 404)


def queries(browser, url: str, data=None) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert (browser.post(url, data) if data else browser.get(url)).status_code == 200
    return len(caught)


def test_the_page_costs_the_same_with_5_and_50_people(browser, by):
    few, many = make.child(by), make.child(by)
    for made, number in ((few, 5), (many, 50)):
        for place in range(number):
            make.person(made, by, name=f"Kerabat {place}", relation="relative")
    browser.get(few.get_absolute_url())
    assert queries(browser, few.get_absolute_url()) == queries(browser, many.get_absolute_url())


def test_search_costs_the_same_with_5_and_50_matches(browser, by):
    for _ in range(5):
        make.child(by, full_name="Rahmat Hidayat")
    browser.post(reverse("intake"), {"text": "rahmat"})
    few = queries(browser, reverse("intake"), {"text": "rahmat"})
    for _ in range(45):
        make.child(by, full_name="Rahmat Hidayat")
    assert queries(browser, reverse("intake"), {"text": "rahmat"}) == few


def test_search_answers_without_putting_words_in_an_address(browser, by, child):
    answer = browser.post(reverse("intake"), {"text": "budi santosa"})
    text = answer.content.decode()
    assert answer.status_code == 200 and child.code in text and "nama sama" in text
    assert "budi" not in " ".join(part.split('"')[0] for part in text.split('href="')[1:]).lower()
    assert "budi" not in str(dict(browser.session)).lower()
    assert browser.post(reverse("intake"), {"text": ""}).status_code == 422


def test_an_exact_nik_elsewhere_says_only_that(client, child):
    client.force_login(User.objects.get(pk=make.viewer().user_id))
    text = client.post(reverse("intake"), {"text": "1471 9912 0514 0001"}).content.decode()
    assert "Kemungkinan sudah tercatat di instansi lain" in text
    assert (
        child.code not in text
        and "B.S." not in text
        and "Instansi" not in text.split("hasil")[1].split("Kemungkinan")[0]
    )
