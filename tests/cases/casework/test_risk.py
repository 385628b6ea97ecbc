"""The risk assessment: what the answers give, who may differ, what it starts, and how it stays readable."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from agencies.obligations.models import Obligation
from agencies.people.models import User
from cases.casework import rating, services
from cases.casework.choices import Risk
from cases.casework.models import Case, RiskRating
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.factories import casework as make

pytestmark = pytest.mark.django_db
LEVELS = ("immediate", "high", "medium", "low")
PAIRS = [(item.code, answer) for item in rating.CURRENT.ITEMS.values() for answer in item.answers]


def duties(case: Case, kind: str) -> list[Obligation]:
    with system_scope("test"):
        return list(Obligation.objects.for_system(reason="test").open().filter(case_id=case.pk, kind=kind))


@pytest.mark.parametrize("level", LEVELS)
def test_the_level_follows_from_the_answers_with_reasons(level):
    found = rating.result(make.risk_answers(level))
    assert found.level == level and found.reasons and found.unknown == ()
    assert any(reason.decides for reason in found.reasons) == (level in ("immediate", "high"))


@pytest.mark.parametrize(("code", "answer"), PAIRS, ids=lambda one: getattr(one, "value", one))
def test_a_worse_answer_never_gives_a_lower_level(code, answer):
    mildest = min(rating.CURRENT.ITEMS[code].answers, key=lambda one: (one.weight, bool(one.decides)))
    low = rating.result({**make.CALM, code: mildest.value})
    found = rating.result({**make.CALM, code: answer.value})
    assert not rating.is_lower(found.level, low.level)
    if answer.decides:
        assert not rating.is_lower(found.level, answer.decides)


def test_what_is_not_known_counts_and_is_named():
    known, guessed = make.CALM, {code: "unknown" for code in make.CALM}
    answers = {**known, **{c: v for c, v in guessed.items() if c not in ("age", "attends")}}
    found = rating.result(answers)
    assert found.level == Risk.HIGH and len(found.unknown) == 14
    assert all("Belum" not in str(reason.text) for reason in found.reasons)


def test_a_rating_sets_contact_review_and_record():
    case, office = make.case_at("implementation")
    with scope(office.worker):
        make.rate(case, office.worker, "medium")
        made = make.rate(case, office.worker, "high", now=make.NOW + timedelta(days=1))
        row = Case.objects.visible_to(office.worker).get(pk=case.pk)
        assert (row.risk, made.computed, made.instrument) == ("high", "high", "risk_v1")
        verbs = list(Entry.objects.filter(case_id=case.pk, verb__startswith="case.risk").order_by("at"))
        assert [one.verb for one in verbs] == ["case.risk_rated", "case.risk_changed"]
        assert verbs[1].detail == {"level": "Tinggi", "former": "Sedang"}
    [review], [contact] = duties(case, "case.risk_review"), duties(case, "case.contact")
    assert review.rule.startswith("risk.review.high@") and contact.rule.startswith("contact.high@")
    assert made.review_on == review.due_at.astimezone(office.worker.zone).date()
    with connection.cursor() as cursor, system_scope("test"):
        cursor.execute("SELECT answers FROM casework_riskrating WHERE id = %s", [made.pk])
        assert "same_house" not in cursor.fetchone()[0]


def test_danger_calls_the_supervisors_once():
    case, office = make.case_at("implementation")
    with scope(office.worker):
        make.rate(case, office.worker, "immediate")
        make.rate(case, office.worker, "immediate")
    [call] = duties(case, "case.help")
    assert call.holder_id is None and call.holder_agency_id == office.agency.pk


def test_a_worker_may_raise_with_a_reason_and_only_a_supervisor_may_lower():
    case, office = make.case_at("implementation")
    with scope(office.worker):
        with pytest.raises(services.CaseRefused, match="Tulis mengapa"):
            make.rate(case, office.worker, "low", level="high")
        raised = make.rate(case, office.worker, "low", level="high", reason="Ayah segera bebas")
        assert (raised.level, raised.computed) == ("high", "low")
        with pytest.raises(services.CaseRefused, match="Hanya supervisor"):
            make.rate(case, office.worker, "high", level="low", reason="Menurut saya aman")
        with pytest.raises(services.CaseRefused, match="Pilih tingkat"):
            make.rate(case, office.worker, "low", level="unrated", reason="x")
    with scope(office.supervisor):
        with pytest.raises(services.CaseRefused, match="Tulis mengapa"):
            make.rate(case, office.supervisor, "high", level="low")
        lowered = make.rate(case, office.supervisor, "high", level="medium", reason="Pelaku ditahan")
        assert (lowered.level, lowered.computed) == ("medium", "high")


def test_a_part_of_the_answers_is_no_rating(client):
    case, office = make.case_at("implementation")
    some = {code: value for code, value in make.CALM.items() if code != "protects"}
    with scope(office.worker):
        with pytest.raises(services.CaseRefused) as refused:
            services.rate_risk(by=office.worker, now=make.NOW, case=case, answers=some)
        assert [gap.url for gap in refused.value.missing] == ["#id_protects_0"]
    client.force_login(User.objects.get(pk=office.worker.user_id))
    url = reverse("risk", args=[case.code])
    page = client.post(url, {**some, "reason": "Belum bertemu ibu", "form_token": "r1"})
    text = page.content.decode()
    assert page.status_code == 422 and "Jawab pertanyaan ini" in text and "Belum bertemu ibu" in text
    assert client.post(url, {**some, "_draf": "simpan", "form_token": "r2"}).status_code == 200
    assert client.get(url).content.decode().count(" checked") >= len(some)
    with scope(office.worker):
        assert not RiskRating.objects.visible_to(office.worker).filter(case=case).exists()


def test_the_pages_show_reasons_history_and_what_to_do_now(client):
    case, office = make.case_at("implementation")
    client.force_login(User.objects.get(pk=office.worker.user_id))
    url = reverse("risk", args=[case.code])
    assert re.search(r'name="age"[^>]*value="12to17" checked', client.get(url).content.decode())
    page = client.post(url, {**make.risk_answers("medium"), "form_token": "r1"})
    history = reverse("risk_history", args=[case.code])
    assert page.status_code == 302 and page.url == history
    page = client.post(url, {**make.risk_answers("immediate"), "reason": "Telepon tetangga", "form_token": "r2"})
    danger = reverse("case_danger", args=[case.code])
    assert page.url == danger
    text = client.get(danger).content.decode()
    assert 'href="tel:110"' in text and "Jangan tinggalkan anak sendiri" in text
    text = client.get(reverse("case", args=[case.code])).content.decode()
    assert danger in text and "Anak sedang disakiti" in text
    text = client.get(history).content.decode()
    assert "dari Sedang menjadi Bahaya sekarang" in text and "Telepon tetangga" in text
    assert "(menentukan)" in text and "Ya, berulang atau makin berat" in text
    assert client.post(danger, {"called": "yes"}).url == reverse("note_new", args=[case.code])
    with scope(office.worker):
        assert Entry.objects.filter(case_id=case.pk, verb="case.danger_answered").count() == 1


def test_a_closed_case_is_not_rated():
    case, office = make.case_at("rejected")
    with scope(office.worker), pytest.raises(services.CaseRefused, match="sudah ditutup"):
        make.rate(case, office.worker, "low")
