"""A case is handed on: offered, seen as an envelope, accepted or declined, withdrawn, and never lost in silence."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.obligations.models import Obligation
from agencies.people.models import User
from cases.casework import services
from cases.casework.models import Case, Note, Task, Transfer
from cases.documents.models import Document
from cases.sharing import services as sharing
from cases.sharing.models import AccessRow
from cases.sharing.services import NoBasis
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.factories import casework as make
from tests.factories import consents, documents

pytestmark = pytest.mark.django_db
WORDS = "Anak aman di rumah bibi. Ayah jangan dihubungi."


def person(viewer) -> User:
    return User.objects.get(pk=viewer.user_id)


def offered(stage="implementation", **more):
    """Return a case offered by its office's supervisor to another office, both offices, and the offer."""
    case, office = make.case_at(stage)
    other = make.Office()
    with scope(office.worker):
        make.task_for(case, office.worker)
        documents.document(case, office.worker)
    consents.consent(case, office.worker)
    with scope(office.supervisor):
        made = services.offer_to_agency(
            by=office.supervisor, now=more.get("now", make.NOW), case=case, to_agency=other.agency, reason="moved",
            text=WORDS,
        )  # fmt: skip
    return case, office, other, made


def to_colleague():
    """Return a case offered by its manager to a colleague, their office, and the offer."""
    case, office = make.case_at("implementation")
    with scope(office.worker):
        make.task_for(case, office.worker)
        made = services.offer_to_colleague(
            by=office.worker, now=make.NOW, case=case, person=person(office.colleague), reason="leave", text=WORDS
        )
    return case, office, made


def duties(case: Case) -> list[Obligation]:
    with system_scope("test"):
        return list(Obligation.objects.for_system(reason="test").open().filter(case_id=case.pk))


def told(verb_kind: str) -> set[int]:
    with system_scope("test"):
        return set(
            Notice.objects.for_system(reason="test").filter(kind=verb_kind).values_list("recipient_id", flat=True)
        )


def answer(verb: str, office, row, **more):
    with scope(office.supervisor):
        return getattr(services, verb)(by=office.supervisor, now=make.NOW, transfer=row, **more)


def test_nothing_moves_before_the_other_side_accepts(client):
    case, office, other, row = offered()
    with scope(office.worker):
        assert Case.objects.worked_by(office.worker).get(pk=case.pk).owner_agency_id == office.agency.pk
    with scope(other.supervisor):
        assert not Case.objects.visible_to(other.supervisor).filter(pk=case.pk).exists()
        assert not Note.objects.visible_to(other.supervisor).exists()
    client.force_login(person(other.supervisor))
    text = client.get(reverse("transfer", args=[row.code])).content.decode()
    assert "Anak pindah wilayah" in text and "12–17 tahun" in text and "Implementasi" in text
    for secret in ("Budi", "Santosa", case.code, case.child.code, "bibi"):
        assert secret not in text
    assert row.code in client.get("/").content.decode(), "the answer is owed on the receiver's first page"
    client.force_login(person(other.worker))
    assert client.get(reverse("transfer", args=[row.code])).status_code == 404
    assert row.code not in client.get(reverse("transfers")).content.decode()


def test_accepting_moves_owner_access_duties_tasks_and_documents(client):
    case, office, other, row = offered()
    client.force_login(person(other.supervisor))
    accept = reverse("transfer_accept", args=[row.code])
    empty = client.post(accept, {"form_token": "t1"})
    assert empty.status_code == 422 and "Pilih manajer kasus dari instansi Anda" in empty.content.decode()
    assert client.post(accept, {"manager": other.worker.user_id, "form_token": "t2"}).status_code == 302
    with scope(other.worker):
        moved = Case.objects.worked_by(other.worker).get(pk=case.pk)
        assert (moved.owner_agency_id, moved.manager_id, moved.stage) == (
            other.agency.pk, other.worker.user_id, "implementation",
        )  # fmt: skip
        [task] = Task.objects.visible_to(other.worker).filter(case=case)
        assert (task.agency_id, task.assigned_to_id) == (other.agency.pk, other.worker.user_id)
        assert Document.objects.visible_to(other.worker).filter(case=case, owner_agency=other.agency).exists()
        make.visit(moved, other.worker)
    assert {duty.holder_agency_id for duty in duties(case)} == {other.agency.pk}
    assert {duty.holder_id for duty in duties(case)} <= {other.worker.user_id, None}
    assert not [duty for duty in duties(case) if duty.kind.startswith("transfer.")]
    assert {office.supervisor.user_id, office.worker.user_id, other.worker.user_id} <= told("transfer.accepted")
    client.force_login(person(other.worker))
    text = client.get(reverse("case_timeline", args=[case.code]) + "?jenis=kasus").content.decode()
    assert "Alih kasus diterima" in text and "Kasus ditawarkan kepada" in text and WORDS[:20] in text


def test_the_former_owner_reads_for_a_while_and_changes_nothing(client, monkeypatch):
    moment = clock.now()
    case, office, other, row = offered(now=moment)
    with scope(other.supervisor):
        services.accept_offer(by=other.supervisor, now=moment, transfer=row, manager=person(other.worker))
    with scope(office.worker):
        assert Case.objects.worked_by(office.worker).filter(pk=case.pk).exists()
        for verb in (make.visit, make.agree):
            with pytest.raises(services.CaseRefused, match="tidak mengubahnya"):
                verb(case, office.worker)
    client.force_login(person(office.worker))
    text = client.get(reverse("case", args=[case.code])).content.decode()
    assert "sudah beralih ke" in text and "Tindakan" not in text
    with system_scope("test"):
        rows = AccessRow.objects.for_system(reason="test").standing().filter(case_id=case.pk)
        former = rows.filter(agency=office.agency)
        assert {one.basis for one in former} == {"former"}
        assert all(moment + timedelta(days=29) < one.ends_at < moment + timedelta(days=32) for one in former)
        assert set(rows.values_list("owner_agency_id", flat=True)) == {other.agency.pk}


