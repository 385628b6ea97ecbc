"""The network: the article's agencies, who may change them, and pages whose cost does not grow."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from agencies.directory import panels, selectors, services
from agencies.directory.choices import Service
from agencies.directory.models import Agency, Region, ServiceOffer
from agencies.directory.network import load_network
from agencies.people.roles import Role
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
ON = date(2026, 11, 12)


def offer(agency, service=Service.SCHOOLING, region="13.71", **facts):
    return ServiceOffer.objects.create(agency=agency, service=service, region_id=region, **facts)


def test_the_articles_network_stands_once():
    first = load_network(on=ON)
    assert load_network(on=ON).keys() == first.keys()
    assert {"balai-anak-rumbai", "lpks-lubuk-minturun", "disdik-kota-padang", "disdukcapil-kab-tanah-datar"} <= set(
        first
    )
    assert all(one.phone.startswith("0800-0000-") for one in first.values())
    assert [str(one) for one in selectors.agencies_offering("temporary_shelter", "13.71.11.1002")]


def test_the_social_office_looks_after_lksa_and_lpks():
    network = load_network(on=ON)
    office = Agency.objects.get(slug="dinsos-kota-padang")
    assert Agency.objects.get(slug="lpks-lubuk-minturun").parent == office
    assert network


@pytest.mark.parametrize("region", ["13.71", "13", None])
def test_an_offer_covers_its_place_its_province_or_all(region):
    agency = people.agency("education_office")
    offer(agency, region=region)
    assert agency in selectors.agencies_offering("schooling", "13.71.11.1002")
    assert (agency in selectors.agencies_offering("schooling", "14.71")) is (region is None)


def test_own_people_social_office_and_parent_may_change():
    partner = people.agency("education_office")
    assert services.may_change(people.viewer(Role.AGENCY_ADMIN, partner), partner)
    assert services.may_change(people.viewer(Role.SUPERVISOR, people.agency("social_office")), partner)
    assert not services.may_change(people.viewer(Role.SUPERVISOR, people.agency("social_office", "13.04")), partner)
    assert not services.may_change(people.viewer(Role.WORKER, partner), partner)
    mother = people.viewer(Role.SUPERVISOR, people.agency("balai", "14.71"))
    answers = {"name": "LKSA Baru", "short_name": "LKSA Baru", "kind": "lksa", "region": Region.objects.get(pk="13.04")}
    child = services.add_agency(by=mother, now=NOW, **answers)
    assert services.may_change(mother, child)
    with pytest.raises(services.DirectoryRefused, match="sudah ada"):
        services.add_agency(by=mother, now=NOW, **answers)


def test_only_own_people_say_still_right():
    agency = people.agency("education_office")
    row = offer(agency)
    with pytest.raises(services.DirectoryRefused):
        services.confirm_offers(by=people.viewer(Role.SUPERVISOR), now=NOW, agency=agency)
    assert services.confirm_offers(by=people.viewer(Role.PARTNER_OFFICER, agency), now=NOW, agency=agency) == 1
    row.refresh_from_db()
    assert row.confirmed_on == ON


def test_wrong_ages_are_refused_beside_their_field():
    agency = people.agency()
    with pytest.raises(services.DirectoryRefused) as refused:
        services.set_offer(
            by=people.viewer(Role.SUPERVISOR, agency),
            now=NOW,
            agency=agency,
            service="work",
            region=None,
            min_age=18,
            max_age=15,
        )
    assert refused.value.field == "min_age"


@pytest.mark.parametrize("path", ["agencies", "agency"])
def test_the_pages_cost_the_same_for_5_and_50(path, django_assert_max_num_queries):
    home = people.agency()
    client = people.client_of(people.membership(at=home))
    url = reverse("agencies") if path == "agencies" else home.get_absolute_url()
    client.get(url)  # the first page of a session also notes when it began
    costs = []
    for number in (5, 45):
        for place in range(number):
            offer(people.agency(list(services.AgencyKind)[place % 10]), list(Service)[place % 14])
        with django_assert_max_num_queries(40) as seen:
            assert client.get(url).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1], costs


def test_filters_narrow_and_nonsense_is_no_filter():
    school = people.agency("education_office")
    offer(school)
    far = people.agency("lksa", "14.71")
    client = people.client_of(people.membership(at=school))
    page = client.get(reverse("agencies"), {"kab": "13.71", "layanan": "schooling"}).content.decode()
    assert school.name in page and far.name not in page
    assert far.name in client.get(reverse("agencies"), {"kab": "x'", "jenis": "?", "mulai": "%%%"}).content.decode()


def test_a_name_half_remembered_finds_the_agency():
    school = people.agency("education_office")
    Agency.objects.filter(pk=school.pk).update(name="Dinas Pendidikan Kota Contoh")
    people.agency("lksa", "14.71")
    assert list(selectors.agencies(name="contoh PENDIDIKAN")) == [school]
    assert not selectors.agencies(name="contoh pesantren")


def test_one_service_is_confirmed_by_its_own_button_and_says_whom_it_takes():
    office = people.agency("lpks")
    old = date(2026, 1, 2)
    girls = offer(office, "temporary_shelter", sex="P", contact_desk="Meja titipan", confirmed_on=old)
    other = offer(office, "rehabilitation", confirmed_on=old)
    client = people.client_of(people.membership(Role.PARTNER_OFFICER, office))
    page = client.get(office.get_absolute_url()).content.decode()
    assert "Anak perempuan saja" in page and "Meja titipan" in page and "hari lalu" in page
    client.post(reverse("offer_confirm", args=[office.slug, girls.pk]))
    girls.refresh_from_db(), other.refresh_from_db()
    assert girls.confirmed_on > old and other.confirmed_on == old
    elsewhere = people.client_of(people.membership(Role.PARTNER_OFFICER, people.agency("school")))
    assert elsewhere.post(reverse("offer_confirm", args=[office.slug, girls.pk])).status_code == 409


def test_load_choices_keeps_the_form_and_the_next_post_saves():
    home = people.agency()
    client = people.client_of(people.membership(Role.SUPERVISOR, home))
    typed = {"name": "Rumah Aman", "short_name": "Rumah Aman", "kind": "lksa", "region_1": "13"}
    page = client.post(reverse("agency_new"), {**typed, "region_muat": "1"})
    assert page.status_code == 200 and b"Rumah Aman" in page.content and b'value="13.04"' in page.content
    assert b"error-summary" not in page.content
    assert client.post(reverse("agency_new"), typed).status_code == 422
    of_province = client.post(reverse("agency_new"), {**typed, "name": "Dinas Provinsi", "of_province": "on"})
    assert Agency.objects.get(name="Dinas Provinsi").region_id == "13" and of_province.status_code == 302
    assert client.post(reverse("agency_new"), {**typed, "region_2": "13.04"}).status_code == 302
    assert Agency.objects.get(name="Rumah Aman").region_id == "13.04"


def test_who_may_open_the_forms():
    home = people.agency()
    worker = people.client_of(people.membership(at=home))
    assert worker.get(reverse("agency_edit", args=[home.slug])).status_code == 403
    assert worker.post(reverse("offers_confirm", args=[home.slug])).status_code == 302
    stranger = people.client_of(people.membership(Role.SUPERVISOR, people.agency("balai", "14.71")))
    answers = {"name": "Diganti", "short_name": "x"}
    assert stranger.post(reverse("agency_edit", args=[home.slug]), answers).status_code == 403
    home.refresh_from_db()
    assert home.name != "Diganti"


def test_a_service_is_set_once_and_can_be_ended():
    home = people.agency()
    client = people.client_of(people.membership(Role.SUPERVISOR, home))
    posted = {"service": "work", "region_1": "13", "region_2": "13.71", "min_age": "15", "max_age": "18"}
    for capacity in ("", "5"):
        assert client.post(reverse("offer_new", args=[home.slug]), {**posted, "capacity": capacity}).status_code == 302
    row = home.offers.get()
    assert (row.capacity, row.min_age) == (5, 15)
    assert client.post(reverse("offer_end", args=[home.slug, row.pk])).status_code == 302
    assert not home.offers.filter(is_active=True).exists()


def test_other_rooms_add_panels(monkeypatch):
    monkeypatch.setattr(panels, "_PANELS", {"main": [], "side": []})
    panels.register(lambda **where: ("components/tag.html", {"label": "x"}))
    panels.register(lambda **where: None, place=panels.SIDE)
    where = {"agency": None, "viewer": None, "now": NOW}
    assert panels.panels_for(**where) == [("components/tag.html", {"label": "x"})]
    assert panels.panels_for(**where, place=panels.SIDE) == []


def test_the_region_search_answers_members_only(client):
    url = reverse("region_search")
    assert client.get(url, {"nama": "region"}).status_code == 302
    member = people.client_of(people.membership())
    assert b"Lubuk Minturun" in member.get(url, {"nama": "region", "region_q": "lubuk mint"}).content
    assert member.get(url, {"nama": "<x>"}).status_code == 404
    assert member.get(url, {"nama": "region", "tingkat": "9"}).status_code == 404
