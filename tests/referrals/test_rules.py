"""Purposes, the working-age rule, what may travel, one live referral."""

from datetime import date

import pytest

from core.kernel.refusals import Refused
from core.kernel.scope import scope
from referrals import facts, purposes, services, working_age
from referrals.models import ReferralFact, ReferralRequest
from referrals.services import AgeRefused, AlreadyLive
from tests.factories.people import agency
from tests.factories.referrals import CANARIES, NOW, TODAY, Pair

pytestmark = pytest.mark.django_db


class Youth:
    """A child as the age rule sees one."""

    def __init__(self, born_on):
        self.born_on = born_on

    def age_on(self, day):
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


@pytest.mark.parametrize(
    ("age", "kind", "checked", "allowed"),
    [
        (12, "light", True, False), (12, "training", True, False), (13, "light", True, True), (13, "training", True, False),
        (13, "ordinary", True, False), (14, "training", True, True), (14, "ordinary", True, False),
        (14, "light", False, False), (15, "ordinary", False, False), (15, "ordinary", True, True),
        (17, "ordinary", True, True), (18, "ordinary", False, True), (None, "light", True, False), (16, "", True, False),
    ],
)  # fmt: skip
def test_working_age(age, kind, checked, allowed):
    born = date(2026 - age, 12, 1) if age is not None else None
    verdict = working_age.check(Youth(born), work_kind=kind, start_on=date(2026, 12, 1), hazards_checked=checked)
    assert verdict.allowed is allowed and verdict.sentence
    if age is not None and kind and not allowed:
        assert verdict.cites and (verdict.needs_hazard_check or "UU" in verdict.cites[0])


def test_age_counts_on_the_planned_start_and_the_refusal_says_why():
    pair = Pair("manpower_office", "work")
    case = pair.case(born_on=date(2011, 11, 20))
    work = {"work_kind": "ordinary", "hazards_checked": True}
    with pytest.raises(AgeRefused, match="15 tahun") as refused:
        pair.draft(case, planned_start_on=date(2026, 11, 19), **work)
    assert any("UU 13/2003" in str(gap.text) for gap in refused.value.missing)
    assert pair.draft(case, planned_start_on=date(2026, 11, 20), **work)


def test_a_school_never_gets_the_story():
    for key in ("schooling", "schooling_upper", "madrasah", "identity_papers", "work", "youth_activity"):
        assert not {"situation", "category", "needs"} & set(purposes.get(key).facts), key
    pair = Pair("education_office", "schooling")
    found = pair.sent(facts=["name", "situation", "category", "needs", "nik"], ask="return")
    pair.do(pair.officer, "accept", found)
    with scope(pair.officer):
        read = {
            row.key: row.value
            for row in ReferralFact.objects.visible_to(pair.officer).filter(referral=found, stage="package")
        }
    assert set(read) == {"reason", "name", "nik"}
    with scope(pair.worker):
        assert ReferralRequest.objects.visible_to(pair.worker).get(referral=found).situation == ""


def test_purposes_are_sound():
    keys = {kind.key for kind in facts.CATALOGUE}
    for purpose in purposes.PURPOSES:
        assert set(purpose.ticked) <= set(purpose.facts) <= keys, purpose.key
        assert purpose.kinds and purpose.asks and purpose.life_area
    assert purposes.find("identity").key == "identity_papers" and purposes.find("\x00") is None
    assert {purpose.service for purpose in purposes.PURPOSES} >= {"schooling", "identity_papers", "work"}


def test_one_live_referral_per_child_service_and_agency(pair):
    case = pair.case()
    second = pair.draft(case)
    first = pair.sent(case)
    with pytest.raises(AlreadyLive) as refused:
        pair.do(pair.worker, "send", second)
    assert refused.value.missing[0].url == first.get_absolute_url()
    with pytest.raises(AlreadyLive):
        pair.draft(case)
    pair.do(pair.officer, "decline", first, reason="full")
    pair.do(pair.worker, "send", second)


def test_wrong_agency_is_refused(pair):
    for other in (pair.balai, agency("bnn", "13.71")):
        with pytest.raises(Refused):
            pair.draft(to_agency=other)


@pytest.mark.parametrize("text", ["KENARINAMA sudah kelas lima", "NIK 1371041205140001", "nik 1371 0412 0514 0001"])
def test_answer_before_acceptance_carries_no_name_or_number(pair, text):
    found = pair.do(pair.officer, "ask", pair.sent(), body="Kelas berapa?")
    with pytest.raises(Refused, match="tanpa nama"):
        pair.do(pair.worker, "answer", found, body=text)


def test_unsafe_contacts_never_travel(pair):
    from cases.children import services as children

    case = pair.case()
    for name, safe, reason in (("BAHAYA", "unsafe", "mengancam"), ("AMAN", "safe", "")):
        with scope(pair.worker):
            children.add_person(
                by=pair.worker, now=NOW, child=case.child,
                answers={"name": name, "relation": "father", "is_guardian": True, "safe_to_contact": safe, "reason": reason},
            )  # fmt: skip
    found = pair.sent(case, facts=["guardian"])
    pair.do(pair.officer, "accept", found)
    with scope(pair.officer):
        value = ReferralFact.objects.visible_to(pair.officer).get(referral=found, key="guardian").value
    assert "AMAN" in value and "BAHAYA" not in value


def test_rerouting_links_both_and_owes_the_new_draft(pair):
    found = pair.in_state("declined")
    other = agency("civil_registry", "13.71")
    new = pair.do(pair.worker, "reroute", found, to_agency=other)
    assert new.replaces_id == found.pk and new.to_agency_id == other.pk and new.status == "draft"
    with scope(pair.worker):
        assert ReferralRequest.objects.visible_to(pair.worker).get(referral=new).reason == CANARIES["reason"]
        services.send(by=pair.worker, now=NOW, referral=new)
    assert pair.fresh(found).status == "rerouted"


def test_dates_of_service_are_sensible(pair):
    found = pair.in_state("accepted")
    for on in (date(2026, 11, 9), date(2026, 11, 11)):
        with pytest.raises(Refused):
            pair.do(pair.officer, "start", found, on=on)
    assert pair.do(pair.officer, "start", found, on=TODAY).first_contact_on == TODAY
