"""Rounds of assessment: begun, filled section by section in any order, summed up and finished."""

import json
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import DomainState, RecordState, RoundReason, Stage
from cases.casework.instruments import CURRENT, SCORE, Section
from cases.casework.models import Assessment, AssessmentDomain, AssessmentScore, Case
from cases.casework.services.common import CaseRefused, locked, may_work, note, owe, settle
from cases.casework.sheets import Sheet, draft_and_finished, rounds_of, sheets_of
from core.kernel.refusals import ChangedMeanwhile, Missing
from core.kernel.scope import Viewer

STAGES = (Stage.ASSESSMENT, Stage.PLANNING, Stage.IMPLEMENTATION, Stage.MONITORING)


@transaction.atomic
def begin_round(*, by: Viewer, now: datetime, case: Case, reason: str) -> Assessment:
    """Begin a round by the present instrument, with the reason; one round runs at a time."""
    may_work(by)
    row = _assessed(by, case)
    draft, finished = draft_and_finished(rounds_of(row, by))
    if draft:
        raise CaseRefused(
            _("Putaran %(n)s masih diisi.") % {"n": draft.round},
            missing=[Missing(_("Lanjutkan asesmen"), reverse("assessment", args=[row.code]))],
        )
    if finished and reason == RoundReason.FIRST:
        raise CaseRefused(_("Pilih alasan putaran baru"), field="reason")
    return _begin(row, len(finished) + 1, reason, by=by, now=now)


@transaction.atomic
def save_sections(
    *, by: Viewer, now: datetime, case: Case, sections: dict[str, dict], versions: dict[str, int] | None = None
) -> Assessment:
    """Save one or more sections of the running round, as far as they are answered.

    `sections`: slug -> {"answers": {item: {"v": answer, "t": text}}, "narrative", "strengths"}; a section without items
    takes "state".  `versions`: slug -> the version that was read; raises ChangedMeanwhile(Sheet) when it moved on.
    In the assessment stage the first save begins the round; later a round is begun with its reason.
    """
    may_work(by)
    row = _assessed(by, case)
    rounds = rounds_of(row, by)
    draft, finished = draft_and_finished(rounds)
    if draft is None:
        _first(row, finished, by=by, now=now)
        draft = rounds_of(row, by)[0]
    sheets = {sheet.section.slug: sheet for sheet in sheets_of(draft)}
    for slug, said in sections.items():
        if slug not in sheets:
            raise CaseRefused(_("Bagian ini tidak ada pada putaran ini."))
        if versions is not None and versions.get(slug, 0) != sheets[slug].version:
            raise ChangedMeanwhile(sheets[slug])
        _write(draft, sheets[slug], said, by=by, now=now)
    note(row, "assessment.saved", by=by, now=now, round=draft.round)
    return draft


@transaction.atomic
def save_summary(
    *, by: Viewer, now: datetime, case: Case, conclusion: str, recommendation: str, version: int | None = None,
    finish: bool = False,
) -> Assessment:  # fmt: skip
    """Save what the round comes to; `finish` closes it when every required section is answered.

    Raises CaseRefused naming each section that is missing, with its page.  A finished round owes the next one.
    """
    may_work(by)
    row = _assessed(by, case)
    draft, _finished = draft_and_finished(rounds_of(row, by))
    if draft is None:
        raise CaseRefused(
            _("Tidak ada putaran yang sedang diisi."),
            missing=[Missing(_("Buka asesmen"), reverse("assessment", args=[row.code]))],
        )
    if version is not None and version != draft.version:
        raise ChangedMeanwhile(draft)
    draft.conclusion, draft.recommendation, draft.version = conclusion, recommendation, draft.version + 1
    if finish:
        _insist_complete(row, draft)
        draft.state, draft.finished_at, draft.finished_by_id = RecordState.FINISHED, now, by.user_id
        for kind in ("assessment.finish", "assessment.repeat"):
            settle(row, kind, "finished", by=by, now=now)
        owe(row, "assessment.repeat", by=by, now=now, page="assessment")
    draft.save()
    note(row, "assessment.finished" if finish else "assessment.saved", by=by, now=now, round=draft.round)
    return draft