def test_a_declined_case_stays_and_the_sender_is_told_why(client):
    case, office, other, row = offered()
    client.force_login(person(other.supervisor))
    url = reverse("transfer_decline", args=[row.code])
    vague = client.post(url, {"reason": "other", "form_token": "d1"})
    assert vague.status_code == 422 and "Tulis alasannya" in vague.content.decode()
    answers = {"reason": "out_of_area", "text": "Anak tinggal di Solok", "form_token": "d2"}
    assert client.post(url, answers).url == reverse("transfers")
    assert office.supervisor.user_id in told("transfer.declined")
    client.force_login(person(office.supervisor))
    text = client.get(reverse("transfer", args=[row.code])).content.decode()
    assert "Anak tidak tinggal di wilayah kami" in text and "Anak tinggal di Solok" in text
    assert not [duty for duty in duties(case) if duty.kind.startswith("transfer.")]
    with scope(office.worker):
        make.visit(case, office.worker)
        assert Entry.objects.filter(case_id=case.pk, verb="transfer.declined").exists()


def test_an_offer_is_withdrawn_by_its_sender_only(client):
    _case, office, other, row = offered()
    client.force_login(person(other.supervisor))
    url = reverse("transfer_withdraw", args=[row.code])
    assert client.post(url).status_code == 409
    client.force_login(person(office.supervisor))
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 409
    assert other.supervisor.user_id in told("transfer.withdrawn")


def test_a_colleague_confirms_and_tasks_come_along(client):
    case, office, row = to_colleague()
    client.force_login(person(office.colleague))
    assert row.code in client.get("/").content.decode()
    text = client.get(reverse("transfer", args=[row.code])).content.decode()
    assert "Budi" not in text and "Terima kasus" in text
    assert client.get(reverse("case", args=[case.code])).status_code == 404
    assert client.post(reverse("transfer_accept", args=[row.code]), {"form_token": "c1"}).status_code == 302
    assert client.get(reverse("case", args=[case.code])).status_code == 200
    assert WORDS[:20] in client.get(reverse("case_timeline", args=[case.code]) + "?jenis=kasus").content.decode()
    assert {duty.holder_id for duty in duties(case)} == {office.colleague.user_id}
    with scope(office.colleague):
        assert {one.assigned_to_id for one in Task.objects.visible_to(office.colleague).filter(case=case)} == {
            office.colleague.user_id
        }
    client.force_login(person(office.worker))
    assert client.get(reverse("case", args=[case.code])).status_code == 404
    assert "Diterima" in client.get(reverse("transfer", args=[row.code])).content.decode()


def test_a_manager_offers_and_a_supervisor_assigns():
    case, office, row = to_colleague()
    with scope(office.worker), pytest.raises(services.CaseRefused) as refused:
        services.assign(by=office.worker, now=make.NOW, case=case, worker=person(office.colleague))
    assert refused.value.missing[0].url == reverse("case_offer_worker", args=[case.code])
    with scope(office.supervisor):
        with pytest.raises(services.CaseRefused, match="Hanya manajer kasus"):
            services.offer_to_colleague(
                by=office.supervisor, now=make.NOW, case=case, person=person(office.colleague), reason="leave", text="x"
            )
        services.assign(by=office.supervisor, now=make.NOW, case=case, worker=person(office.colleague))
        row = Transfer.objects.visible_to(office.supervisor).get(pk=row.pk)
        assert row.state == "withdrawn", "the case has found its manager otherwise"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"to_agency": "own"}, "Pilih instansi lain"),
        ({"to_agency": "empty"}, "belum punya supervisor"),
        ({"text": ""}, "Tulis catatan alih kasus"),
        ({"by": "worker"}, "tidak berhak"),
        ({"twice": True}, "sudah ditawarkan"),
    ],
)
def test_an_offer_is_refused_in_words(change, words):
    case, office = make.case_at("implementation")
    other = make.Office()
    to = {"own": office.agency, "empty": make.make.agency()}.get(change.get("to_agency", ""), other.agency)
    by = office.worker if change.get("by") else office.supervisor
    consents.consent(case, office.worker)
    answers = {"case": case, "to_agency": to, "reason": "moved", "text": change.get("text", WORDS)}
    with scope(by):
        if change.get("twice"):
            services.offer_to_agency(by=by, now=make.NOW, **answers)
        with pytest.raises(services.CaseRefused, match=words):
            services.offer_to_agency(by=by, now=make.NOW, **answers)


def test_no_case_is_handed_to_another_agency_without_a_basis():
    case, office = make.case_at("implementation")
    other = make.Office()
    offer = {"by": office.supervisor, "now": make.NOW, "case": case, "to_agency": other.agency, "reason": "moved"}
    with scope(office.supervisor), pytest.raises(NoBasis) as refused:
        services.offer_to_agency(**offer, text=WORDS)
    assert reverse("consent_new", args=[case.code]) in refused.value.missing[-1].url
    agreed = consents.consent(case, office.worker)
    with scope(office.supervisor):
        row = services.offer_to_agency(**offer, text=WORDS)
        sharing.withdraw(by=office.supervisor, now=make.NOW, consent=agreed, withdrawn_by="parent")
    with pytest.raises(services.CaseRefused, match="tidak berlaku"):
        answer("accept_offer", other, row, manager=person(other.worker))
