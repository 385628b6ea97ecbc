"""The demonstration has life on every page: every stage, every state, every condition, and not everything late."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agencies.agreements.models import Agreement
from agencies.obligations.models import Obligation
from agencies.people.models import Membership
from agencies.people.roles import Role
from ampk.demo.accounts import ACCOUNTS, COLLEAGUES
from ampk.demo.builder import build
from ampk.demo.promises import AGREEMENTS
from ampk.demo.stories import Story
from cases.aftercare.choices import Outcome, Result, Status
from cases.aftercare.models import Episode, Visit
from cases.casework.choices import Stage, TransferState
from cases.casework.models import Case, Transfer
from cases.children.models import Child
from cases.sharing.models import AccessRequest, AccessRow, Exclusion
from core.kernel.scope import system_scope
from core.notices.models import Notice
from referrals.choices import State
from referrals.models import Referral

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
WHY = "test"


def told(model, *fields) -> Counter:
    return Counter(model.objects.for_system(reason=WHY).values_list(*fields, flat=len(fields) == 1))


def test_every_stage_state_and_condition_is_there():
    assert build(now=NOW, say=lambda line: None, children=44) == 44
    assert build(now=NOW, say=lambda line: None, children=44) == 0, "a second load changes nothing"
    with system_scope(WHY):
        assert set(told(Case, "stage")) == set(Stage.values)
        assert set(told(Referral, "status")) == set(State.values)
        assert set(told(Transfer, "state")) == set(TransferState.values)
        assert {"worker", "agency"} == set(told(Transfer, "kind"))
        assert set(told(Case, "risk")) >= {"high", "medium", "low"}
        after_care_has_every_condition()
        the_backlog_is_believable()
        offices_ask_to_read_and_a_relative_never_may()
        the_network_works_together()
        no_two_children_are_mistaken_for_each_other()
        assert {"draft", "in_force", "expiring", "expired", "renewed"} <= set(told(Agreement, "state"))


def after_care_has_every_condition() -> None:
    assert set(told(Episode, "status")) == set(Status.values)
    assert set(told(Episode, "result")) - {""} == set(Result.values)
    assert {Outcome.MET, Outcome.NOT_MET, Outcome.NOT_FOUND, Outcome.MOVED, Outcome.REFUSED, Outcome.DIED} <= set(
        told(Visit, "outcome")
    )
    late = Obligation.objects.for_system(reason=WHY).filter(kind="aftercare.visit").overdue(NOW)
    assert late.exists()
    climbed = Notice.objects.for_system(reason=WHY).filter(kind__in=["reminder.supervisor", "reminder.head"])
    assert climbed.filter(about__in=late.values("about")).exists(), "a late visit has gone up the ladder"


def offices_ask_to_read_and_a_relative_never_may() -> None:
    assert set(told(AccessRequest, "state")) == {"waiting", "granted", "refused"}
    soon = NOW + timedelta(days=3)
    assert (
        AccessRow.objects.for_system(reason=WHY).standing().filter(basis="request", ends_at__range=(NOW, soon)).exists()
    )
    excluded = Exclusion.objects.for_system(reason=WHY).standing().get()
    assert excluded.person.short_name == "Fadli R."


def the_backlog_is_believable() -> None:
    owed = Obligation.objects.for_system(reason=WHY).open()
    assert 0.05 < owed.overdue(NOW).count() / owed.count() < 0.35


def the_network_works_together() -> None:
    asked = Referral.objects.for_system(reason=WHY).values_list("to_agency__kind", flat=True)
    assert {"education_office", "civil_registry", "lpks", "lksa", "religious_affairs", "youth_sports"} <= set(asked)
    owners = Episode.objects.for_system(reason=WHY).values_list("owner_agency__slug", flat=True)
    assert {"dinsos-kota-padang", "dinsos-kab-tanah-datar", "dinsos-kab-lima-puluh-kota"} <= set(owners)


def no_two_children_are_mistaken_for_each_other() -> None:
    names = list(Child.objects.for_system(reason=WHY).values_list("full_name", flat=True))
    assert len(set(names)) == len(names)
    close = [pair for pair in combinations(names, 2) if SequenceMatcher(None, *pair).ratio() > 0.86]
    assert not close


def test_killed_part_way_it_is_told_to_its_end_at_the_next_start(monkeypatch):
    whole, told_so_far = Story.tell, []

    def tell_seven(story):
        if len(told_so_far) == 7:
            raise KeyboardInterrupt
        told_so_far.append(whole(story))

    monkeypatch.setattr(Story, "tell", tell_seven)
    with pytest.raises(KeyboardInterrupt):
        build(now=NOW, say=lambda line: None, children=12)
    monkeypatch.setattr(Story, "tell", whole)
    later = NOW + timedelta(hours=5)
    assert build(now=later, say=lambda line: None, children=12) == 5
    with system_scope(WHY):
        assert Case.objects.for_system(reason=WHY).count() == 12
        names = list(Child.objects.for_system(reason=WHY).values_list("full_name", flat=True))
        count = Agreement.objects.for_system(reason=WHY).count()
    assert len(names) == len(set(names)) == 12
    assert count == len(AGREEMENTS) + sum(one.renewed is not None for one in AGREEMENTS)
    assert build(now=later, say=lambda line: None, children=12) == 0


def test_each_role_has_an_account_and_the_page_lists_one_each(settings):
    assert {one.role for one in ACCOUNTS} == set(Role.values)
    build(now=NOW, say=lambda line: None, children=0)
    assert Membership.objects.count() == len(ACCOUNTS) + len(COLLEAGUES)
    settings.DEMONSTRATION = True
    page = Client(HTTP_HOST="localhost").get(reverse("account_login")).content.decode()
    assert all(one.email in page for one in ACCOUNTS)
    settings.DEMONSTRATION = False
    page = Client(HTTP_HOST="localhost").get(reverse("account_login")).content.decode()
    assert not any(one.email in page for one in ACCOUNTS)


def test_it_is_never_loaded_into_a_production_setting(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="never into a production setting"):
        call_command("demonstration")
    assert not Membership.objects.exists()
    answer = Client(HTTP_HOST="localhost").post("/demonstrasi/masuk/", {"email": ACCOUNTS[0].email})
    assert answer.status_code == 404
