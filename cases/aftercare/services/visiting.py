"""A visit with its three required answers: it settles what was owed and owes what follows."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from cases.aftercare import schedule
from cases.aftercare.choices import (
    TO_DECIDE,
    Area,
    AreaState,
    CancelReason,
    Condition,
    Method,
    NextStep,
    Outcome,
    VisitState,
)
from cases.aftercare.models import Episode, LifeAreaAnswer, PlannedVisit, Visit
from cases.aftercare.rules import BOOK
from cases.aftercare.services.common import (
    ASSIGN,
    DECIDE,
    HELP,
    RELAPSE,
    EpisodeRefused,
    add_visit,
    cancel_visit,
    insist,
    locked,
    note,
    owe_desk,
    planned_of,
    settle_desk,
    today_of,
)  # fmt: skip
from cases.aftercare.states import EPISODE
from cases.casework.choices import source_word
from core.kernel.scope import Viewer

REQUIRED = (
    ("outcome", _("Pilih hasil kontak")),
    ("condition", _("Pilih kondisi anak")),
    ("next_step", _("Pilih langkah berikut")),
)


@transaction.atomic
def record_visit(
    *, by: Viewer, now: datetime, episode: Episode, answers: dict, planned: PlannedVisit | None = None
) -> Visit:
    """Record a contact; settles `planned` (None: an extra visit) and owes what follows.

    `answers`: outcome, condition, next_step (required); happened_on, method, met, note, next_on and `areas`
    (area -> state).  Not found, moved and refused stop the schedule until somebody decides; after a death
    nothing is owed any more but the decision that ends the episode.
    """
    row = locked(by, episode)
    insist(by, row, P.AFTERCARE_WORK)
    if not row.is_open:
        raise EpisodeRefused(_("Pascalayanan ini sudah selesai."))
    today = today_of(row, now)
    if answers.get("outcome") == Outcome.DIED:
        answers = {**answers, "condition": Condition.UNKNOWN, "next_step": NextStep.END}
    _complete(answers, row, today)
    visit = Visit(
        case_id=row.case_id, episode=row, happened_on=answers.get("happened_on") or today,
        method=answers.get("method") or Method.HOME_VISIT, met=list(answers.get("met") or []),
        outcome=answers["outcome"], condition=answers["condition"], next_step=answers["next_step"],
        note=answers.get("note", ""), written_at=now, written_by_id=by.user_id, agency_id=by.agency_id,
    )  # fmt: skip
    open_visits = planned_of(row, by)
    fulfilled = next((one for one in open_visits if planned and one.pk == planned.pk), None)
    if planned and fulfilled is None:
        raise EpisodeRefused(_("Kunjungan itu sudah dicatat atau dibatalkan."), field="planned")
    waiting = [one for one in open_visits if one is not fulfilled]
    if visit.next_step == NextStep.SOONER:
        visit.next_on = _sooner(answers.get("next_on"), today, waiting)
    visit.save(force_insert=True)
    LifeAreaAnswer.objects.bulk_create(
        LifeAreaAnswer(case_id=row.case_id, episode=row, visit=visit, area=area, state=state, answered_at=now)
        for area, state in (answers.get("areas") or {}).items()
        if area in Area.values and state in AreaState.values and state != AreaState.UNASKED
    )
    if fulfilled:
        fulfilled.state, fulfilled.visit, fulfilled.done_at = VisitState.DONE, visit, now
        fulfilled.save(update_fields=["state", "visit", "done_at"])
        obligations.settle(key=fulfilled.key, how=str(visit.outcome), by=by, now=now)
    note(row, "aftercare.visited", by=by, now=now, outcome=source_word(Outcome(visit.outcome)))
    _follow(row, visit, waiting, today, by=by, now=now)
    return visit


def _follow(row: Episode, visit: Visit, waiting: list[PlannedVisit], today: date, *, by: Viewer, now: datetime) -> None:
    if visit.outcome == Outcome.DIED:
        _rest(row, waiting, by=by, now=now)
        return
    if visit.condition == Condition.DANGER or visit.next_step == NextStep.SUPERVISOR:
        owe_desk(row, HELP, by=by, now=now)
    if visit.condition == Condition.DANGER or visit.next_step == NextStep.REOPEN:
        owe_desk(row, RELAPSE, by=by, now=now, page="episode_relapse", to_case_owner=True)
    if visit.outcome in TO_DECIDE:
        _ask(row, waiting, by=by, now=now, to_case_owner=visit.outcome == Outcome.MOVED)
        return
    if visit.next_on:
        waiting = [add_visit(row, visit.next_on, by=by, now=now), *waiting]
    elif visit.outcome == Outcome.NOT_MET:
        limit = today + timedelta(days=BOOK.get("aftercare.retry", today).value)
        if not any(one.due_on <= limit for one in waiting):
            waiting = [add_visit(row, limit, by=by, now=now), *waiting]
    # With nothing planned any more, or on the worker's word, somebody decides how it ends.
    if visit.next_step == NextStep.END or not waiting:
        owe_desk(row, DECIDE, by=by, now=now, page="episode_end")


def _rest(row: Episode, waiting: list[PlannedVisit], *, by: Viewer, now: datetime) -> None:
    """The child died: no visit is owed and no help any more, only the decision that ends the episode."""
    EPISODE.apply(row, "ask_decision", at=now)
    row.save(update_fields=["status", "status_since"])
    for planned in waiting:
        cancel_visit(planned, CancelReason.DIED, by=by, now=now)
    settle_desk(row, "died", ASSIGN, DECIDE, HELP, RELAPSE, by=by, now=now)
    owe_desk(row, DECIDE, by=by, now=now, page="episode_end")


def _ask(row: Episode, waiting: list[PlannedVisit], *, by: Viewer, now: datetime, to_case_owner: bool) -> None:
    EPISODE.apply(row, "ask_decision", at=now)
    row.save(update_fields=["status", "status_since"])
    for planned in waiting:
        obligations.pause(key=planned.key, by=by, now=now)
    owe_desk(row, DECIDE, by=by, now=now, to_case_owner=to_case_owner)


def _complete(answers: dict, row: Episode, today: date) -> None:
    for name, sentence in REQUIRED:
        if not answers.get(name):
            raise EpisodeRefused(sentence, field=name)
    happened_on = answers.get("happened_on") or today
    if happened_on > today:
        raise EpisodeRefused(_("Tanggal kunjungan tidak boleh setelah hari ini"), field="happened_on")
    if happened_on < row.starts_on:
        raise EpisodeRefused(_("Tanggal kunjungan tidak boleh sebelum layanan berakhir"), field="happened_on")
    if answers["outcome"] == Outcome.MET and answers["condition"] == Condition.UNKNOWN:
        raise EpisodeRefused(_("Anda bertemu anak; pilih kondisinya"), field="condition")


def _sooner(chosen: date | None, today: date, waiting: list[PlannedVisit]) -> date:
    # Without a planned visit to be earlier than, the longest interval between two visits is the limit.
    limit = waiting[0].due_on if waiting else schedule.visit_on(today, BOOK.get("aftercare.visit_2", today).value)
    if not chosen or not today < chosen <= max(limit, today + timedelta(days=1)):
        raise EpisodeRefused(_("Pilih tanggal sesudah hari ini dan sebelum kunjungan berikutnya"), field="next_on")
    return chosen
