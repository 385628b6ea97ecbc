"""Every quarter an agency is asked whether its services are still right, and saying so ends the asking."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agencies.directory import services
from agencies.directory.models import ServiceOffer
from agencies.obligations import confirming
from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from core.kernel.scope import scope, system_scope
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 13)  # in Indonesia it is already the next day


def offer(agency, age: int, service: str = "schooling") -> ServiceOffer:
    return ServiceOffer.objects.create(
        agency=agency, service=service, region_id="13.71", confirmed_on=TODAY - timedelta(days=age)
    )


def owed(agency) -> list[Obligation]:
    with system_scope("test"):
        found = Obligation.objects.for_system(reason="test").open().filter(kind="offer.confirm")
        return list(found.filter(holder_agency=agency))


@pytest.mark.parametrize(("age", "asked"), [(76, 0), (77, 1), (120, 1)])
def test_it_is_owed_two_weeks_before_the_quarter_is_over_and_once(age, asked):
    office = people.agency("education_office")
    people.viewer(Role.PARTNER_OFFICER, office)
    row = offer(office, age)
    confirming.ask_for_confirmation(now=NOW)
    confirming.ask_for_confirmation(now=NOW)
    duties = owed(office)
    assert len(duties) == asked
    for duty in duties:
        assert duty.due_at.astimezone(office.zone).date() == row.confirmed_on + timedelta(days=91)
        assert duty.url == office.get_absolute_url()


def test_an_office_without_anybody_to_answer_is_not_asked():
    office = people.agency("education_office")
    people.viewer(Role.AGENCY_ADMIN, office)
    offer(office, 200)
    assert confirming.ask_for_confirmation(now=NOW) == 0
    assert not owed(office)


def test_confirming_the_old_service_settles_it_and_a_fresh_one_alone_does_not():
    office = people.agency("education_office")
    officer = people.viewer(Role.PARTNER_OFFICER, office)
    old, fresh = offer(office, 90), offer(office, 10, "work")
    confirming.ask_for_confirmation(now=NOW)
    with scope(officer):
        services.confirm_offers(by=officer, now=NOW, agency=office, offer=fresh)
    assert len(owed(office)) == 1
    with scope(officer):
        services.confirm_offers(by=officer, now=NOW, agency=office, offer=old)
    assert not owed(office)
    old.refresh_from_db()
    assert old.confirmed_on == TODAY
    confirming.ask_for_confirmation(now=NOW)
    assert not owed(office)


def test_ending_the_old_service_settles_it_too():
    office = people.agency("education_office")
    people.viewer(Role.PARTNER_OFFICER, office)
    admin = people.viewer(Role.AGENCY_ADMIN, office)
    row = offer(office, 90)
    confirming.ask_for_confirmation(now=NOW)
    assert len(owed(office)) == 1
    with scope(admin):
        services.withdraw_offer(by=admin, now=NOW, offer=row)
    assert not owed(office)
