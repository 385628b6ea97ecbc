"""The plan's pages: a page for each goal and activity, what is missing linked, what changed in words and shape."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.people.models import User
from cases.casework import plans, services
from cases.casework.models import ProgressReport
from core.kernel.scope import scope
from tests.cases.casework.test_plan import case_with_needs
from tests.factories import casework as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    def _as(viewer):
        client.force_login(User.objects.get(pk=viewer.user_id))
        return client

    return _as


def shown(answer, status=200) -> str:
    assert answer.status_code == status, answer.status_code
    return " ".join(answer.content.decode().split())


def test_what_is_weak_is_suggested_written_and_submitted(sign_in):
    case, office = case_with_needs(schooling=1, faith=2)
    client, page = sign_in(office.worker), reverse("plan", args=[case.code])
    first = shown(client.get(page))
    assert "Bidang lemah tanpa tujuan" in first and "Sekolah atau pelatihan" in first
    form = shown(client.get(f"{reverse('goal_new', args=[case.code])}?bidang=education"))
    assert '<option value="education" selected>' in form
    sent = client.post(
        reverse("goal_new", args=[case.code]),
        {"domain": "education", "goal": "Anak bersekolah", "component": "care", "activity": "Daftar ulang"},
    )
    assert sent.status_code == 302 and sent.url == page
    second = shown(client.get(page))
    assert "Belum ada penanggung jawab dan tenggat" in second
    refused = shown(client.post(reverse("plan_submit", args=[case.code])), 409)
    assert "Kehidupan spiritual lemah: tulis tujuan, atau alasan tanpa tujuan" in refused
    with scope(office.worker):
        activity = plans.versions_of(case, office.worker)[0].goals.all()[0].activities.all()[0]
    done = client.post(
        reverse("activity_edit", args=[case.code, activity.lineage]),
        {
            "component": "care", "activity": "Daftar ulang", "responsible": f"p{office.worker.user_id}", "version": "1",
            "due_on_0": "1", "due_on_1": "12", "due_on_2": "2026",
        },
    )  # fmt: skip
    assert done.status_code == 302
    client.post(reverse("plan_gap", args=[case.code, "spirit"]), {"reason": "Didampingi Kemenag"})
    assert client.post(reverse("plan_submit", args=[case.code])).status_code == 302
    assert "Menunggu supervisor yang bukan penyusunnya" in shown(client.get(page))


def test_the_supervisor_sees_what_changed_and_returns_with_a_note(sign_in):
    case, office = make.case_at("implementation")
    with scope(office.worker):
        goal = plans.versions_of(case, office.worker)[0].goals.all()[0]
        answers = {"domain": "education", "goal": "Anak kembali belajar"}
        services.write_goal(by=office.worker, now=make.NOW, case=case, answers=answers, goal=goal.lineage)
        services.submit_plan(by=office.worker, now=make.NOW, case=case)
    client, page = sign_in(office.supervisor), reverse("plan_decide", args=[case.code])
    text = shown(client.get(page))
    assert "Dibandingkan dengan versi 1" in text and "≠ Diubah" in text
    assert '<del><span class="visually-hidden">dihapus: </span>bersekolah</del>' in text
    assert '<ins><span class="visually-hidden">ditambahkan: </span>belajar</ins>' in text
    refused = shown(client.post(page, {"decision": "return", "version": "2"}), 422)
    assert "Tulis apa yang perlu diperbaiki" in refused
    assert client.post(page, {"decision": "return", "text": "Sebut sekolahnya", "version": "2"}).status_code == 302
    plan = shown(sign_in(office.worker).get(reverse("plan", args=[case.code])))
    assert "Yang perlu diperbaiki" in plan and "Sebut sekolahnya" in plan


def test_a_second_editor_of_an_activity_sees_both_words(sign_in):
    case, office = make.case_at("implementation")
    with scope(office.worker):
        activity = plans.versions_of(case, office.worker)[0].goals.all()[0].activities.all()[0]
        answers = make.plan_goal(office.worker, activity="Antar anak ke sekolah")
        services.write_activity(
            by=office.worker, now=make.NOW, case=case, activity=activity.lineage, answers=answers, version=1
        )
    client = sign_in(office.worker)
    sent = {"component": "care", "activity": "Daftar ulang besok", "responsible": "", "version": "1"}
    page = shown(client.post(reverse("activity_edit", args=[case.code, activity.lineage]), sent), 422)
    assert "Antar anak ke sekolah" in page and "Daftar ulang besok" in page and 'name="version" value="2"' in page
    again = {**sent, "version": "2"}
    assert client.post(reverse("activity_edit", args=[case.code, activity.lineage]), again).status_code == 302


def test_a_report_is_written_and_read(sign_in):
    case, office = make.case_at("implementation")
    client = sign_in(office.worker)
    with scope(office.worker):
        goal = plans.versions_of(case, office.worker)[0].goals.all()[0]
    page = reverse("progress_new", args=[case.code])
    assert "Tujuan 1: Anak kembali bersekolah" in shown(client.get(page))
    date = {f"period_{end}_{n}": part for end in ("from", "to") for n, part in enumerate(("12", "11", "2026"))}
    missing = shown(client.post(page, {**date, "next_steps": "Kunjungan"}), 422)
    assert "Tulis yang dicapai untuk tujuan 1" in missing and "Kunjungan" in missing
    answers = {
        **date,
        "next_steps": "Kunjungan",
        f"state_{goal.lineage}": "running",
        f"reached_{goal.lineage}": "Terdaftar",
    }
    sent = client.post(page, answers)
    read = shown(client.get(sent.url))
    assert "Terdaftar" in read and "Suara anak" in read and "Belum ditanyakan" in read


def addresses(case, viewer) -> list[str]:
    with scope(viewer):
        goal = plans.versions_of(case, viewer)[0].goals.all()[0]
        activity = goal.activities.all()[0]
        report = ProgressReport.objects.visible_to(viewer).filter(case=case).first() or make.progress(case, viewer)
    code = case.code
    return [
        *(reverse(name, args=[code]) for name in ("plan", "plan_decide", "goal_new", "progress_new")),
        *(reverse(name, args=[code, goal.lineage]) for name in ("goal_edit", "goal_remove", "goal_state", "activity_new")),
        *(reverse(name, args=[code, activity.lineage]) for name in ("activity_edit", "activity_remove", "activity_state")),
        reverse("plan_version", args=[code, 1]), reverse("plan_gap", args=[code, "home"]),
        reverse("progress_report", args=[code, report.pk]),
    ]  # fmt: skip


def test_every_page_opens_for_the_office_and_for_nobody_else(sign_in):
    case, office = make.case_at("implementation")
    paths = addresses(case, office.worker)
    client = sign_in(office.supervisor)
    assert {client.get(path).status_code for path in paths} == {200}
    assert client.get(reverse("plan_gap", args=[case.code, "tidak-ada"])).status_code == 404
    client = sign_in(make.Office().supervisor)
    assert {client.get(path).status_code for path in paths} == {404}


def test_goals_are_ordered_and_removed_with_buttons(sign_in):
    case, office = make.case_at("implementation")
    client = sign_in(office.worker)
    with scope(office.worker):
        services.write_goal(
            by=office.worker, now=make.NOW, case=case, answers=make.plan_goal(office.worker, goal="Kedua")
        )
        second = plans.versions_of(case, office.worker)[0].goals.all()[1]
    client.post(reverse("goal_up", args=[case.code, second.lineage]))
    page = shown(client.get(reverse("plan", args=[case.code])))
    assert page.index("1. Kedua") < page.index("2. Anak kembali bersekolah")
    client.post(reverse("goal_remove", args=[case.code, second.lineage]), {"version": "1"})
    assert "Kedua" not in shown(client.get(reverse("plan", args=[case.code])))
    assert "Kedua" not in shown(client.get(reverse("plan_version", args=[case.code, 1])))


def test_the_pages_cost_the_same_for_one_goal_and_for_many(sign_in):
    case, office = make.case_at("implementation")
    client, counts = sign_in(office.worker), []
    paths = [reverse("plan", args=[case.code]), reverse("plan_version", args=[case.code, 1])]
    for more in (1, 6):
        with scope(office.worker):
            for number in range(more):
                goal = make.plan_goal(office.worker, goal=f"Tujuan tambahan {number}")
                services.write_goal(by=office.worker, now=make.NOW, case=case, answers=goal)
        for path in paths:
            client.get(path)
        with CaptureQueriesContext(connection) as asked:
            for path in paths:
                assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_case_taken_up_again_is_assessed_and_planned_anew(sign_in):
    case, office = make.case_at("done")
    later = make.NOW + timedelta(days=1)
    with scope(office.supervisor):
        case = services.reopen(by=office.supervisor, now=later, case=case, reason="relapse")
    with scope(office.worker):
        assert make.assessed(case, office.worker, now=later).reason == "reopened"
        services.move(by=office.worker, now=later, case=case, name="plan")
    page = shown(sign_in(office.worker).get(reverse("plan", args=[case.code])))
    assert "masa sebelum kasus dibuka kembali" in page
