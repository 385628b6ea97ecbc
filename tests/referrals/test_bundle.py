"""From needs to referrals: what the file says is ticked, one submit drafts all, one press sends what is complete."""

from datetime import date

import pytest
from django.urls import reverse

from agencies.directory.models import ServiceOffer
from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from cases.casework.models import Case
from core.kernel.scope import scope, system_scope
from referrals import needs, purposes, services, working_age
from referrals.choices import State
from referrals.models import Referral, ReferralRequest
from tests.factories import casework as make
from tests.factories import people
from tests.factories.people import client_of
from tests.factories.referrals import CANARIES, NOW, TODAY

pytestmark = pytest.mark.django_db


def office(kind: str, service: str, region: str = "13.71", **facts):
    found = people.agency(kind, region, **facts)
    ServiceOffer.objects.create(agency=found, service=service, region_id="13.71", confirmed_on=TODAY)
    people.membership(Role.PARTNER_OFFICER, found, "Petugas")
    return found


@pytest.fixture
def net(pair):
    """Give the offices that the founding article names: schools, papers (the pair's own), work."""
    pair.disdik = office("education_office", "schooling", name="Disdik Kota")
    pair.province = office("education_office", "schooling", "13", name="Disdik Provinsi")
    pair.disnaker = office("manpower_office", "work", name="Disnaker Kota")
    return pair


def rows() -> list[Referral]:
    with system_scope("test"):
        found = Referral.objects.for_system(reason="test").select_related("to_agency").order_by("purpose")
        return list(found)


def bundled(pair, case, *wanted: str) -> str:
    with scope(pair.worker):
        return services.bundle(by=pair.worker, now=NOW, case=case, wanted=wanted, reason=CANARIES["reason"])


def address(name: str, *args) -> str:
    return reverse(name, args=args)


def answers(page) -> dict:
    """Return what a browser would send of the bundle's form as it was shown."""
    form = page.context["form"]
    found = {}
    for name in form.fields:
        value = form[name].value()
        if value in (None, False, ""):
            continue
        found[name] = "on" if value is True else value
    return found


def test_what_the_file_says_is_ticked(net):
    case = net.case(paper_birth_certificate="none")
    with scope(net.worker):
        Case.objects.visible_to(net.worker).filter(pk=case.pk).update(stage="assessment")
        case = Case.objects.visible_to(net.worker).select_related("child").get(pk=case.pk)
        make.assessed(case, net.worker, schooling=1)
        found = needs.needs_of(case, net.worker, today=TODAY)
    ticked = {need.purpose.key: need.why for need in found if need.is_ticked}
    assert set(ticked) >= {"schooling", "identity_papers"} and "work" not in ticked
    assert any(words.startswith("Asesmen: ") for words in ticked["schooling"])
    assert ticked["identity_papers"] == ["Belum punya: Akta kelahiran"]
    assert found[0].why, "what the file names stands first"
    net.sent(case)
    with scope(net.worker):
        again = {need.purpose.key: need for need in needs.needs_of(case, net.worker, today=TODAY)}
    assert not again["identity_papers"].is_ticked and again["identity_papers"].asked


@pytest.mark.parametrize(
    ("wanted", "to"),
    [("schooling", "disdik"), ("schooling_upper", "province"), ("work", "disnaker"), ("identity_papers", "office")],
)
def test_each_need_goes_to_its_office(net, wanted, to):
    bundled(net, net.case(), wanted)
    (row,) = rows()
    assert row.to_agency == getattr(net, to) and row.status == State.DRAFT


def test_madrasah_goes_to_religious_affairs(net):
    kemenag = office("religious_affairs", "schooling", name="Kemenag Kota")
    bundled(net, net.case(), "madrasah")
    assert rows()[0].to_agency == kemenag


def test_one_submit_drafts_all_and_a_second_one_nothing_more(net, worker):
    case = net.case()
    page = worker.get(address("referral_needs", case.code))
    token = page.context["form"]["form_token"].value()
    given = {"wanted": ["schooling", "identity_papers", "work"], "reason": "Anak pulang ke Padang", "form_token": token}
    first = worker.post(address("referral_needs", case.code), given)
    second = worker.post(address("referral_needs", case.code), given)
    assert first.status_code == second.status_code == 302 and first["Location"] == second["Location"]
    assert [row.purpose for row in rows()] == ["identity_papers", "schooling", "work"]
    assert len({row.bundle for row in rows()}) == 1
    with system_scope("test"):
        owed = Obligation.objects.for_system(reason="test").open().filter(kind="referral.next_step")
        assert owed.count() == 3, "a draft that is not sent is not forgotten"


