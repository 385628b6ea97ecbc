"""An intake meets a child who is known already: a further report, a new case, or a refusal."""

# ruff: noqa: F811
import re

import pytest
from django.urls import reverse

from agencies.people.models import User
from cases.casework.models import Case, Report
from cases.casework.services import CaseRefused, add_report, open_case
from cases.children.models import Child
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.cases.casework.test_intake import CHILD, EVENT, NIK, begin, leads, office, rows, send, worker  # noqa: F401
from tests.factories import casework as make

pytestmark = pytest.mark.django_db


def test_a_child_who_may_be_the_same_is_shown_once_before_going_on(worker, office):
    case = make.open_case_for(office.worker)
    number = begin(worker)
    asked = send(worker, "intake_child", number, **CHILD)
    text = asked.content.decode()
    assert asked.status_code == 200 and "Mungkin sudah tercatat (1)" in text and case.child.code in text
    assert "nama sama" in text and "Ini anak yang sama" in text
    leads(send(worker, "intake_child", number, **CHILD, _dilihat=case.child.code), "intake_event", number)
    [entry] = [one for one in rows(Entry) if one.verb == "child.listed"]
    assert entry.detail == {"count": 1} and entry.is_read


def test_the_same_child_with_an_open_case_gets_a_further_report(worker, office):
    case = make.open_case_for(office.worker, office.supervisor)
    number = begin(worker)
    leads(send(worker, "intake_child", number, **CHILD, _sama=case.child.code), "intake_event", number)
    leads(send(worker, "intake_event", number, **{**EVENT, "in_danger": "yes"}), "intake_danger", number)
    leads(send(worker, "intake_danger", number, called="no"), "intake_check", number)
    page = worker.get(reverse("intake_check", args=[number])).content.decode()
    assert f"Laporan ini ditambahkan ke kasus {case.code}" in page
    done = send(worker, "intake_check", number)
    leads(done, "intake_done", case.code)
    assert "Laporan ke-2 untuk kasus ini" in worker.get(done.url).content.decode()
    assert len(rows(Case)) == 1 and len(rows(Child)) == 1 and len(rows(Report)) == 2
    assert rows(Case)[0].risk == "immediate"
    timeline = worker.get(reverse("case_timeline", args=[case.code])).content.decode()
    assert "Laporan ke-2 diterima" in timeline and "belum menghubungi" in timeline


def test_a_further_report_tells_the_manager(office, client):
    case = make.open_case_for(office.worker, office.supervisor)
    client.force_login(User.objects.get(pk=office.supervisor.user_id))
    url = reverse("intake_known", args=[case.child.code])
    assert f"Kasus {case.code} masih terbuka" in client.get(url).content.decode()
    number = re.search(r"/asupan/([0-9a-f-]{36})/", client.post(url).url)[1]
    send(client, "intake_event", number, **EVENT)
    send(client, "intake_check", number)
    told = [one for one in rows(Notice) if one.kind == "report.added"]
    assert [(one.recipient_id, one.about) for one in told] == [(office.worker.user_id, case.code)]


def test_a_known_child_without_an_open_case_gets_one(worker, office):
    case = make.open_case_for(office.worker)
    with system_scope("test"):
        Case.objects.for_system(reason="test").update(closed_at=make.NOW, stage="rejected")
    number = begin(worker)
    send(worker, "intake_child", number, **CHILD, _sama=case.child.code)
    send(worker, "intake_event", number, **EVENT)
    send(worker, "intake_check", number)
    assert len(rows(Case)) == 2 and len(rows(Child)) == 1


def test_a_foreign_child_is_not_taken(worker):
    foreign = make.open_case_for(make.Office().worker)
    number = begin(worker)
    assert worker.get(reverse("intake_known", args=[foreign.child.code])).status_code == 404
    leads(send(worker, "intake_child", number, **CHILD, _sama=foreign.child.code), "intake_child", number)
    leads(worker.get(reverse("intake_event", args=[number])), "intake_child", number)


def test_a_nik_in_use_is_refused_unless_the_other_child_was_looked_at(worker, office):
    case = make.open_case_for(
        office.worker, child={"full_name": "Lain Sekali", "sex": "L", "nik": NIK, "nik_known": "yes"}
    )
    same = {**CHILD, "nik": NIK, "nik_known": "yes"}
    number = begin(worker)
    asked = send(worker, "intake_child", number, **same)
    assert "NIK sama" in asked.content.decode()
    send(worker, "intake_child", number, **same, _dilihat=case.child.code)
    send(worker, "intake_event", number, **EVENT)
    assert send(worker, "intake_check", number).status_code == 302 and len(rows(Child)) == 2


def test_a_second_case_of_a_child_with_an_open_one_is_refused(office):
    case = make.open_case_for(office.worker)
    with scope(office.worker), pytest.raises(CaseRefused, match="sudah punya kasus terbuka") as refused:
        open_case(by=office.worker, now=make.NOW, answers=make.intake(), child=case.child)
    assert refused.value.missing[0].url == reverse("case", args=[case.code])


def test_a_closed_case_takes_no_further_report(office):
    case, found = make.case_at("done")
    with scope(found.worker), pytest.raises(CaseRefused, match="sudah ditutup"):
        add_report(by=found.worker, now=make.NOW, case=case, answers=make.intake())
