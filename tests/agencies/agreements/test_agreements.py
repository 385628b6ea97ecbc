"""Agreements: written, signed, reminded, aged by the clock, renewed; never looser than the default."""

from datetime import date, timedelta

import pytest

from agencies.agreements import services
from agencies.agreements.choices import AgreementState
from agencies.agreements.models import Agreement
from agencies.agreements.selectors import in_force_between
from agencies.agreements.services import AgreementRefused
from agencies.agreements.states import AGREEMENT
from agencies.directory.models import Agency, Region
from agencies.obligations import reminders, rule_table
from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from core.audit.models import Entry
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from core.kernel.states import StepRefused
from core.notices.models import Notice
from tests.factories import agreements as make
from tests.factories.children import NOW, agency, viewer

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def owed(head):
    with scope(head):
        return list(Obligation.objects.visible_to(head).open().filter(kind="agreement.renewal").order_by("due_at"))


def do(by, verb, row, now=NOW, **answers):
    with scope(by):
        return getattr(services, verb)(by=by, now=now, agreement=row, **answers)


def state(row) -> str:
    return Agreement.objects.for_system(reason="test").get(pk=row.pk).state


def told(row) -> list[str]:
    with system_scope("test"):
        return list(Entry.objects.filter(subject=row.code).order_by("at", "pk").values_list("verb", flat=True))


@pytest.mark.parametrize(("days", "reminders"), [(400, 3), (100, 2), (40, 1), (10, 1)])
def test_signing_owes_the_reminders_still_to_come_and_never_none(head, other, days, reminders):
    make.in_force(head, other, days=days)
    assert len(owed(head)) == reminders
    assert {duty.holder_id for duty in owed(head)} <= {None}


def test_asking_about_renewal_settles_the_soonest(head, other):
    row = make.in_force(head, other)
    later = [duty.pk for duty in owed(head)[1:]]
    assert do(head, "contacted", row) == 1
    assert [duty.pk for duty in owed(head)] == later


def test_the_clock_ages_once(head, other):
    row = make.in_force(head, other, days=100)
    for days, expected in ((0, "in_force"), (10, "expiring"), (100, "expiring"), (101, "expired")):
        services.age(now=NOW + timedelta(days=days))
        assert services.age(now=NOW + timedelta(days=days)) == 0
        assert state(row) == expected, days
    assert owed(head) == []


@pytest.mark.parametrize("before", [180, 90, 30])
def test_the_desk_is_told_180_90_and_30_days_before_the_end(head, other, before):
    """Everybody who may renew hears of it on the day, once; a worker of the same office does not."""
    boss = viewer(Role.SUPERVISOR, at=Agency.objects.get(pk=head.agency_id))
    admin = viewer(Role.AGENCY_ADMIN, at=Agency.objects.get(pk=head.agency_id))
    viewer(Role.WORKER, at=Agency.objects.get(pk=head.agency_id))
    row = make.in_force(head, other)
    day = NOW + (row.ends_on - TODAY) - timedelta(days=before)
    for _again in range(2):
        reminders.sweep(now=day)
    with system_scope("test"):
        found = Notice.objects.for_system(reason="test").filter(kind="reminder.due", about=row.code)
        assert sorted(found.values_list("recipient_id", flat=True)) == sorted(
            [head.user_id, boss.user_id, admin.user_id]
        )
        assert {notice.url for notice in found} == {row.get_absolute_url()}


def test_bad_answers_are_refused(head, other):
    longest = services.longest("answer", TODAY)
    assert longest == 5
    with pytest.raises(AgreementRefused) as refused:
        make.draft(head, other, answer_days=longest + 1)
    assert refused.value.field == "answer_days" and "5 hari kerja" in str(refused.value.sentence)
    with pytest.raises(AgreementRefused) as refused:
        make.draft(head, other, days=-400)
    assert refused.value.field == "ends_on"
    with pytest.raises(AgreementRefused) as refused:
        make.draft(head, other, parties=[(other, "", ""), (other, "", "")])
    assert refused.value.field == "other_agency"


def test_signing_says_what_is_missing(head, other):
    row = make.draft(head, other, services=[], parties=[(Agency.objects.get(pk=head.agency_id), "1/A", "")])
    with pytest.raises(StepRefused) as refused:
        do(head, "sign", row, signed_on=TODAY)
    texts = [str(gap.text) for gap in refused.value.missing]
    assert texts[:2] == ["Pilih layanan yang dicakup", "Isi paling sedikit dua pihak"]
    assert texts[2].startswith("Isi penanda tangan Instansi")
    ready = make.draft(head, other)
    with pytest.raises(AgreementRefused, match="tidak boleh setelah hari ini"):
        do(head, "sign", ready, signed_on=TODAY + timedelta(days=1))
    old = make.draft(head, other, days=-1)
    with pytest.raises(AgreementRefused, match="sudah lewat"):
        do(head, "sign", old, signed_on=TODAY)
    signed = do(head, "sign", ready, signed_on=TODAY - timedelta(days=2), place="Padang")
    assert (signed.signed_on, signed.place, signed.state) == (TODAY - timedelta(days=2), "Padang", "in_force")
    assert sorted(told(ready)) == ["agreement.signed", "agreement.written"]


