"""Decisions of a coordination visit: who does what until when, and what became of it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits.choices import ActionOutcome
from agencies.agreements.visits.models import CoordinationVisit, VisitAction
from agencies.agreements.visits.rules import ACTION, BOOK
from agencies.agreements.visits.selectors import today_of
from agencies.agreements.visits.services.common import VisitRefused, insist_held, insist_keeper, locked
from agencies.agreements.visits.services.planning import FARTHEST_DAYS
from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.people.permissions import P
from core.audit.services import record
from core.kernel.calendar import end_of
from core.kernel.scope import Viewer


@transaction.atomic
def decide(
    *, by: Viewer, now: datetime, visit: CoordinationVisit, text: str, owner: Agency, due_on: date
) -> VisitAction:  # fmt: skip
    """Note a decision: what an agency that took part does until when.  The agency owes it from now on."""
    row = locked(by, visit)
    insist_held(row)
    if not text:
        raise VisitRefused(_("Tulis keputusannya"), field="text")
    if not row.agencies.filter(agency=owner).exists():
        raise VisitRefused(_("Pilih instansi yang ikut dalam kunjungan ini"), field="owner")
    if due_on < row.on:
        raise VisitRefused(_("Tenggat tidak boleh sebelum hari kunjungan"), field="due_on")
    if due_on > today_of(by, now) + timedelta(days=FARTHEST_DAYS):
        raise VisitRefused(_("Tenggat paling jauh dua tahun dari hari ini"), field="due_on")
    number = VisitAction.objects.visible_to(by).filter(visit=row).count() + 1
    made = VisitAction(visit=row, number=number, text=text, owner=owner, due_on=due_on)
    made.save(force_insert=True)
    obligations.owe(
        kind=ACTION, key=_action_key(made), about=row.code, url=made.get_absolute_url(), holder_agency_id=owner.pk,
        watcher_agency_id=row.managing_agency_id, rule=BOOK.get(ACTION, today_of(by, now)),
        due_at=end_of(due_on, owner.zone), note=f"{number}", by=by, now=now,
    )  # fmt: skip
    record(by=by, now=now, verb="coordination.decided", subject=row.code, detail={"number": number})
    return made


@transaction.atomic
def report(*, by: Viewer, now: datetime, action: VisitAction, outcome: str, result: str) -> VisitAction:
    """Say what became of a decision; only the agency that took it on may, once."""
    row = _open_action(by, action)
    if not by.can(P.COORDINATION_ACT) or row.owner_id != by.agency_id:
        raise VisitRefused(_("Hanya instansi pelaksana yang melaporkan hasil keputusan ini."))
    if outcome not in ActionOutcome.values or outcome == ActionOutcome.DROPPED:
        raise VisitRefused(_("Pilih hasilnya"), field="outcome")
    _settle(row, outcome, result, by=by, now=now)
    obligations.settle(key=_action_key(row), how=f"reported_{outcome}", by=by, now=now)
    record(by=by, now=now, verb="coordination.reported", subject=row.visit.code, detail={"number": row.number})
    return row


@transaction.atomic
def drop(*, by: Viewer, now: datetime, action: VisitAction, result: str) -> VisitAction:
    """Let a decision fall away, with the reason; whoever keeps the minutes may."""
    row = _open_action(by, action)
    insist_keeper(by, row.visit)
    _settle(row, ActionOutcome.DROPPED, result, by=by, now=now)
    obligations.cancel(key=_action_key(row), why="dropped", by=by, now=now)
    record(by=by, now=now, verb="coordination.dropped", subject=row.visit.code, detail={"number": row.number})
    return row


def _open_action(by: Viewer, action: VisitAction) -> VisitAction:
    found = VisitAction.objects.visible_to(by).select_related("visit")
    row = found.select_for_update(of=("self",)).get(pk=action.pk)
    if row.outcome:
        raise VisitRefused(_("Hasil keputusan ini sudah dicatat."))
    return row


def _settle(row: VisitAction, outcome: str, result: str, *, by: Viewer, now: datetime) -> None:
    if not result:
        raise VisitRefused(_("Tulis apa yang sudah dilakukan, atau mengapa tidak"), field="result")
    row.outcome, row.result, row.settled_at, row.settled_by_id = outcome, result, now, by.user_id
    row.save(update_fields=["outcome", "result", "settled_at", "settled_by"])


def _action_key(row: VisitAction) -> str:
    return f"{ACTION}:{row.visit_id}:{row.number}"
