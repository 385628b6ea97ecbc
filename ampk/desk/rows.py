"""Rows of the supervisor's lists: the case, what is owed or since when, how risky, whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.obligations.models import Obligation
from agencies.people import selectors as people
from ampk.desk.duties import cases_of, child_words
from ampk.desk.lists import DUTY, BoardList, Reach, age_words
from cases.casework.choices import Risk
from cases.casework.models import Case

TONES = {Risk.IMMEDIATE: "high", Risk.HIGH: "high", Risk.MEDIUM: "mid"}


@dataclass(frozen=True)
class BoardRow:
    """One row: `tick` is the case code that bulk reassignment takes, empty where the agency does not own it."""

    code: str
    url: str
    what: str
    tick: str
    duty: Obligation | None
    age: str
    since: datetime
    who: str
    risk: str
    tone: str
    worker: str
    is_away: bool


def board_rows(one: BoardList, found: Iterable, reach: Reach) -> list[BoardRow]:
    """Return the rows of a page of one list, with cases and absences joined in bulk."""
    found = list(found)
    away = people.absent_ids(reach.viewer.agency_id, reach.now.astimezone(reach.viewer.zone).date())
    if one.of == DUTY:
        cases = cases_of(found, reach.viewer)
        return [_duty_row(duty, cases.get(duty.case_id), reach, away) for duty in found]
    return [_case_row(one, case, reach, away) for case in found]


def _duty_row(duty: Obligation, case: Case | None, reach: Reach, away: dict) -> BoardRow:
    risk, tone, tick = _of_case(case, reach)
    return BoardRow(
        code=case.code if case else duty.about,
        url=reverse("case", args=[case.code]) if case else duty.url,
        what=duty.label,
        tick=tick,
        duty=duty,
        age="",
        since=duty.due_at,
        who=child_words(case, reach.viewer, reach.now) if case else "",
        risk=risk,
        tone=tone,
        worker=_holder(duty, reach),
        is_away=duty.holder_id in away,
    )


def _holder(duty: Obligation, reach: Reach) -> str:
    name = duty.holder.short_name if duty.holder else _("meja instansi")
    if duty.holder_agency_id == reach.viewer.agency_id:
        return name
    return f"{duty.holder_agency.short_name}, {name}" if duty.holder else duty.holder_agency.short_name


def _case_row(one: BoardList, case: Case, reach: Reach, away: dict) -> BoardRow:
    risk, tone, tick = _of_case(case, reach)
    since = getattr(case, one.since)
    return BoardRow(
        code=case.code,
        url=reverse("case", args=[case.code]),
        what=case.get_stage_display(),
        tick=tick,
        duty=None,
        age=age_words(since, reach),
        since=since,
        who=child_words(case, reach.viewer, reach.now),
        risk=risk,
        tone=tone,
        worker=case.manager.short_name if case.manager else "",
        is_away=case.manager_id in away,
    )


def _of_case(case: Case | None, reach: Reach) -> tuple[str, str, str]:
    if case is None:
        return "", "", ""
    tick = case.code if case.owner_agency_id == reach.viewer.agency_id and case.is_open else ""
    return case.get_risk_display(), TONES.get(Risk(case.risk), ""), tick