def test_only_the_managing_agency_changes(head, other):
    row = make.draft(head, other)
    own = Agency.objects.get(pk=head.agency_id)
    party = row.parties.get(agency=other)
    verbs = {
        "sign": {"signed_on": TODAY}, "contacted": {}, "renew": {}, "end": {"reason": "x"},
        "set_party": {"agency": other, "answers": {}}, "remove_party": {"party": party},
        "add_region": {"region": Region.objects.get(pk="13.71")}, "remove_region": {"code": "13.71"},
        "promise": {"agency": other, "deed": "answer", "days": 1},
        "add_addendum": {"dated_on": TODAY, "text": "x"},
    }  # fmt: skip
    for someone in (viewer(Role.HEAD), viewer(Role.HEAD, at=other), viewer(Role.WORKER, at=own)):
        for verb, answers in verbs.items():
            with pytest.raises(AgreementRefused, match="instansi pengelola"):
                do(someone, verb, row, **answers)
        with scope(someone), pytest.raises(AgreementRefused, match="instansi pengelola"):
            services.write(by=someone, now=NOW, answers={}, agreement=row)


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERVISOR, Role.AGENCY_ADMIN])
def test_head_supervisor_and_administrator_write_and_sign(role, other):
    by = viewer(role)
    assert make.in_force(by, other).state == "in_force"
    with pytest.raises(AgreementRefused):
        make.draft(viewer(Role.WORKER), other)


def test_what_was_signed_stays_as_it_was_signed(head, other):
    row = make.in_force(head, other)
    party = row.parties.get(agency=other)
    for verb, answers in (
        ("set_party", {"agency": other, "answers": {}, "party": party}),
        ("remove_party", {"party": party}),
        ("add_region", {"region": Region.objects.get(pk="13.71")}),
        ("promise", {"agency": other, "deed": "answer", "days": 1}),
    ):
        with pytest.raises(AgreementRefused, match="catat addendum"):
            do(head, verb, row, **answers)


def test_two_editors_of_a_draft_and_of_a_party_do_not_overwrite_each_other(head, other):
    row = make.draft(head, other)
    answers = {"type": "mou", "title": "Satu", "services": ["work"], "answer_days": None, "starts_on": TODAY, "ends_on": TODAY, "version": 0}  # fmt: skip
    with scope(head):
        services.write(by=head, now=NOW, answers=answers, agreement=row)
    with scope(head), pytest.raises(ChangedMeanwhile) as meanwhile:
        services.write(by=head, now=NOW, answers={**answers, "title": "Dua"}, agreement=row)
    assert meanwhile.value.theirs.title == "Satu"
    party = row.parties.get(agency=other)
    do(head, "set_party", row, agency=other, party=party, answers={"number": "7", "version": 0})
    with pytest.raises(ChangedMeanwhile):
        do(head, "set_party", row, agency=other, party=party, answers={"number": "8", "version": 0})
    assert row.parties.get(agency=other).number == "7"


def test_parties_are_added_and_removed_but_never_the_keeper(head, other):
    row, third = make.draft(head, other), agency()
    facts = {"number": "3/C", "signatory": "Kepala C", "position": "Kepala Dinas", "authority": "Surat kuasa 7/2026"}
    found = do(head, "set_party", row, agency=third, answers=facts)
    assert {name: getattr(found, name) for name in facts} == facts
    with pytest.raises(AgreementRefused, match="hanya menjadi satu pihak"):
        do(head, "set_party", row, agency=third, answers={})
    make.promise(head, row, third)
    do(head, "remove_party", row, party=found)
    assert not row.parties.filter(agency=third).exists() and not row.commitments.exists()
    with pytest.raises(AgreementRefused, match="Instansi pengelola selalu"):
        do(head, "remove_party", row, party=row.parties.get(agency_id=head.agency_id))
    for _more in range(6):
        do(head, "set_party", row, agency=agency(), answers={})
    with pytest.raises(AgreementRefused, match="Paling banyak 8 pihak"):
        do(head, "set_party", row, agency=agency(), answers={})


