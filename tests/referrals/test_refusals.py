"""Each coded reason of a refusal has its consequence: a better ranking, a corrected directory, another try."""

from datetime import date

import pytest
from django.urls import reverse

from agencies.directory import services as directory
from agencies.directory.models import ServiceOffer
from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from core.kernel.refusals import Refused
from core.kernel.scope import scope, system_scope
from referrals import duties, purposes, ranking
from referrals.models import ReferralRequest
from tests.factories import people
from tests.factories.people import client_of
from tests.factories.referrals import NOW, TODAY, Pair

pytestmark = pytest.mark.django_db


def rival(pair: Pair):
    """Return another office that offers the same, with an officer; by name it stands behind the pair's own."""
    other = people.agency(pair.office.kind, "13.71", name="Zamrud")
    ServiceOffer.objects.create(agency=other, service=pair.service, region_id="13.71", confirmed_on=TODAY)
    people.membership(Role.PARTNER_OFFICER, other, "Petugas Lain")
    return other


def ranked(pair: Pair, *, region: str = "13.71", on: date = TODAY) -> list[ranking.Candidate]:
    with scope(pair.worker):
        return ranking.candidates(
            purpose=purposes.get(pair.service), region_code=region, from_agency_id=pair.balai.pk, age=12, on=on
        )


def owed(kind: str, code: str) -> list[Obligation]:
    with system_scope("test"):
        found = Obligation.objects.for_system(reason="test").open().filter(kind=kind, about=code)
        return list(found)


@pytest.mark.parametrize("reason", ["not_ours", "out_of_area"])
def test_a_doubt_about_the_directory_is_owed_and_ranks_lower_until_corrected(pair, reason):
    other, found = rival(pair), pair.sent()
    keeper = people.viewer(Role.AGENCY_ADMIN, pair.office)
    assert [one.agency for one in ranked(pair)] == [pair.office, other]
    pair.do(pair.officer, "decline", found, reason=reason)
    (duty,) = owed(duties.OFFER, found.code)
    assert duty.holder_agency_id == pair.office.pk and duty.url == pair.office.get_absolute_url()
    assert duty.case_id is None and duty.due_at.date() == date(2026, 11, 24)
    first, last = ranked(pair)
    assert first.agency == other and last.agency == pair.office and "menolak 1 kali" in last.words
    elsewhere = [one for one in ranked(pair, region="13.04") if one.agency == pair.office]
    assert not elsewhere or ("menolak" in elsewhere[0].words) == (reason == "not_ours")
    with scope(keeper):
        directory.set_offer(by=keeper, now=NOW, agency=pair.office, service=pair.service, region=None)
    assert not owed(duties.OFFER, found.code)
    assert "menolak" not in " ".join(one.words for one in ranked(pair))


def test_the_social_office_corrects_where_an_office_has_nobody_for_it(pair):
    social = people.agency("social_office", "13.71")
    boss = people.viewer(Role.SUPERVISOR, social)
    found = pair.sent()
    pair.do(pair.officer, "decline", found, reason="not_ours")
    (duty,) = owed(duties.OFFER, found.code)
    assert duty.holder_agency_id == social.pk and duty.watcher_agency_id == pair.office.pk
    with scope(pair.officer):
        directory.confirm_offers(by=pair.officer, now=NOW, agency=pair.office)
    assert not owed(duties.OFFER, found.code), "the office itself says that it is right"
    assert boss.agency_id == social.pk


def test_the_case_does_not_wait_for_the_directory(pair):
    from agencies.obligations.selectors import missing_for_case

    case = pair.case()
    found = pair.sent(case)
    pair.do(pair.officer, "decline", found, reason="not_ours")
    pair.do(pair.worker, "conclude", found)
    with scope(pair.worker):
        assert not [gap for gap in missing_for_case(case.pk) if found.code in gap.url or "layanan" in str(gap.text)]


