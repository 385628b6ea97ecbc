"""What an offered case allows and what it does not: states, silence, other offices, the pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.casework import services
from cases.casework.choices import TransferState
from cases.casework.models import Case, Transfer
from cases.casework.services import lapsing
from cases.casework.states import TRANSFER
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from core.kernel.states import StepRefused
from tests.cases.casework.test_transfer import WORDS, answer, duties, offered, person, to_colleague, told
from tests.factories import casework as make
from tests.factories.referrals import Pair

pytestmark = pytest.mark.django_db


def test_open_requests_to_others_hold_a_case_back_with_links(client):
    pair, other = Pair(), make.Office()
    case = pair.case()
    referral = pair.sent(case)
    with scope(pair.supervisor), pytest.raises(services.CaseRefused) as refused:
        services.offer_to_agency(
            by=pair.supervisor, now=make.NOW, case=case, to_agency=other.agency, reason="moved", text=WORDS
        )
    assert any(referral.code in gap.url for gap in refused.value.missing)
    client.force_login(person(pair.supervisor))
    assert "Selesaikan dahulu:" in client.get(reverse("case_offer_agency", args=[case.code])).content.decode()


def test_a_child_with_a_case_there_already_is_refused_with_a_link():
    case, _office, other, row = offered()
    with scope(other.worker):
        own = services.open_case(by=other.worker, now=make.NOW, answers=make.intake(sure=True))
    with system_scope("test"):
        Case.objects.for_system(reason="test").filter(pk=own.pk).update(child=case.child)
    with pytest.raises(services.CaseRefused) as refused:
        answer("accept_offer", other, row, manager=person(other.worker))
    assert own.code in str(refused.value.missing[0].text)


def test_silence_goes_to_the_supervisors_and_then_back():
    case, office, row = to_colleague()
    assert lapsing.sweep(now=make.NOW) == 0
    late = row.due_at + timedelta(minutes=1)
    assert lapsing.sweep(now=late) == 1 and lapsing.sweep(now=late) == 0
    [silence] = [duty for duty in duties(case) if duty.kind == "transfer.silence"]
    assert silence.holder_id is None and office.supervisor.user_id in told("transfer.escalated")
    with scope(office.supervisor):
        row = Transfer.objects.visible_to(office.supervisor).get(pk=row.pk)
        assert row.state == "escalated" and services.may_answer(row, office.supervisor)
    assert lapsing.sweep(now=row.due_at + timedelta(minutes=1)) == 1
    assert {office.worker.user_id} <= told("transfer.lapsed")
    assert not [duty for duty in duties(case) if duty.kind.startswith("transfer.")]
    with scope(office.worker):
        make.visit(case, office.worker)
        verbs = set(Entry.objects.filter(case_id=case.pk, verb__startswith="transfer.").values_list("verb", flat=True))
        assert {"transfer.escalated", "transfer.lapsed"} <= verbs


@pytest.mark.parametrize("state", TransferState.values)
def test_each_state_offers_exactly_the_steps_of_the_table(state):
    row = Transfer(state=state)
    for step in TRANSFER.steps:
        if state in step.sources:
            assert TRANSFER.check(row, step.name) is step
            continue
        with pytest.raises(StepRefused) as refused:
            TRANSFER.check(row, step.name)
        assert str(step.label) in str(refused.value.sentence)
        assert str(TransferState(state).label) in str(refused.value.sentence)
    assert row.is_waiting == (state not in TRANSFER.terminal())


@pytest.mark.parametrize("verb", ["accept_offer", "decline_offer", "withdraw_offer"])
def test_an_answered_offer_is_not_answered_again(verb):
    _case, office, other, row = offered()
    answer("decline_offer", other, row, reason="full")
    side = office if verb == "withdraw_offer" else other
    more = {"decline_offer": {"reason": "full"}, "accept_offer": {"manager": person(other.worker)}}.get(verb, {})
    with pytest.raises(StepRefused, match="Ditolak"):
        answer(verb, side, row, **more)


def test_a_case_on_offer_does_not_end():
    case, office, _other, row = offered("planning")
    with scope(office.supervisor), pytest.raises(StepRefused) as refused:
        services.reject(by=office.supervisor, now=make.NOW, case=case, reason="not_ampk", explanation="x")
    assert [gap.url for gap in refused.value.missing] == [reverse("transfer", args=[row.code])]


def test_outside_the_network_somebody_must_have_agreed(client):
    case, office = make.case_at("planning")
    client.force_login(person(office.supervisor))
    url = reverse("case_transfer", args=[case.code])
    page = client.post(url, {"reason": "moved", "form_token": "o1"})
    text = page.content.decode()
    assert page.status_code == 422 and "Tulis siapa yang menyatakan bersedia" in text
    answers = {
        "reason": "moved", "receiver": "Dinsos Kota Jambi", "confirmed_by": "Kepala seksi rehabilitasi",
        "confirmed_on": "12 November 2026", "form_token": "o2",
    }  # fmt: skip
    assert client.post(url, answers).status_code == 302
    with scope(office.supervisor):
        row = Case.objects.visible_to(office.supervisor).get(pk=case.pk)
        [decision] = row.decisions.visible_to(office.supervisor).filter(kind="transferred")
        assert row.stage == "transferred" and "Kepala seksi rehabilitasi" in decision.explanation


def test_the_pages_open_to_their_sides_and_cost_the_same(client, django_assert_max_num_queries):
    case, office, other, row = offered()
    client.force_login(person(office.supervisor))
    assert re.search(rf"/alih-kasus/{row.code}/", client.get(reverse("case", args=[case.code])).content.decode())
    for tab, there in (("terkirim", True), ("menunggu", False), ("selesai", False)):
        text = client.get(reverse("transfers") + f"?keadaan={tab}").content.decode()
        assert (row.code in text) == there
    stranger = make.Office()
    for name in ("transfer", "transfer_accept", "transfer_decline"):
        client.force_login(person(stranger.supervisor))
        assert client.get(reverse(name, args=[row.code])).status_code == 404
        client.force_login(person(other.supervisor))
        with django_assert_max_num_queries(40):
            assert client.get(reverse(name, args=[row.code])).status_code == 200