def test_places_limit_an_agreement_and_a_province_takes_up_its_districts(head, other):
    row = make.draft(head, other)
    place = {code: Region.objects.get(pk=code) for code in ("13", "13.71", "13.04", "14.71")}
    for code in ("13.71", "13.04", "14.71"):
        row = do(head, "add_region", row, region=place[code])
    with pytest.raises(AgreementRefused, match="sudah termasuk"):
        do(head, "add_region", row, region=place["13.71"])
    with pytest.raises(AgreementRefused, match="kabupaten/kota atau provinsi"):
        do(head, "add_region", row, region=Region.objects.filter(level=3).first())
    assert do(head, "add_region", row, region=place["13"]).regions == ["13", "14.71"]
    with pytest.raises(AgreementRefused, match="sudah termasuk"):
        do(head, "add_region", row, region=place["13.04"])
    assert do(head, "remove_region", row, code="13").regions == ["14.71"]


def test_a_pks_stands_under_an_agreement_that_is_no_pks(head, other):
    umbrella = make.in_force(head, other)
    pks = make.draft(head, other, type="pks", parent=umbrella)
    assert pks.parent == umbrella
    with pytest.raises(AgreementRefused, match="Hanya Perjanjian Kerja Sama"):
        make.draft(head, other, type="mou", parent=umbrella)
    with pytest.raises(AgreementRefused, match="Naskah induk harus"):
        make.draft(head, other, type="pks", parent=pks)
    with pytest.raises(AgreementRefused, match="Naskah induk harus"):
        make.draft(head, other, type="pks", parent=make.in_force(viewer(Role.HEAD), agency()))


def test_a_renewal_is_an_agreement_of_its_own_and_the_old_one_is_renewed_when_it_begins(head, other):
    old = make.in_force(head, other, days=60)
    new = do(head, "renew", old)
    assert (
        new.starts_on == old.ends_on + timedelta(days=1) and new.ends_on - new.starts_on == old.ends_on - old.starts_on
    )
    assert [(one.agency_id, one.number, one.signatory) for one in new.parties.order_by("pk")] == [
        (head.agency_id, "", "Kepala A"), (other.pk, "", "Kepala B"),
    ]  # fmt: skip
    with pytest.raises(AgreementRefused, match="sudah ditulis") as refused:
        do(head, "renew", old)
    assert refused.value.missing[0].url == new.get_absolute_url()
    do(head, "sign", new, signed_on=TODAY)
    # The old one goes on until the new one begins, and nobody is asked about it any more.
    assert state(old) == "in_force" and {duty.about for duty in owed(head)} == {new.code}
    assert in_force_between(head.agency_id, other.pk, "schooling", old.ends_on) == old
    services.age(now=NOW + timedelta(days=59))
    assert state(old) == "expiring"
    assert services.age(now=NOW + timedelta(days=61)) == 1 and state(old) == "renewed"
    assert in_force_between(head.agency_id, other.pk, "schooling", new.starts_on) == new
    assert told(old)[-1] == "agreement.renewed"
    with pytest.raises(AgreementRefused, match="yang dapat diperpanjang"):
        do(head, "renew", old)


def test_one_that_ran_out_is_renewed_late_and_a_given_up_renewal_makes_room(head, other):
    old = make.in_force(head, other, days=10)
    later = NOW + timedelta(days=30)
    services.age(now=later)
    first = do(head, "renew", old, now=later)
    do(head, "end", first, now=later, reason="salah")
    second = do(head, "renew", old, now=later)
    assert second.starts_on == later.date()
    do(head, "sign", second, now=later, signed_on=later.date())
    assert state(old) == "renewed" and state(first) == "ended"


def test_ending_cancels_reminders_and_freezes(head, other):
    row = make.in_force(head, other)
    do(head, "end", row, reason="diganti")
    assert owed(head) == []
    for verb in ("contacted", "renew"):
        with pytest.raises(AgreementRefused):
            do(head, verb, row)


def test_edited_reminder_days_hold_for_the_next_signing(head, other):
    rule_table._read.cache_clear()
    with scope(head):
        rule_table.set_value(by=head, now=NOW, code="agreement.renewal_last", value=45, since=TODAY, reason="Rapat")
    row = make.in_force(head, other)
    assert owed(head)[-1].due_at.date() == row.ends_on - timedelta(days=45)
    rule_table._read.cache_clear()


@pytest.mark.parametrize("name", [row.name for row in AGREEMENT.steps])
@pytest.mark.parametrize("state", AgreementState.values)
def test_every_step_from_every_state(name, state):
    row = Agreement(state=state)
    if state in AGREEMENT[name].sources:
        assert name in {one.name for one in AGREEMENT.available(row)}
    else:
        with pytest.raises(StepRefused):
            AGREEMENT.check(row, name)
    assert AGREEMENT.terminal() == {"renewed", "ended"}


def test_the_day_an_agreement_begins_is_a_date_of_its_own(head, other):
    row = make.in_force(head, other, starts_on=date(2027, 1, 1))
    assert in_force_between(head.agency_id, other.pk, "schooling", TODAY) is None
    assert in_force_between(head.agency_id, other.pk, "schooling", date(2027, 1, 1)) == row
