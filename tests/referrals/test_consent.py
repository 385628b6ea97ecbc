"""No basis, no sharing: what stops a referral, what may start it, and what closes when consent is taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from agencies.obligations.models import Obligation
from cases.sharing import services as sharing
from core.kernel.scope import scope, system_scope
from referrals.choices import State
from tests.factories import consents
from tests.factories.people import agency, client_of
from tests.factories.referrals import CANARIES, NOW, TODAY, Pair

pytestmark = pytest.mark.django_db
LAW = {"ground": "parent_suspect", "given_by": "", "giver_name": "", "way": "", "reason": "Ayah diduga pelaku."}


def refused(pair: Pair, found) -> sharing.NoBasis:
    with pytest.raises(sharing.NoBasis) as refused:
        pair.do(pair.worker, "send", found)
    return refused.value


def reads_name(pair: Pair, found) -> bool:
    page = client_of(pair.officer_row).get(reverse("referral", args=[found.code])).content.decode()
    return CANARIES["name"] in page


def owed(kind: str) -> int:
    with system_scope("test"):
        return Obligation.objects.for_system(reason="test").open().filter(kind=kind).count()


def withdraw(pair: Pair, case, made, *, now=NOW):
    with scope(pair.worker):
        return sharing.withdraw(by=pair.worker, now=now, consent=made, withdrawn_by="parent", reason="Berubah pikiran")


def test_without_a_basis_nothing_is_sent_and_the_page_says_where_to_write_it(pair, worker):
    case = pair.case(consent=False)
    found = pair.draft(case)
    why = refused(pair, found)
    assert "Identitas anak" in str(why.sentence) and pair.office.short_name in str(why.sentence)
    page = worker.get(reverse("referral", args=[found.code])).content.decode()
    assert "Belum ada persetujuan atau dasar hukum" in page and reverse("consent_new", args=[case.code]) in page
    assert f'action="{reverse("referral_send", args=[found.code])}"' not in page
    form = worker.get(why.missing[0].url).content.decode()
    assert 'value="identity_papers" id="id_purposes_1" checked' in form or "checked" in form
    answers = {
        "given_by": "parent", "giver_name": "Nurhayati", "way": "signed", "given_on_0": "10", "given_on_1": "11",
        "given_on_2": "2026", "child_view": "agrees", "purposes": ["identity_papers"], "kinds": ["civil_registry"],
        "facts": ["identity", "home", "schooling", "health", "story"], "ends_on_0": "1", "ends_on_1": "6",
        "ends_on_2": "2027",
    }  # fmt: skip
    answer = worker.post(why.missing[0].url, answers)
    assert answer.status_code == 302 and answer["Location"] == found.get_absolute_url(), answer.content.decode()[:3000]
    assert worker.post(reverse("referral_send", args=[found.code])).status_code == 302
    sent = pair.fresh(found)
    assert (sent.status, sent.consent_basis, sent.consent_on) == (State.SENT, "guardian_written", TODAY)


@pytest.mark.parametrize(
    "more", [{"purposes": ["schooling"]}, {"kinds": ["school"]}, {"ends_on": TODAY + timedelta(days=1)}]
)
def test_another_purpose_another_agency_or_another_time_is_not_covered(pair, more):
    case = pair.case(consent=False)
    consents.consent(case, pair.worker, now=NOW - timedelta(days=3), **more)
    found = pair.draft(case)
    with scope(pair.worker), pytest.raises(sharing.NoBasis):
        sharing.insist_basis(case, found.service, found.to_agency, NOW + timedelta(days=5))


def test_a_fact_beyond_the_consent_stays_at_home(pair):
    case = pair.case(consent=False)
    consents.consent(case, pair.worker, now=NOW, facts=["identity"])
    why = refused(pair, pair.draft(case))
    assert why.code == "beyond_basis" and any("Alamat" in str(gap.text) for gap in why.missing)
    assert pair.do(pair.worker, "send", pair.draft(case, facts=["name", "born"])).status == State.SENT


def test_the_law_alone_waits_for_a_supervisor_who_did_not_write_it(pair):
    case = pair.case(consent=False)
    made = consents.consent(case, pair.supervisor, now=NOW, **LAW)
    found = pair.draft(case)
    assert "menunggu keputusan supervisor" in str(refused(pair, found).missing[0].text)
    assert owed("consent.decide") == 1
    with scope(pair.supervisor), pytest.raises(sharing.ConsentRefused, match="tidak memutuskan sendiri"):
        sharing.decide(by=pair.supervisor, now=NOW, consent=made, approve=True)
    other = consents.consent(case, pair.worker, now=NOW, **LAW)
    with scope(pair.worker), pytest.raises(sharing.ConsentRefused, match="Hanya supervisor"):
        sharing.decide(by=pair.worker, now=NOW, consent=other, approve=True)
    with scope(pair.supervisor):
        sharing.decide(by=pair.supervisor, now=NOW, consent=other, approve=True)
    assert pair.do(pair.worker, "send", found).consent_basis == "unsafe"


def test_an_emergency_reaches_police_at_once_and_is_looked_at_afterwards():
    # It ends after two weeks by the database's own clock, so this story plays now.
    pair, now = Pair("police_child_unit", "violence_protection"), datetime.now(UTC)
    case = pair.case(consent=False, now=now)
    made = consents.consent(case, pair.worker, now=now, ground="emergency", reason="Ancaman malam ini", way="")
    assert made.kinds == ["police_child_unit", "protection_unit", "health_service"]
    assert made.ends_at - now < timedelta(days=16) and owed("consent.review") == 1
    found = pair.do(pair.officer, "accept", pair.sent(case, now=now), now=now)
    assert reads_name(pair, found)
    with scope(pair.supervisor):
        sharing.decide(by=pair.supervisor, now=now, consent=made, approve=False, note="Tidak ada bahaya")
    assert owed("consent.review") == 0 and not reads_name(pair, found)


def test_withdrawal_closes_everything_in_the_same_moment(pair):
    case = pair.case(consent=False)
    made = consents.consent(case, pair.worker, now=NOW)
    running = pair.do(pair.officer, "accept", pair.sent(case))
    waiting = pair.sent(case, to_agency=agency("civil_registry", "13.71"))
    draft = pair.draft(case, to_agency=agency("civil_registry", "13.71"))
    assert reads_name(pair, running)
    withdraw(pair, case, made)
    assert pair.fresh(waiting).status == State.WITHDRAWN and pair.fresh(waiting).withdraw_reason == "consent"
    assert not reads_name(pair, running) and pair.fresh(running).status == State.ACCEPTED
    assert owed("consent.lost") == 1
    assert "berakhir pada" in str(refused(pair, draft).missing[0].text)
    # A new agreement lets the running service go on; nothing is owed about the old one any more.
    consents.consent(case, pair.worker, now=NOW)
    assert reads_name(pair, running) and owed("consent.lost") == 0


def test_shares_end_by_themselves_when_the_time_is_over_and_somebody_is_reminded_before(pair):
    case = pair.case(consent=False)
    soon = consents.consent(case, pair.worker, now=NOW, ends_on=TODAY + timedelta(days=20))
    found = pair.do(pair.officer, "accept", pair.sent(case))
    assert sharing.remind_ending(now=NOW) == 1 and owed("consent.renew") == 1
    assert sharing.remind_ending(now=NOW) == 1 and owed("consent.renew") == 1
    assert sharing.expire(now=soon.ends_at + timedelta(hours=1)) == 1
    assert sharing.expire(now=soon.ends_at + timedelta(hours=2)) == 0
    assert not reads_name(pair, found) and owed("consent.renew") == 0 and owed("consent.lost") == 1


def test_an_acceptance_after_the_end_opens_nothing(pair):
    case = pair.case(consent=False)
    made = consents.consent(case, pair.worker, now=NOW, ends_on=TODAY + timedelta(days=1))
    found = pair.sent(case)
    with pytest.raises(sharing.NoBasis, match="sudah berakhir"):
        pair.do(pair.officer, "accept", found, now=made.ends_at + timedelta(minutes=1))


def test_every_page_of_a_basis_opens_and_a_stranger_finds_none(pair, worker):
    case = pair.case(consent=False)
    made = consents.consent(case, pair.worker, now=NOW, **LAW)
    boss, stranger = client_of(pair.supervisor_row), client_of(Pair().supervisor_row)
    pages = [
        reverse("case_consents", args=[case.code]),
        reverse("consent_paper", args=[case.code]),
        made.get_absolute_url(),
    ]
    pages += [f"{reverse('consent_new', args=[case.code])}?dasar={way}" for way in ("setuju", "hukum", "darurat")]
    pages += [reverse("consent_withdraw", args=[case.code, made.pk])]
    for page in pages:
        assert worker.get(page).status_code == 200, page
        assert stranger.get(page).status_code == 404, page
    decide = reverse("consent_decide", args=[case.code, made.pk])
    assert worker.get(decide).status_code == 403
    assert "Ayah diduga pelaku" in worker.get(made.get_absolute_url()).content.decode()
    assert boss.post(decide, {"approve": "no"}).status_code == 422
    assert boss.post(decide, {"approve": "yes"}).status_code == 302
    assert "Berlaku" in boss.get(made.get_absolute_url()).content.decode()
    assert (
        boss.post(reverse("consent_withdraw", args=[case.code, made.pk]), {"withdrawn_by": "child"}).status_code == 302
    )
    assert "Dicabut" in boss.get(pages[0]).content.decode()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"giver_name": ""}, "giver_name"), ({"way": "oral"}, "witness"), ({"purposes": []}, "purposes"),
        ({"kinds": []}, "kinds"), ({"facts": []}, "facts"), ({"child_view": "objects"}, "child_words"),
        ({"given_on": TODAY + timedelta(days=1)}, "given_on"), ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"ends_on": TODAY + timedelta(days=800)}, "ends_on"), ({**LAW, "reason": ""}, "reason"),
    ],
)  # fmt: skip
def test_a_basis_with_a_gap_is_refused_beside_its_field(pair, more, field):
    case = pair.case(consent=False)
    with pytest.raises(sharing.ConsentRefused) as refused:
        consents.consent(case, pair.worker, now=NOW, **more)
    assert refused.value.field == field
