"""A coordination visit is planned, changed, called off, held."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits.choices import VisitState
from agencies.agreements.visits.models import CoordinationVisit, VisitAgency
from agencies.agreements.visits.rules import BOOK, HOLD, MINUTES
from agencies.agreements.visits.selectors import today_of
from agencies.agreements.visits.services.common import VisitRefused, insist_version, key_of, locked, tell
from agencies.agreements.visits.states import VISIT
from agencies.obligations import services as obligations
from agencies.people.permissions import P
from core.audit.services import record
from core.kernel.scope import Viewer

EARLIEST = date(2000, 1, 1)
FARTHEST_DAYS = 2 * 366
_FACTS = ("on", "host", "place", "delegation", "topics")


@transaction.atomic
def plan(
    *, by: Viewer, now: datetime, answers: dict, returns: CoordinationVisit | None = None
) -> CoordinationVisit:  # fmt: skip
    """Plan a visit, or note one that was; everybody who takes part is told.

    Answers: on, host, agencies (further ones), place, delegation, topics.  `returns` is the visit that this one returns.
    """
    _insist_manager(by)
    if returns is not None and returns.state not in (VisitState.HELD, VisitState.FINISHED):
        raise VisitRefused(_("Kunjungan balasan direncanakan sesudah kunjungannya dilaksanakan."))
    parts = _fitting(by, answers, today_of(by, now))
    row = CoordinationVisit(
        managing_agency_id=by.acting_agency_id, returns=returns, state_since=now, planned_by_id=by.acting_user_id,
        planned_at=now, **{name: answers[name] for name in _FACTS},
    )  # fmt: skip
    row.save()
    _ask(row, parts)
    _owe_holding(row, by=by, now=now)
    tell(row, "coordination.planned", by=by, now=now)
    record(by=by, now=now, verb="coordination.planned", subject=row.code)
    return row


@transaction.atomic
def change(*, by: Viewer, now: datetime, visit: CoordinationVisit, version: int, answers: dict) -> CoordinationVisit:
    """Change a planned visit; everybody who takes part is told.  Raises ChangedMeanwhile."""
    row = locked(by, visit)
    if row.state != VISIT.first:
        raise VisitRefused(_("Kunjungan ini tidak lagi direncanakan; yang diubah sekarang notulanya."))
    insist_version(row, version)
    parts = _fitting(by, answers, today_of(by, now))
    for name in _FACTS:
        setattr(row, name, answers[name])
    row.version += 1
    row.save()
    former = set(row.agencies.values_list("agency_id", flat=True))
    row.agencies.all().delete()
    _ask(row, parts)
    obligations.put_off(key=key_of(HOLD, row), due_at=_holding_due(row, now=now, by=by), by=by, now=now)
    tell(row, "coordination.changed", by=by, now=now)
    tell(row, "coordination.cancelled", by=by, now=now, to=former - set(parts))
    record(by=by, now=now, verb="coordination.changed", subject=row.code)
    return row


@transaction.atomic
def call_off(*, by: Viewer, now: datetime, visit: CoordinationVisit, reason: str) -> CoordinationVisit:
    """Call a planned visit off, with the reason; everybody who would have taken part is told."""
    row = locked(by, visit)
    VISIT.apply(row, "cancel", at=now)
    if not reason:
        raise VisitRefused(_("Tulis alasan kunjungan dibatalkan"), field="reason")
    row.cancel_reason = reason
    row.save(update_fields=["state", "state_since", "cancel_reason"])
    obligations.cancel(key=key_of(HOLD, row), why="cancelled", by=by, now=now)
    tell(row, "coordination.cancelled", by=by, now=now)
    record(by=by, now=now, verb="coordination.cancelled", subject=row.code)
    return row


@transaction.atomic
def hold(*, by: Viewer, now: datetime, visit: CoordinationVisit) -> CoordinationVisit:
    """Note that the visit took place; its minutes are owed now."""
    row = locked(by, visit)
    VISIT.check(row, "hold")
    if row.on > today_of(by, now):
        raise VisitRefused(_("Kunjungan belum berlangsung; pelaksanaannya dicatat pada harinya atau sesudahnya."))
    VISIT.apply(row, "hold", at=now)
    row.save(update_fields=["state", "state_since"])
    obligations.settle(key=key_of(HOLD, row), how="held", by=by, now=now)
    rule = BOOK.get(MINUTES, today_of(by, now))
    obligations.owe(
        kind=MINUTES, key=key_of(MINUTES, row), about=row.code, url=row.get_absolute_url(), rule=rule,
        holder_agency_id=row.managing_agency_id, holder_id=by.user_id, by=by, now=now,
    )  # fmt: skip
    record(by=by, now=now, verb="coordination.held", subject=row.code)
    return row


def _fitting(by: Viewer, answers: dict, today: date) -> list[int]:
    """Return who takes part.  Raises VisitRefused for what cannot be."""
    if answers["on"] < EARLIEST:
        raise VisitRefused(_("Tanggal kunjungan paling awal tahun 2000"), field="on")
    if answers["on"] > today + timedelta(days=FARTHEST_DAYS):
        raise VisitRefused(_("Tanggal kunjungan paling jauh dua tahun dari hari ini"), field="on")
    if not answers["topics"]:
        raise VisitRefused(_("Tulis paling sedikit satu pokok bahasan"), field="topics")
    parts = {by.acting_agency_id, answers["host"].pk, *(agency.pk for agency in answers["agencies"])}
    if len(parts) < 2:
        raise VisitRefused(_("Pilih instansi lain: kunjungan mempertemukan paling sedikit dua instansi"), field="host")
    return sorted(parts)


def _ask(row: CoordinationVisit, parts: Iterable[int]) -> None:
    VisitAgency.objects.bulk_create(VisitAgency(visit=row, agency_id=one) for one in parts)


def _owe_holding(row: CoordinationVisit, *, by: Viewer, now: datetime) -> None:
    obligations.owe(
        kind=HOLD, key=key_of(HOLD, row), about=row.code, url=row.get_absolute_url(), by=by, now=now,
        holder_agency_id=row.managing_agency_id, holder_id=by.user_id, rule=BOOK.get(HOLD, today_of(by, now)),
        due_at=_holding_due(row, now=now, by=by),
    )  # fmt: skip


def _holding_due(row: CoordinationVisit, *, now: datetime, by: Viewer) -> datetime:
    """Return until when it is noted that the visit was; one that is written down later is due from today."""
    day = max(row.on, today_of(by, now))
    rule = BOOK.get(HOLD, today_of(by, now))
    return rule.due_after(datetime.combine(day, time(12), tzinfo=by.zone), zone=by.zone)


def _insist_manager(by: Viewer) -> None:
    if not by.can(P.COORDINATION_MANAGE) or by.agency_id is None:
        raise VisitRefused(_("Anda tidak berhak merencanakan kunjungan koordinasi."))
