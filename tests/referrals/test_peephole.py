"""What the receiver can fetch: no canary before acceptance, only the ticked package after it, nothing after the end."""

import pytest
from django.db import connection
from django.urls import reverse

from cases.sharing.choices import Level
from core.kernel.scope import scope
from referrals.choices import ENDED, RUNNING, WAITING, FactStage, State
from referrals.models import Referral, ReferralFact, ReferralMessage, ReferralRequest
from tests.factories.people import client_of
from tests.factories.referrals import CANARIES, Pair

pytestmark = pytest.mark.django_db

VERBS = (
    "referral", "referral_edit", "referral_answer", "referral_dispute", "referral_withdraw", "referral_reroute",
    "referral_decline", "referral_ask", "referral_outcome", "referral_hold", "referral_delegate",
)  # fmt: skip
# Ticked and allowed for identity papers: these and no other may be read after acceptance.
SHARED = {"name", "nik", "kk", "address", "mother", "reason", "born"}
NEVER = [word for key, word in CANARIES.items() if key not in SHARED]


def fetched(client, found: Referral, case_code: str) -> str:
    """Fetch everything an officer may think of and return all of it as one text."""
    addresses = [reverse(name, args=[found.code]) for name in VERBS]
    addresses += [f"{reverse('inbox')}?keadaan={tab}" for tab in ("menunggu", "berjalan", "selesai")]
    addresses += [reverse("today"), reverse("agencies")]
    addresses += [
        f"/kasus/{case_code}/",
        f"/kasus/{case_code}/rujukan/",
        f"/kasus/{case_code}/linimasa/",
        "/cari/?q=KENARINAMA",
    ]
    text = ""
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code in (200, 403, 404), (address, answer.status_code)
        # An error page repeats the address that was asked for, which holds the code the test put there itself.
        text += answer.content.decode().replace(address, "") + str(dict(answer.headers))
    return text


@pytest.mark.parametrize("state", State.values)
def test_receiver_reads_no_more_than_its_stage(state):
    pair = Pair()
    case = pair.case()
    found = pair.in_state(state, case=case)
    text = fetched(client_of(pair.officer_row), found, case.code)
    assert case.code not in text
    assert not [word for word in NEVER if word in text]
    shared = [word for key, word in CANARIES.items() if key in SHARED and word in text]
    if state in (*RUNNING, State.REPORTED):
        assert CANARIES["name"] in shared and CANARIES["nik"] in shared
    else:
        assert not shared, state


@pytest.mark.parametrize("state", State.values)
def test_database_itself_hides_the_rows(state):
    pair = Pair()
    found = pair.in_state(state)
    with scope(pair.officer):
        stages = set(
            ReferralFact.objects.visible_to(pair.officer).filter(referral=found).values_list("stage", flat=True)
        )
        asked = ReferralRequest.objects.for_system(reason="test").filter(referral=found).exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT stage FROM referrals_referralfact WHERE referral_id = %s", [found.pk])
            raw = {stage for (stage,) in cursor.fetchall()}
            cursor.execute("SELECT count(*) FROM children_child")
            children = cursor.fetchone()[0]
    expected = {
        **{key: {FactStage.ENVELOPE} for key in WAITING},
        **{key: {FactStage.ENVELOPE, FactStage.PACKAGE} for key in (*RUNNING, State.REPORTED)},
        **{key: set() for key in (*ENDED, State.DRAFT)},
    }[State(state)]
    assert stages == raw == {str(stage) for stage in expected}
    assert not asked and not children


def test_without_a_viewer_nothing_is_read(pair):
    pair.in_state(State.IN_SERVICE)
    with connection.cursor() as cursor:
        for model in (Referral, ReferralFact, ReferralMessage, ReferralRequest):
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            assert cursor.fetchone()[0] == 0, model


def test_after_the_end_the_receiver_keeps_its_own_words(pair):
    found = pair.in_state(State.ASKED)
    pair.do(pair.worker, "answer", found, body="Kelas lima, rapor menyusul")
    pair.do(pair.officer, "decline", found, reason="full")
    with scope(pair.officer):
        words = [row.body for row in ReferralMessage.objects.visible_to(pair.officer).filter(referral=found)]
    assert words == ["Kelas berapa?"]


def test_an_office_that_works_on_cases_reads_no_more_as_a_receiver():
    pair = Pair("social_office", "aftercare", role="supervisor")
    case = pair.case()
    found = pair.sent(case)
    text = fetched(client_of(pair.officer_row), found, case.code)
    assert not [word for word in CANARIES.values() if word in text]


def test_colleagues_without_the_case_do_not_read_the_facts(pair):
    found = pair.in_state(State.IN_SERVICE)
    with scope(pair.colleague):
        assert not Referral.objects.visible_to(pair.colleague).filter(pk=found.pk).exists()
        assert not ReferralFact.objects.visible_to(pair.colleague).filter(referral=found).exists()
        assert not ReferralMessage.objects.visible_to(pair.colleague).filter(referral=found).exists()


def test_frozen_facts_cannot_be_changed(pair):
    found = pair.in_state(State.SENT)
    with scope(pair.worker), pytest.raises(Exception, match="append-only"):
        ReferralFact.objects.visible_to(pair.worker).filter(referral=found).update(position=9)


def test_access_rows_follow_the_referral(pair):
    from cases.sharing.models import AccessRow
    from core.kernel.scope import system_scope

    def levels(found):
        with system_scope("test"):
            rows = AccessRow.objects.for_system(reason="test").current().filter(basis_ref=found.code)
            return set(rows.values_list("level", flat=True))

    found = pair.sent()
    assert levels(found) == {Level.ENVELOPE}
    pair.do(pair.officer, "accept", found)
    assert levels(found) == {Level.PACKAGE}
    pair.do(pair.officer, "undo_accept", found)
    assert levels(found) == {Level.ENVELOPE}
    pair.do(pair.officer, "decline", found, reason="full")
    assert levels(found) == set()
