"""Agreements: written, signed, reminded, aged by the clock; never looser than the default."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.agreements import services
from agencies.agreements.choices import AgreementState
from agencies.agreements.models import Agreement
from agencies.agreements.selectors import in_force_between
from agencies.agreements.services import AgreementRefused
from agencies.agreements.states import AGREEMENT
from agencies.obligations import rule_table
from agencies.obligations.models import Obligation
from agencies.people.models import User
from agencies.people.roles import Role
from core.kernel.scope import scope
from core.kernel.states import StepRefused
from tests.factories import agreements as make
from tests.factories.children import NOW, agency, viewer

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def head():
    return viewer(Role.HEAD)


def owed(head):
    with scope(head):
        return list(Obligation.objects.visible_to(head).open().filter(kind="agreement.renewal").order_by("due_at"))


@pytest.mark.parametrize(("days", "reminders"), [(400, 3), (100, 2), (40, 1), (10, 1)])
def test_signing_owes_the_reminders_still_to_come_and_never_none(head, days, reminders):
    make.in_force(head, agency(), days=days)
    assert len(owed(head)) == reminders
    assert {duty.holder_id for duty in owed(head)} <= {None}


def test_asking_about_renewal_settles_the_soonest(head):
    row = make.in_force(head, agency())
    later = [duty.pk for duty in owed(head)[1:]]
    with scope(head):
        assert services.contacted(by=head, now=NOW, agreement=row) == 1
    assert [duty.pk for duty in owed(head)] == later


def test_the_clock_ages_once(head):
    row = make.in_force(head, agency(), days=100)
    for days, state in ((0, "in_force"), (10, "expiring"), (100, "expiring"), (101, "expired")):
        services.age(now=NOW + timedelta(days=days))
        assert services.age(now=NOW + timedelta(days=days)) == 0
        row.refresh_from_db()
        assert row.state == state, days
    assert owed(head) == []


def test_a_promise_is_never_looser_than_the_default(head):
    longest = services.longest_answer(TODAY)
    assert longest
    make.draft(head, agency(), answer_days=longest)
    with pytest.raises(AgreementRefused) as refused:
        make.draft(head, agency(), answer_days=longest + 1)
    assert refused.value.field == "answer_days"


def test_in_force_between_asks_pair_service_and_date(head):
    other = agency()
    row = make.in_force(head, other)
    asked = (head.agency_id, other.pk)
    assert in_force_between(*asked, "schooling", TODAY) == row
    assert in_force_between(*asked[::-1], "schooling", TODAY) == row
    assert in_force_between(*asked, "work", TODAY) is None
    assert in_force_between(head.agency_id, agency().pk, "schooling", TODAY) is None
    assert in_force_between(*asked, "schooling", row.ends_on + timedelta(days=1)) is None


def test_bad_answers_are_refused(head):
    other = agency()
    with pytest.raises(AgreementRefused):
        make.draft(head, other, days=-400)
    with pytest.raises(AgreementRefused):
        make.draft(head, other, parties=[(other, "", ""), (other, "", "")])
    row = make.draft(head, other, services=[])
    with scope(head), pytest.raises(StepRefused) as refused:
        services.sign(by=head, now=NOW, agreement=row)
    assert refused.value.missing


def test_only_the_managing_agency_changes(head):
    row = make.draft(head, agency())
    for someone in (viewer(Role.HEAD), viewer(Role.WORKER)):
        for verb in (services.sign, services.contacted):
            with scope(someone), pytest.raises(AgreementRefused):
                verb(by=someone, now=NOW, agreement=row)


def test_ending_cancels_reminders_and_freezes(head):
    row = make.in_force(head, agency())
    with scope(head):
        services.end(by=head, now=NOW, agreement=row, reason="diganti")
    assert owed(head) == []
    with scope(head), pytest.raises(AgreementRefused):
        services.contacted(by=head, now=NOW, agreement=row)


def test_edited_reminder_days_hold_for_the_next_signing(head):
    rule_table._read.cache_clear()
    with scope(head):
        rule_table.set_value(by=head, now=NOW, code="agreement.renewal_last", value=45, since=TODAY, reason="Rapat")
    row = make.in_force(head, agency())
    assert owed(head)[-1].due_at.date() == row.ends_on - timedelta(days=45)
    rule_table._read.cache_clear()


def test_more_than_two_parties_each_keep_number_and_signatory(client, head):
    """Opening a draft and saving it again loses nobody; one more place always stands ready."""
    others = [agency() for _number in range(3)]
    client.force_login(User.objects.get(pk=head.user_id))
    data = {
        "type": "mou", "title": "Nota", "services": ["schooling"], "starts_on": "01-01-2026", "ends_on": "01-01-2030",
        "own_number": "1/A", "own_signatory": "Kepala A", "other_agency": str(others[0].pk), "other_number": "2/B",
        "agency_3": str(others[1].pk), "number_3": "3/C", "signatory_3": "Kepala C",
        "agency_4": str(others[2].pk), "number_4": "4/D",
    }  # fmt: skip
    lost = client.post(reverse("agreement_new"), {**data, "agency_4": ""})
    assert lost.status_code == 422 and lost.context["form"].errors["agency_4"]
    twice = client.post(reverse("agreement_new"), {**data, "agency_4": str(others[0].pk)})
    assert twice.status_code == 422
    page = client.get(client.post(reverse("agreement_new"), data).url).content.decode()
    for number in ("1/A", "2/B", "3/C, Kepala C", "4/D"):
        assert number in page
    row = Agreement.objects.get()
    form = client.get(reverse("agreement_edit", args=[row.code])).context["form"]
    assert form["number_4"].value() == "4/D" and form["agency_5"].value() is None
    again = {name: form[name].value() for name in form.fields if name != "form_token"}
    again = {name: getattr(value, "pk", value) for name, value in again.items() if value not in (None, "")}
    again |= {"starts_on": "01-01-2026", "ends_on": "01-01-2030", "title": "Nota baru"}
    assert client.post(reverse("agreement_edit", args=[row.code]), again).status_code == 302
    assert sorted(row.parties.values_list("number", flat=True)) == ["1/A", "2/B", "3/C", "4/D"]


@pytest.mark.parametrize("name", [row.name for row in AGREEMENT.steps])
@pytest.mark.parametrize("state", AgreementState.values)
def test_every_step_from_every_state(name, state):
    row = Agreement(state=state)
    if state in AGREEMENT[name].sources:
        assert name in {one.name for one in AGREEMENT.available(row)}
    else:
        with pytest.raises(StepRefused):
            AGREEMENT.check(row, name)
    assert AGREEMENT.terminal() == {"expired", "ended"}


@pytest.mark.parametrize("page", ["agreements", "coverage"])
def test_pages_cost_the_same_at_5_and_50(client, head, page):
    client.force_login(User.objects.get(pk=head.user_id))
    counts = []
    for number in (5, 45):
        for _one in range(number):
            make.in_force(head, agency())
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(page)).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_write_sign_and_end_through_the_pages(client, head):
    other = agency()
    client.force_login(User.objects.get(pk=head.user_id))
    data = {
        "type": "mou", "title": "Nota", "other_agency": str(other.pk), "services": ["schooling"], "answer_days": "2",
        "starts_on": "01-01-2026", "ends_on": "01-01-2030",
    }  # fmt: skip
    assert client.post(reverse("agreement_new"), {**data, "ends_on": "01-01-30"}).status_code == 422
    url = client.post(reverse("agreement_new"), data).url
    row = Agreement.objects.get()
    assert client.get(url).status_code == client.get(reverse("agreement_edit", args=[row.code])).status_code == 200
    assert client.post(reverse("agreement_sign", args=[row.code])).status_code == 302
    assert client.post(reverse("agreement_contacted", args=[row.code])).status_code == 302
    assert client.post(reverse("agreement_end", args=[row.code]), {"reason": "diganti"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "ended"
