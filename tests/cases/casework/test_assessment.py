"""Rounds of assessment: any section in any order, what is missing has its page, old rounds stay readable."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.obligations.models import Obligation
from agencies.people.models import User
from cases.casework import services, sheets
from cases.casework.instruments import CURRENT, instrument
from cases.casework.models import Assessment, AssessmentDomain, AssessmentScore
from core.audit.models import Entry
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from core.kernel.states import StepRefused
from tests.factories import casework as make

pytestmark = pytest.mark.django_db


def sheet_of(case, viewer, slug):
    found = sheets.sheets_of(sheets.rounds_of(case, viewer)[0])
    return next(one for one in found if one.section.slug == slug)


def save(case, by, **sections):
    said = {
        slug: {"answers": {item: {"v": str(value)} for item, value in scores.items()}}
        for slug, scores in sections.items()
    }
    return services.save_sections(by=by, now=make.NOW, case=case, sections=said)


def test_every_instrument_is_well_made():
    for version in ("0", "1"):
        known = instrument(version)
        slugs = [item.slug for section in known.sections for item in section.items]
        assert len(set(slugs)) == len(slugs) and all(len(slug) <= 20 for slug in slugs)
        assert all(len(section.items) <= 8 for section in known.sections)
        for item in known.factors:
            anchors = [str(words) for _value, words in item.options]
            assert [value for value, _words in item.options] == ["4", "3", "2", "1"] and len(set(anchors)) == 4
    assert {section.domain for section in CURRENT.sections if section.factors} == {
        "biological", "psychological", "social", "spiritual",
    }  # fmt: skip


def test_a_round_is_filled_in_two_sittings_in_any_order():
    case, office = make.case_at("assessment")
    with scope(office.worker):
        save(case, office.worker, education={"schooling": 1})
        assert sheet_of(case, office.worker, "education").progress == "started"
        save(case, office.worker, education={"schooling": 1, "learning": 3}, food={"food_supply": 2, "growth": 4})
        rounds = sheets.rounds_of(case, office.worker)
        assert len(rounds) == 1 and rounds[0].instrument == "1"
        done = {one.section.slug: str(one.progress) for one in sheets.sheets_of(rounds[0]) if one.row}
        assert done == {"education": "done", "food": "done"}
        assert [need.slug for need in sheets.needs_of(rounds[0])] == ["food", "education"]


def test_finishing_names_each_section_that_is_missing_with_its_page():
    case, office = make.case_at("assessment")
    with scope(office.worker):
        partly = make.scored()
        del partly["spirit"]
        partly["health"]["answers"].pop("wellness")
        services.save_sections(by=office.worker, now=make.NOW, case=case, sections=partly)
        with pytest.raises(services.CaseRefused, match="belum dapat diselesaikan") as refused:
            services.save_summary(
                by=office.worker, now=make.NOW, case=case, conclusion="x", recommendation="y", finish=True
            )
    assert [str(gap.text) for gap in refused.value.missing] == [
        "Kesehatan: 1 dari 2 belum dikaji", "Kehidupan spiritual: 2 dari 2 belum dikaji",
    ]  # fmt: skip
    assert [gap.url for gap in refused.value.missing] == [
        reverse("assessment_section", args=[case.code, slug]) for slug in ("health", "spirit")
    ]


@pytest.mark.parametrize(
    ("missing", "words"), [("conclusion", "Tulis kesimpulan"), ("recommendation", "Tulis rekomendasi")]
)
def test_a_round_ends_with_conclusion_and_recommendation(missing, words):
    case, office = make.case_at("assessment")
    with scope(office.worker):
        services.save_sections(by=office.worker, now=make.NOW, case=case, sections=make.scored())
        said = {"conclusion": "x", "recommendation": "y", missing: ""}
        with pytest.raises(services.CaseRefused, match=words) as refused:
            services.save_summary(by=office.worker, now=make.NOW, case=case, finish=True, **said)
        assert refused.value.field == missing
        with pytest.raises(StepRefused):
            services.move(by=office.worker, now=make.NOW, case=case, name="plan")


def test_not_assessed_differs_from_nothing_there_and_from_does_not_apply():
    case, office = make.case_at("assessment")
    with scope(office.worker):
        said = {"answers": {"past_services": {"v": "none"}, "talents": {"v": "some", "t": "Melukis"}}}
        sections = {"outlook": said, "education": {"answers": {"schooling": {"v": "na"}, "learning": {"v": ""}}}}
        services.save_sections(by=office.worker, now=make.NOW, case=case, sections=sections)
        read = {item.slug: [str(word) for word in words] for item, words in sheet_of(case, office.worker, "outlook")}
        assert (read["past_services"], read["talents"], read["problem"]) == (["Tidak ada"], ["Ada", "Melukis"], [])
        education = sheet_of(case, office.worker, "education")
        assert [item.slug for item in education.open_items] == ["learning"]
        assert not AssessmentScore.objects.visible_to(office.worker).exists()


def test_an_answer_outside_the_list_is_refused():
    case, office = make.case_at("assessment")
    with scope(office.worker), pytest.raises(services.CaseRefused, match="dari daftar"):
        save(case, office.worker, food={"food_supply": 7})
    with scope(office.worker), pytest.raises(services.CaseRefused, match="tidak ada pada putaran"):
        save(case, office.worker, unknown={"food_supply": 3})


def test_a_second_round_has_its_reason_and_ends_the_duty_of_the_first():
    case, office = make.case_at("implementation")
    with scope(office.worker):
        duties = Obligation.objects.visible_to(office.worker).filter(kind="assessment.repeat", case_id=case.pk)
        assert [str(duty.due_at.date()) for duty in duties.open()] == ["2027-05-12"]
        with pytest.raises(services.CaseRefused, match="Mulai putaran baru") as refused:
            save(case, office.worker, food={"food_supply": 4})
        assert refused.value.missing[0].url == reverse("assessment_begin", args=[case.code])
        with pytest.raises(services.CaseRefused, match="alasan putaran baru"):
            services.begin_round(by=office.worker, now=make.NOW, case=case, reason="first")
        later = make.NOW + timedelta(days=100)
        make.assessed(case, office.worker, now=later, reason="changed", schooling=1)
        assert duties.open().count() == 1 and duties.count() == 2
        rounds = Assessment.objects.visible_to(office.worker).order_by("round").values_list("round", "reason", "state")
        assert list(rounds) == [(1, "first", "finished"), (2, "changed", "finished")]
    with system_scope("test"):
        verbs = Entry.objects.filter(case_id=case.pk, verb__startswith="assessment.").values_list("verb", flat=True)
        assert {"assessment.begun", "assessment.saved", "assessment.finished"} <= set(verbs)


def test_only_one_round_runs_at_a_time():
    case, office = make.case_at("implementation")
    with scope(office.worker):
        services.begin_round(by=office.worker, now=make.NOW, case=case, reason="ending")
        with pytest.raises(services.CaseRefused, match="Putaran 2 masih diisi"):
            services.begin_round(by=office.worker, now=make.NOW, case=case, reason="ending")


def test_the_duty_to_assess_again_falls_away_with_the_service():
    case, office = make.case_at("aftercare")
    with scope(office.worker):
        found = Obligation.objects.visible_to(office.worker).filter(kind="assessment.repeat", case_id=case.pk)
        assert found.exists() and not found.open().exists()


def test_two_people_in_one_section_see_each_other(client):
    case, office = make.case_at("assessment")
    with scope(office.worker):
        save(case, office.worker, food={"food_supply": 2})
        said = {"food": {"answers": {"food_supply": {"v": "4"}}}}
        with pytest.raises(ChangedMeanwhile):
            services.save_sections(by=office.worker, now=make.NOW, case=case, sections=said, versions={"food": 0})
    client.force_login(User.objects.get(pk=office.worker.user_id))
    page = client.post(
        reverse("assessment_section", args=[case.code, "food"]),
        {"food_supply": "4", "narrative": "Ibu berjualan", "version": "0"},
    )
    shown = page.content.decode()
    assert page.status_code == 422 and "Yang baru disimpan orang lain" in shown
    assert "2 Kurang" in shown and "Ibu berjualan" in shown and 'name="version" value="1"' in shown


def test_a_round_of_before_stays_readable_and_can_be_finished_as_it_was():
    case, office = make.case_at("assessment")
    with scope(office.worker):
        old = Assessment(case=case, round=1, started_at=make.NOW, started_by_id=office.worker.user_id)
        old.save(force_insert=True)
        for domain in ("biological", "psychological", "spiritual"):
            AssessmentDomain(
                case=case, assessment=old, domain=domain, state="nothing", written_at=make.NOW, narrative="Lama"
            ).save(force_insert=True)
        services.save_sections(
            by=office.worker, now=make.NOW, case=case, sections={"social": {"state": "needs", "narrative": "Sekolah"}}
        )
        services.save_summary(
            by=office.worker, now=make.NOW, case=case, conclusion="x", recommendation="y", finish=True
        )
        found = sheets.rounds_of(case, office.worker)
        assert [(one.round, one.instrument, one.state) for one in found] == [(1, "0", "finished")]
        assert [str(need.label) for need in sheets.needs_of(found[0])] == ["Sosial"]
        services.move(by=office.worker, now=make.NOW, case=case, name="plan")
