"""Case conferences: invited, held, decided, written down and frozen; guests from elsewhere read the invitation alone."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.obligations.models import Obligation
from agencies.people.models import User
from agencies.people.roles import Role
from cases.casework import services
from cases.casework.choices import ConferenceState
from cases.casework.models import Conference, ConferenceDecision, Invited, Minutes, Task
from cases.casework.states import CONFERENCE
from cases.children import services as register
from cases.sharing import services as sharing
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from core.kernel.states import StepRefused
from core.notices.models import Notice
from tests.cases.casework.test_pages import sign_in
from tests.factories import casework as make
from tests.factories import children, consents

pytestmark = pytest.mark.django_db
NOW, TODAY = make.NOW, make.TODAY
SOON = NOW + timedelta(days=3)
AFTER = SOON + timedelta(hours=3)
SAID = {
    "facts": "Sekolah menerima kembali", "child_heard": "yes", "child_view": "Ingin sekolah dekat rumah",
    "family_heard": "no", "family_view": "Ayah belum aman dihubungi", "differences": "", "next_on": None,
}  # fmt: skip


@pytest.fixture
def at(monkeypatch):
    """Return a function that sets the clock of the pages."""

    def _at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    _at(NOW)
    return _at


@pytest.fixture
def scene(at):
    """A case with a mother who may be asked, a partner office with an accepted referral, and a conference."""
    case, office = make.case_at("implementation")
    partner = children.agency()
    officer = children.viewer(Role.PARTNER_OFFICER, partner)
    with scope(office.worker):
        facts = {"name": "Siti Aminah", "relation": "mother", "safe_to_contact": "safe"}
        mother = register.add_person(by=office.worker, now=NOW, child=case.child, answers=facts)
        sharing.grant(
            case_id=case.pk, child_id=case.child_id, owner_agency_id=office.agency.pk, agency_id=partner.pk,
            level="package", basis="referral", basis_ref="R-TEST01", by=office.worker, now=NOW,
        )  # fmt: skip
    consents.consent(case, office.worker)
    found = SimpleNamespace(case=case, office=office, officer=officer, partner=partner, mother=mother)
    found.one = invited(found)
    return found


def person(viewer) -> User:
    return User.objects.get(pk=viewer.user_id)


def guests(scene, **more) -> services.Guests:
    facts = {
        "staff": (person(scene.office.colleague),),
        "partners": (person(scene.officer),),
        "family": (scene.mother,),
    }
    return services.Guests(**{**facts, "child": True, "others": ("Wali kelas, SDN 05",), **more})


def invited(scene, **more) -> Conference:
    by = scene.office.worker
    answers = {
        "starts_at": SOON,
        "meeting": "onsite",
        "place": "Ruang rapat lantai 2",
        "agenda": "Sekolah\nPengasuhan",
        **more,
    }
    with scope(by):
        return services.invite(by=by, now=NOW, case=scene.case, answers=answers, guests=guests(scene))


def held(scene) -> Conference:
    with scope(scene.office.worker):
        return services.hold(by=scene.office.worker, now=AFTER, conference=scene.one)


def minuted(scene, *, version=1, **more) -> Minutes:
    by = scene.office.worker
    with scope(by):
        came = set(
            Invited.objects.visible_to(by).filter(conference=scene.one, part="staff").values_list("pk", flat=True)
        )
        answers = {**SAID, **more}
        return services.save_minutes(
            by=by, now=AFTER, conference=scene.one, version=version, answers=answers, came=came
        )


def finished(scene) -> Conference:
    with scope(scene.office.worker):
        return services.finish_minutes(by=scene.office.worker, now=AFTER, conference=scene.one)


def owed(scene) -> set[str]:
    with scope(scene.office.worker):
        found = Obligation.objects.visible_to(scene.office.worker).open().filter(case_id=scene.case.pk)
        return {duty.kind for duty in found if duty.kind.startswith("conference.")}


@pytest.mark.parametrize("state", ConferenceState.values)
@pytest.mark.parametrize("step", [row.name for row in CONFERENCE.steps])
def test_each_state_offers_exactly_the_steps_of_the_table(scene, state, step):
    one = SimpleNamespace(state=state, code=scene.one.code, pk=scene.one.pk)
    offered = {"planned": {"hold", "cancel"}, "held": {"finish"}}.get(state, set())
    assert {row.name for row in CONFERENCE.available(one)} == offered
    if step not in offered:
        with scope(scene.office.worker), pytest.raises(StepRefused, match=str(ConferenceState(state).label)):
            CONFERENCE.check(one, step)


def test_everybody_with_an_account_is_told_without_a_word_about_the_child(scene):
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").filter(kind="conference.invited")
        assert {notice.recipient_id for notice in told} == {scene.office.colleague.user_id, scene.officer.user_id}
        assert {(notice.about, notice.url) for notice in told} == {(scene.one.code, f"/temu-kasus/{scene.one.code}/")}
    assert owed(scene) == {"conference.hold"}


def test_a_guest_from_elsewhere_reads_the_invitation_alone(client, scene):
    sign_in(client, scene.officer)
    text = client.get(reverse("conference", args=[scene.one.code])).content.decode()
    assert "Ruang rapat lantai 2" in text and scene.case.code in text and "rahasia" in text
    for secret in ("Pengasuhan", "Budi", "B.S.", "Siti", "Wali kelas", f"/kasus/{scene.case.code}"):
        assert secret not in text
    for name in ("conference_print", "conference_minutes", "conference_change", "conference_decide"):
        assert client.get(reverse(name, args=[scene.one.code])).status_code in (403, 404), name
    with scope(scene.officer):
        assert Invited.objects.visible_to(scene.officer).count() == 1
        assert not Minutes.objects.for_system(reason="test").exists(), "the database shows no minutes either"
        assert Entry.objects.filter(verb="conference.read").count() >= 0
    sign_in(client, make.Office().supervisor)
    assert client.get(reverse("conference", args=[scene.one.code])).status_code == 404


def test_the_form_offers_who_may_be_asked_and_nobody_unsafe(client, scene):
    with scope(scene.office.worker):
        facts = {"name": "Joko", "relation": "father", "safe_to_contact": "unsafe", "reason": "Mengancam"}
        father = register.add_person(by=scene.office.worker, now=NOW, child=scene.case.child, answers=facts)
    sign_in(client, scene.office.worker)
    url = reverse("conference_new", args=[scene.case.code])
    text = client.get(url).content.decode()
    assert str(scene.mother.pk) in text and str(father.pk) not in text and scene.partner.short_name in text
    late = {"on": "10-11-2026", "at": "09.00", "meeting": "online", "place": "Tautan", "agenda": "Sekolah", "staff": [scene.office.worker.user_id], "version": 0, "form_token": "c1"}  # fmt: skip
    wrong = client.post(url, late)
    assert wrong.status_code == 422 and "tidak boleh sudah lewat" in wrong.content.decode()
    empty = client.post(url, {**late, "on": "20-11-2026", "staff": [], "form_token": "c2"})
    assert "Pilih paling sedikit satu peserta" in empty.content.decode()
    twice = [scene.office.worker.user_id] * 2
    good = client.post(url, {**late, "on": "20-11-2026", "staff": twice, "form_token": "c3"})
    assert good.status_code == 302 and "/temu-kasus/T-" in good.url
    with scope(scene.office.worker), pytest.raises(services.CaseRefused, match="tidak boleh dihubungi"):
        answers = {"starts_at": SOON, "meeting": "onsite", "place": "x", "agenda": "y"}
        services.invite(
            by=scene.office.worker, now=NOW, case=scene.case, answers=answers, guests=guests(scene, family=(father,))
        )


def test_a_change_tells_everybody_and_whoever_is_no_longer_asked(scene):
    by = scene.office.supervisor
    answers = {
        "starts_at": SOON + timedelta(days=1),
        "meeting": "online",
        "place": "https://rapat.example",
        "agenda": "Sekolah",
    }
    with scope(by):
        services.change(
            by=by, now=NOW, conference=scene.one, version=1, answers=dict(answers), guests=guests(scene, partners=())
        )
        with pytest.raises(ChangedMeanwhile):
            services.change(
                by=by, now=NOW, conference=scene.one, version=1, answers=dict(answers), guests=guests(scene)
            )
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").values_list("kind", "recipient_id")
        assert ("conference.changed", scene.office.colleague.user_id) in set(told)
        assert ("conference.cancelled", scene.officer.user_id) in set(told)
    with scope(scene.officer):
        assert not Conference.objects.visible_to(scene.officer).exists()


def test_cancelled_with_a_reason(client, scene):
    sign_in(client, scene.office.worker)
    url = reverse("conference_cancel", args=[scene.one.code])
    assert client.post(url, {"reason": "Sekolah libur", "form_token": "b1"}).status_code == 302
    assert "Sekolah libur" in client.get(reverse("conference", args=[scene.one.code])).content.decode()
    assert owed(scene) == set()
    again = client.post(url, {"reason": "x", "form_token": "b2"})
    assert again.status_code == 422 and "Dibatalkan" in again.content.decode()
    sign_in(client, scene.officer)
    page = client.get(reverse("conference", args=[scene.one.code])).content.decode()
    assert "dibatalkan" in page and "Sekolah libur" not in page


def test_held_written_decided_and_finished(client, at, scene):
    sign_in(client, scene.office.worker)
    page = reverse("conference", args=[scene.one.code])
    early = client.post(reverse("conference_hold", args=[scene.one.code]))
    assert early.status_code == 409 and "belum berlangsung" in early.content.decode()
    at(AFTER)
    assert client.post(reverse("conference_hold", args=[scene.one.code])).url == page
    assert owed(scene) == {"conference.minutes"}
    refused = client.post(reverse("conference_finish", args=[scene.one.code]))
    text = refused.content.decode()
    assert refused.status_code == 409
    for words in ("Catat siapa yang hadir", "Tulis fakta", "pendapat anak", "pendapat keluarga"):
        assert words in text
    url = reverse("conference_minutes", args=[scene.one.code])
    with scope(scene.office.worker):
        came = [str(one.pk) for one in Invited.objects.visible_to(scene.office.worker).filter(conference=scene.one)]
    sent = {**SAID, "differences_said": "Sekolah ingin menunda", "next_on": "1-12-2026", "came": came, "version": 1}
    del sent["differences"]
    silent = client.post(url, {**sent, "family_view": "", "form_token": "m0"})
    assert silent.status_code == 422 and "Tulis mengapa tidak didengar" in silent.content.decode()
    assert client.post(url, {**sent, "form_token": "m1"}).url == page
    decide = reverse("conference_decide", args=[scene.one.code])
    for number, who in enumerate((f"p{scene.office.colleague.user_id}", f"i{scene.partner.pk}")):
        answers = {"text": f"Langkah {number}", "who": who, "due_on": "25-11-2026", "form_token": f"k{number}"}
        assert client.post(decide, answers).url == page
    with scope(scene.office.worker):
        tasks = {
            task.assigned_to_id: task.text
            for task in Task.objects.visible_to(scene.office.worker).filter(case=scene.case)
        }
    assert tasks[scene.office.colleague.user_id] == "Langkah 0"
    assert (
        "Langkah 1" in tasks[scene.office.worker.user_id]
        and scene.partner.short_name in tasks[scene.office.worker.user_id]
    )
    assert client.post(reverse("conference_finish", args=[scene.one.code])).url == page
    assert owed(scene) == {"conference.plan"}
    paper = client.get(reverse("conference_print", args=[scene.one.code])).content.decode()
    for words in ("RAHASIA", scene.case.code, "Sekolah menerima kembali", "Langkah 1", "Tidak didengar", "kerahasiaan"):
        assert words in paper
    assert "Budi" not in paper and "Siti" not in paper
    added = client.post(
        reverse("conference_add", args=[scene.one.code]), {"text": "Kepala sekolah menyusul", "form_token": "t1"}
    )
    assert added.status_code == 302 and "Kepala sekolah menyusul" in client.get(page).content.decode()
    again = client.post(url, {**sent, "version": 2, "form_token": "m2"})
    assert again.status_code == 422 and "sebelum notula selesai" in again.content.decode()
    invited(scene, starts_at=NOW + timedelta(days=30))
    assert owed(scene) == {"conference.hold"}, "the next invitation settles that one was due"


def test_finished_minutes_do_not_change_in_the_database(scene):
    held(scene)
    minuted(scene)
    with scope(scene.office.worker):
        services.decide(
            by=scene.office.worker, now=AFTER, conference=scene.one, text="Daftar ulang", due_on=TODAY + timedelta(days=9),
            person=person(scene.office.worker),
        )  # fmt: skip
    finished(scene)
    by = scene.office.worker
    for model, change in (
        (Minutes, {"facts": "x"}), (Invited, {"came": False}), (ConferenceDecision, {"text": "x"}), (Conference, {"place": "x"}),
    ):  # fmt: skip
        with scope(by), pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            found = model.objects.visible_to(by)
            found.filter(**({"pk": scene.one.pk} if model is Conference else {"conference": scene.one})).update(
                **change
            )


def test_two_who_write_the_minutes_lose_no_words(client, at, scene):
    held(scene)
    minuted(scene)
    with pytest.raises(ChangedMeanwhile):
        minuted(scene, facts="Lain")
    at(AFTER)
    sign_in(client, scene.office.supervisor)
    sent = {**SAID, "facts": "Versi kedua", "differences_said": "", "version": 1, "form_token": "d1"}
    sent.pop("next_on")
    page = client.post(reverse("conference_minutes", args=[scene.one.code]), sent)
    assert page.status_code == 422
    assert "Versi kedua" in page.content.decode() and "Sekolah menerima kembali" in page.content.decode()