def test_full_with_a_day_ranks_lower_until_then_and_is_tried_again_then(pair, worker):
    other, found = rival(pair), pair.sent()
    pair.do(pair.officer, "decline", found, reason="full", retry_on=date(2026, 12, 1))
    assert [one.agency for one in ranked(pair)] == [other, pair.office]
    assert "penuh sampai 1 Des 2026" in ranked(pair)[1].words
    assert [one.agency for one in ranked(pair, on=date(2026, 12, 1))] == [pair.office, other]
    page = worker.get(reverse("referral", args=[found.code])).content.decode()
    assert "Ada tempat lagi mulai 1 Desember 2026" in page and "Kirim lagi pada tanggalnya" in page
    new = pair.do(pair.worker, "renew", found, on=date(2026, 12, 1))
    (duty,) = owed(duties.NEXT_STEP, new.code)
    assert new.to_agency_id == pair.office.pk and duty.due_at.isoformat() == "2026-12-01T09:00:00+00:00"
    assert pair.fresh(found).status == "rerouted" and not owed(duties.NEXT_STEP, found.code)
    assert "Disiapkan untuk dikirim mulai 1 Desember 2026" in worker.get(new.get_absolute_url()).content.decode()


@pytest.mark.parametrize("day", [date(2026, 11, 9), TODAY])
def test_a_day_to_try_again_lies_ahead(pair, day):
    with pytest.raises(Refused, match="setelah hari ini"):
        pair.do(pair.officer, "decline", pair.sent(), reason="full", retry_on=day)
    declined = pair.in_state("declined")
    with pytest.raises(Refused, match="setelah hari ini"):
        pair.do(pair.worker, "renew", declined, on=day)


def test_missing_facts_open_a_draft_with_them_ticked(pair, officer, worker):
    found = pair.sent(facts=["name", "born"])
    address = reverse("referral_decline", args=[found.code])
    bare = officer.post(address, {"reason": "incomplete"})
    assert bare.status_code == 422 and "Centang data yang kurang" in bare.content.decode()
    strange = officer.post(address, {"reason": "incomplete", "lacking": ["situation"]})
    assert strange.status_code == 422, "a fact that this purpose never carries cannot be asked for"
    officer.post(
        address, {"reason": "incomplete", "lacking": ["mother", "nik"], "body": "Untuk mengisi formulir F-2.01"}
    )
    page = worker.get(reverse("referral", args=[found.code])).content.decode()
    assert "Data yang kurang: NIK, Nama ibu kandung." in page and "Lengkapi dan kirim lagi" in page
    answer = worker.post(reverse("referral_renew", args=[found.code]))
    assert answer.status_code == 302 and answer["Location"].endswith("/ubah/")
    draft = worker.get(answer["Location"]).content.decode()
    assert "Untuk mengisi formulir F-2.01" in draft and "NIK, Nama ibu kandung" in draft
    with scope(pair.worker):
        request = ReferralRequest.objects.visible_to(pair.worker).get(referral__replaces=found)
    assert request.facts == ["name", "born", "nik", "mother"]


def test_the_next_best_agency_is_one_press_away(pair, worker):
    other, found = rival(pair), pair.in_state("lapsed")
    page = worker.get(found.get_absolute_url()).content.decode()
    assert f"Alihkan ke {other.short_name}" in page and "Melayani" in page
    assert page.count("btn-primary") == 1
    answer = worker.post(reverse("referral_reroute", args=[found.code]), {"to_agency": other.pk})
    assert answer.status_code == 302 and pair.fresh(found).status == "rerouted"
    assert f'ke <a href="{other.get_absolute_url()}"' in worker.get(answer["Location"]).content.decode()


def test_entered_in_error_closes_the_package_at_once(pair):
    found = pair.in_state("in_service")
    client = client_of(pair.officer_row)
    assert "Data anak" in client.get(found.get_absolute_url()).content.decode()
    pair.do(pair.worker, "mark_mistake", found)
    page = client.get(found.get_absolute_url()).content.decode()
    assert "Data anak tidak lagi tersedia" in page and "KENARI" not in page


@pytest.mark.parametrize(("sex", "warned"), [("L", True), ("P", False), ("", False)])
def test_a_service_for_girls_stands_last_for_a_boy_and_says_why(pair, sex, warned):
    other = rival(pair)
    ServiceOffer.objects.filter(agency=pair.office).update(sex="P")
    with scope(pair.worker):
        found = ranking.candidates(
            purpose=purposes.get(pair.service), region_code="13.71", from_agency_id=pair.balai.pk, age=12, sex=sex,
            on=TODAY,
        )  # fmt: skip
    own = next(one for one in found if one.agency == pair.office)
    assert ("hanya menerima anak perempuan" in own.words) is warned
    assert (found[0].agency == other) is warned
