"""Coverage: the table equals a count by hand, each cell opens what it counted, at the same cost for 5 and 50."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.agreements import coverage, services
from agencies.directory.choices import Service
from agencies.directory.models import Region, ServiceOffer
from agencies.people.models import User
from agencies.people.roles import Role
from core.kernel.scope import scope
from tests.factories import agreements as make
from tests.factories.children import NOW, viewer
from tests.factories.people import agency

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def offer(who, service, region):
    ServiceOffer.objects.create(agency=who, service=service, region_id=region, confirmed_on=TODAY)


@pytest.fixture
def network(head):
    """Give a small network with every kind of cell, counted by hand in EXPECTED."""
    padang, datar, wide, closed = agency(), agency(region="13.04"), agency(region="13"), agency(is_active=False)
    offer(padang, "schooling", "13.71")
    offer(padang, "work", "13.71")
    offer(datar, "schooling", "13.04")
    offer(wide, "health", "13")
    offer(wide, "schooling", None)
    offer(closed, "legal_support", "13.71")
    make.in_force(head, padang, services=["schooling"])
    make.draft(head, datar, services=["schooling"])
    row = make.draft(head, wide, services=["health", "aftercare"])
    with scope(head):
        services.add_region(by=head, now=NOW, agreement=row, region=Region.objects.get(pk="13.71"))
        services.sign(by=head, now=NOW, agreement=row, signed_on=TODAY)
    return {"padang": padang, "datar": datar, "wide": wide}


# place, service -> agencies under an agreement in force, agencies without
EXPECTED = {
    ("13.71", "schooling"): ({"padang"}, {"wide"}),
    ("13.71", "work"): (set(), {"padang"}),
    ("13.71", "health"): ({"wide"}, set()),
    ("13.04", "schooling"): (set(), {"datar", "wide"}),
    ("13.04", "health"): (set(), {"wide"}),
    ("14.71", "schooling"): (set(), {"wide"}),
}


def test_the_table_equals_a_count_by_hand(network):
    names = {one.pk: name for name, one in network.items()}
    regions = list(Region.objects.filter(code__in=["13.71", "13.04", "14.71"]))
    for line in coverage.table(regions, TODAY):
        for cell in line.cells:
            agreed, offered = EXPECTED.get((line.region.code, cell.service), (set(), set()))
            found = {names[one] for one in cell.agreed}, {names[one] for one in cell.offered}
            assert found == (agreed, offered), (line.region.code, cell.service)
            assert cell.state == ("agreement" if agreed else "offer" if offered else "nothing")
        here = [key for key in EXPECTED if key[0] == line.region.code]
        assert line.gaps == len(Service.values) - len(here)


def test_every_cell_opens_exactly_what_it_counted(browser, network):
    for (place, service), (agreed, offered) in EXPECTED.items():
        page = browser.get(reverse("coverage_cell", args=[place, service]))
        assert {one.pk for one, _rows in page.context["agreed"]} == {network[name].pk for name in agreed}
        assert {one.pk for one in page.context["offered"]} == {network[name].pk for name in offered}
        words = page.content.decode()
        assert f"Dengan kesepakatan yang berlaku ({len(agreed)})" in words
        assert f"Menawarkan tanpa kesepakatan ({len(offered)})" in words
    for place, service in (("13.71", "nothing"), ("99.99", "work"), ("13", "work")):
        assert browser.get(reverse("coverage_cell", args=[place, service])).status_code == 404


def test_everybody_sees_that_an_agreement_exists_and_only_its_parties_what_it_says(client, network):
    address = reverse("coverage_cell", args=["13.71", "schooling"])
    for someone, reads in ((viewer(Role.WORKER, at=network["padang"]), True), (viewer(Role.WORKER), False)):
        client.force_login(User.objects.get(pk=someone.user_id))
        words = client.get(address).content.decode()
        assert ("Nota Kesepahaman</a>" in words) is reads
        assert ("dibaca oleh para pihaknya saja" in words) is not reads


def test_a_province_shows_all_its_districts_and_every_number_of_the_page_is_a_cell(browser, network):
    words = browser.get(reverse("coverage"), {"prov": "13"})
    assert len(words.context["lines"]) == Region.objects.filter(parent_id="13").count() == 19
    assert {line.region.code for line in browser.get(reverse("coverage")).context["lines"]} == {"13.71", "13.04"}
    unknown = browser.get(reverse("coverage"), {"prov": "99"}).context["lines"]
    assert {line.region.code for line in unknown} == {"13.71", "13.04"}


@pytest.mark.parametrize("page", ["agreements", "coverage", "coverage_cell", "agreement"])
def test_pages_cost_the_same_at_5_and_50(browser, head, page):
    row = make.draft(head, agency())
    make.promise(head, row, row.parties.last().agency)
    with scope(head):
        services.sign(by=head, now=NOW, agreement=row, signed_on=TODAY)
    arguments = {"coverage_cell": ["13.71", "schooling"], "agreement": [row.code]}.get(page, [])
    counts = []
    for number in (5, 45):
        for _one in range(number):
            who = agency()
            offer(who, "schooling", "13.71")
            make.in_force(head, who, type="pks", parent=row)
        browser.get(reverse(page, args=arguments))
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse(page, args=arguments)).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]