def test_the_page_says_to_whom_why_and_what_stands_in_the_way(net, worker):
    case = net.case()
    code = bundled(net, case, "schooling", "work")
    page = worker.get(address("referral_bundle", case.code, code))
    text = page.content.decode()
    assert net.disdik.short_name in text and "Melayani" in text
    # Twelve years old: nothing may be asked of the manpower office yet, and the page says which rule and from when.
    assert "Pilih jenis pekerjaan atau pelatihan." in text
    assert "12 Mei 2027" in text and "12 Mei 2028" in text and "UU 13/2003 ps. 69" in text
    assert page.context["form"][f"{rows()[1].code}-send"].value() is False
    assert text.count("btn-primary") == 1


def test_one_press_sends_what_is_complete_and_keeps_the_rest(net, worker):
    case = net.case()
    code = bundled(net, case, "schooling", "identity_papers", "work")
    page_at = address("referral_bundle", case.code, code)
    given = answers(worker.get(page_at))
    papers, school, work = rows()
    given[f"{school.code}-facts"] = ["name", "schooling"]
    given[f"{work.code}-work_kind"], given[f"{work.code}-send"] = "ordinary", "on"
    for place, value in enumerate(("1", "12", "2026")):
        given[f"{work.code}-planned_start_on_{place}"] = value
    answer = worker.post(page_at, given, follow=True)
    text = answer.content.decode()
    assert [row.status for row in rows()] == [State.SENT, State.SENT, State.DRAFT]
    assert "2 rujukan terkirim." in text and "Sudah dikirim" in text
    assert "Pada tanggal mulai anak berusia 12 tahun. Anak di bawah 13 tahun tidak boleh bekerja." in text
    with scope(net.worker):
        kept = ReferralRequest.objects.visible_to(net.worker).get(referral=school)
    assert kept.facts == ["name", "schooling"] and papers.bundle == code


def test_without_a_basis_nothing_goes_and_the_page_leads_to_it(net, worker):
    case = net.case(consent=False)
    page_at = address("referral_bundle", case.code, bundled(net, case, "schooling"))
    page = worker.get(page_at)
    assert "Catat persetujuan atau dasar hukum" in page.content.decode()
    given = {**answers(page), f"{rows()[0].code}-send": "on"}
    worker.post(page_at, given)
    assert rows()[0].status == State.DRAFT


def test_nothing_ticked_and_nobody_to_ask_are_said(net, worker):
    case = net.case()
    at = address("referral_needs", case.code)
    assert "Centang paling sedikit satu kebutuhan" in worker.post(at, {"reason": "x"}).content.decode()
    assert "Pemulihan NAPZA <small>belum ada instansi di wilayah anak</small>" in worker.get(at).content.decode()
    answer = worker.post(at, {"reason": "x", "wanted": ["substance_recovery"]})
    assert answer.status_code == 422 and "Belum ada instansi untuk" in answer.content.decode()


def test_a_bundle_is_its_own_offices(net):
    case = net.case()
    code = bundled(net, case, "schooling")
    stranger = people.client_of(people.membership("worker"))
    assert stranger.get(address("referral_bundle", case.code, code)).status_code == 404
    assert stranger.get(address("referral_needs", case.code)).status_code == 404
    assert client_of(net.colleague_row).get(address("referral_bundle", case.code, code)).status_code == 404
    assert client_of(net.worker_row).get(address("referral_bundle", case.code, "B-000000")).status_code == 404


@pytest.mark.parametrize(
    ("born", "open_now"),
    [
        (date(2014, 5, 12), []),
        (date(2013, 11, 10), [13]),
        (date(2012, 11, 10), [13, 14]),
        (date(2011, 11, 10), [13, 14, 15]),
    ],
)
def test_the_outlook_opens_on_birthdays(net, born, open_now):
    case = net.case(born_on=born)
    found = working_age.outlook(case.child, TODAY)
    assert [one.age for one in found if one.is_open] == open_now
    assert [one.starts_on.year - born.year for one in found] == [13, 14, 15]


def test_every_purpose_of_the_maps_exists():
    known = {one.key for one in purposes.PURPOSES} | {needs.SCHOOL}
    assert set(needs.BY_FACTOR.values()) | set(needs.BY_SECTION.values()) <= known