def missing_sections(case: Case, sheets: list[Sheet]) -> list[Missing]:
    """Return what keeps a round from being finished, each with its page."""
    found = []
    for sheet in sheets:
        if not sheet.section.is_required or sheet.progress == "done":
            continue
        count, whole = len(sheet.open_items), len(sheet.section.items)
        words = (
            _("%(section)s: %(n)s dari %(all)s belum dikaji") % {"section": sheet.section.label, "n": count, "all": whole}
            if whole
            else _("%(section)s belum dikaji") % {"section": sheet.section.label}
        )  # fmt: skip
        found.append(Missing(words, reverse("assessment_section", args=[case.code, sheet.section.slug])))
    return found


def _assessed(by: Viewer, case: Case) -> Case:
    row = locked(by, case)
    if row.stage not in STAGES:
        raise CaseRefused(
            _("Asesmen diisi mulai tahap asesmen."),
            missing=[Missing(_("Lihat tahap kasus"), reverse("case", args=[row.code]))],
        )
    return row


def _first(case: Case, finished: list[Assessment], *, by: Viewer, now: datetime) -> Assessment:
    if finished and case.stage != Stage.ASSESSMENT:
        raise CaseRefused(
            _("Putaran terakhir sudah selesai. Mulai putaran baru beserta alasannya."),
            missing=[Missing(_("Mulai putaran baru"), reverse("assessment_begin", args=[case.code]))],
        )
    reason = RoundReason.REOPENED if finished else RoundReason.FIRST
    return _begin(case, len(finished) + 1, reason, by=by, now=now)


def _begin(case: Case, number: int, reason: str, *, by: Viewer, now: datetime) -> Assessment:
    begun = Assessment(
        case=case, round=number, instrument=CURRENT.version, reason=reason, started_at=now, started_by_id=by.user_id
    )
    begun.save(force_insert=True)
    note(case, "assessment.begun", by=by, now=now, round=number)
    return begun


def _write(draft: Assessment, sheet: Sheet, said: dict, *, by: Viewer, now: datetime) -> None:
    section = sheet.section
    row = sheet.row or AssessmentDomain(case_id=draft.case_id, assessment=draft, domain=section.slug)
    answers, scores = _split(section, said.get("answers", {}))
    fresh = Sheet(section, row, scores)
    row.answers = json.dumps(answers, ensure_ascii=False) if answers else ""
    row.narrative, row.strengths = said.get("narrative", ""), said.get("strengths", "")
    fresh.said = answers
    row.state = fresh.state if section.items else DomainState(said["state"])
    row.version, row.written_at, row.written_by_id = row.version + 1, now, by.user_id
    row.save()
    known = AssessmentScore.objects.visible_to(by).filter(assessment=draft)
    known.filter(factor__in=[item.slug for item in section.factors]).delete()
    AssessmentScore.objects.bulk_create(
        AssessmentScore(case_id=draft.case_id, assessment=draft, factor=factor, score=score)
        for factor, score in scores.items()
    )
    sheet.row, sheet.scores, sheet.said = row, scores, answers


def _split(section: Section, given: dict) -> tuple[dict, dict[str, int]]:
    """Return (answers to keep as text, scores by factor); what is not an answer of the item is refused."""
    answers, scores = {}, {}
    for item in section.items:
        one = {key: value for key, value in given.get(item.slug, {}).items() if value}
        value = one.get("v", "")
        if any(part not in item.words for part in (value if isinstance(value, list) else [value]) if part):
            raise CaseRefused(_("Pilih jawaban dari daftar"), field=item.slug)
        if item.kind == SCORE and str(value).isdecimal():
            scores[item.slug] = int(value)
        elif one:
            answers[item.slug] = one
    return answers, scores


def _insist_complete(case: Case, draft: Assessment) -> None:
    if gaps := missing_sections(case, sheets_of(draft)):
        raise CaseRefused(_("Asesmen belum dapat diselesaikan."), missing=gaps)
    if not draft.conclusion:
        raise CaseRefused(_("Tulis kesimpulan asesmen"), field="conclusion")
    if not draft.recommendation:
        raise CaseRefused(_("Tulis rekomendasi"), field="recommendation")
