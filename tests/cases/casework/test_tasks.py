"""Tasks for anybody of the office: seen without the file, always owed, never silently dropped."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.obligations.models import Obligation
from agencies.people.models import User
from agencies.people.roles import Role
from ampk.desk import duties
from cases.casework import services
from cases.casework.choices import Desk
from cases.casework.models import TaskEvent
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.cases.casework.test_pages import sign_in
from tests.factories import casework as make
from tests.factories import children

pytestmark = pytest.mark.django_db
NOW, TODAY = make.NOW, make.TODAY


@pytest.fixture
def file(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return make.case_at("implementation")


def person(viewer) -> User:
    return User.objects.get(pk=viewer.user_id)


def made(case, by, **more):
    with scope(by):
        return make.task_for(case, by, **more)


def duty(task):
    with system_scope("test"):
        return Obligation.objects.for_system(reason="test").get(key=task.key)


def test_a_colleague_without_the_case_reads_the_sentence_and_the_code_alone(client, file):
    case, office = file
    operator = children.viewer(Role.INTAKE_OPERATOR, office.agency)
    task = made(case, office.worker, assigned_to=person(operator), text="Fotokopi surat")
    sign_in(client, operator)
    text = client.get(reverse("task", args=[task.pk])).content.decode()
    assert "Fotokopi surat" in text and case.code in text and "B.S." not in text
    assert f"/kasus/{case.code}/" not in text and "Batalkan" not in text
    assert "Fotokopi surat" in client.get(reverse("tasks")).content.decode()
    home = client.get(reverse("today")).content.decode()
    assert f"/tugas/{task.pk}/tunda/" in home and case.code in home
    assert client.post(reverse("task_done", args=[task.pk])).status_code == 302
    assert duty(task).settled_how == "done"
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").filter(kind="task.done", recipient_id=office.worker.user_id)
        assert told.count() == 1
    sign_in(client, office.colleague)
    assert client.get(reverse("task", args=[task.pk])).status_code == 404


@pytest.mark.parametrize(
    ("desk", "role", "other"),
    [
        (Desk.SUPERVISOR, Role.SUPERVISOR, Role.WORKER), (Desk.WORKER, Role.WORKER, Role.INTAKE_OPERATOR),
        (Desk.INTAKE, Role.INTAKE_OPERATOR, Role.HEAD), (Desk.HEAD, Role.HEAD, Role.WORKER),
    ],
)  # fmt: skip
def test_a_desks_task_waits_for_whoever_works_there(client, file, desk, role, other):
    case, office = file
    task = made(case, office.worker, assigned_to=None, desk=str(desk))
    here, elsewhere = children.viewer(role, office.agency), children.viewer(other, office.agency)
    for viewer, is_theirs in ((here, True), (elsewhere, False)):
        with scope(viewer):
            rows = [row.duty.key for part in duties.day_of(viewer, now=NOW).values() for row in part.rows]
            assert (task.key in rows) == is_theirs
        sign_in(client, viewer)
        listed = "Antar akta" in client.get(reverse("tasks")).content.decode()
        assert listed == is_theirs
        sees = is_theirs or other == Role.HEAD
        assert client.get(reverse("task", args=[task.pk])).status_code == (200 if sees else 404)
    sign_in(client, here)
    assert client.post(reverse("task_done", args=[task.pk])).status_code == 302
    assert duty(task).settled_by_id == here.user_id


def test_snoozed_handed_on_and_cancelled_with_reasons_that_stay(client, file):
    case, office = file
    task = made(case, office.worker)
    sign_in(client, office.worker)
    steps = (
        ("task_snooze", {"due_on": "20-11-2026", "reason": "Kantor tutup", "version": 1}),
        ("task_reassign", {"to": f"p{office.colleague.user_id}", "reason": "Lebih dekat", "version": 2}),
        ("task_cancel", {"reason": "Akta sudah ada", "version": 3}),
    )
    for number, (name, answers) in enumerate(steps):
        page = client.post(reverse(name, args=[task.pk]), {**answers, "form_token": f"t{number}"})
        assert page.status_code == 302, page.content.decode()
    text = client.get(reverse("task", args=[task.pk])).content.decode()
    for words in ("Kantor tutup", "Lebih dekat", "Akta sudah ada", "Dibatalkan", "Jum, 20 Nov"):
        assert words in text
    with scope(office.worker):
        verbs = set(Entry.objects.filter(case_id=case.pk, verb__startswith="task.").values_list("verb", flat=True))
        assert {"task.snoozed", "task.reassigned", "task.cancelled"} <= verbs
        assert not Obligation.objects.visible_to(office.worker).open().filter(case_id=case.pk, kind="task").exists()
    ended = client.get(reverse("case_tasks", args=[case.code]) + "?keadaan=selesai").content.decode()
    assert "Antar akta" in ended
    assert client.post(reverse("task_undo", args=[task.pk])).status_code == 302
    assert "Antar akta" in client.get(reverse("case_tasks", args=[case.code])).content.decode()
    with scope(office.worker), pytest.raises(DatabaseError), transaction.atomic():
        TaskEvent.objects.visible_to(office.worker).filter(task=task).update(reason="lain")


def test_handing_on_moves_what_is_owed(file):
    case, office = file
    task = made(case, office.worker)
    with scope(office.worker):
        moved = services.reassign_task(by=office.worker, now=NOW, task=task, version=1, desk="supervisor")
    assert duty(task).cancelled and duty(moved).holder_id is None and duty(moved).kind == "task.supervisor"
    assert duty(moved).due_at == duty(task).due_at


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda by, task: services.snooze_task(by=by, now=NOW, task=task, version=1, due_on=TODAY, reason="x"), "Pilih tanggal"),
        (lambda by, task: services.reassign_task(by=by, now=NOW, task=task, version=1, desk="head"), "membuka kasusnya"),
        (lambda by, task: services.cancel_task(by=by, now=NOW, task=task, version=1, reason="x"), "dibatalkan pembuatnya"),
    ],
)  # fmt: skip
def test_what_somebody_without_the_file_may_not_do(file, act, words):
    case, office = file
    task = made(case, office.supervisor, assigned_to=person(office.colleague))
    with scope(office.colleague), pytest.raises(services.CaseRefused, match=words):
        act(office.colleague, task)


def test_refusals_of_a_new_task(file):
    case, office = file
    stranger = make.Office()
    for more, words in (
        ({"due_on": TODAY - timedelta(days=1)}, "tidak boleh sudah lewat"),
        ({"assigned_to": person(stranger.worker)}, "rekan dari instansi pemilik"),
        ({"assigned_to": None}, "rekan dari instansi pemilik"),
    ):
        with pytest.raises(services.CaseRefused, match=words):
            made(case, office.worker, **more)


def test_the_second_of_two_sees_what_the_first_changed(client, file):
    case, office = file
    task = made(case, office.worker)
    with scope(office.supervisor):
        services.snooze_task(
            by=office.supervisor, now=NOW, task=task, version=1, due_on=TODAY + timedelta(days=9), reason="Libur"
        )
    with scope(office.worker), pytest.raises(ChangedMeanwhile):
        services.cancel_task(by=office.worker, now=NOW, task=task, version=1, reason="x")
    sign_in(client, office.worker)
    sent = {"due_on": "25-11-2026", "reason": "Tunggu surat", "version": 1, "form_token": "c1"}
    page = client.post(reverse("task_snooze", args=[task.pk]), sent)
    assert page.status_code == 422
    assert "Tunggu surat" in page.content.decode() and "Sab, 21 Nov" in page.content.decode()
