"""The minutes of a coordination visit: written, finished and frozen."""

from datetime import datetime

from django.db import transaction

from agencies.agreements.visits.models import CoordinationVisit
from agencies.agreements.visits.rules import MINUTES
from agencies.agreements.visits.services.common import insist_held, insist_version, key_of, locked, tell
from agencies.agreements.visits.states import VISIT
from agencies.obligations import services as obligations
from core.audit.services import record
from core.kernel.scope import Viewer


@transaction.atomic
def write_minutes(
    *, by: Viewer, now: datetime, visit: CoordinationVisit, version: int, delegation: str, minutes: str
) -> CoordinationVisit:
    """Save who came and what was said, as often as needed until the minutes are finished.  Raises ChangedMeanwhile."""
    row = locked(by, visit)
    insist_held(row)
    insist_version(row, version)
    row.delegation, row.minutes, row.version = delegation, minutes, row.version + 1
    row.save(update_fields=["delegation", "minutes", "version"])
    record(by=by, now=now, verb="coordination.minuted", subject=row.code)
    return row


@transaction.atomic
def finish(*, by: Viewer, now: datetime, visit: CoordinationVisit) -> CoordinationVisit:
    """Finish the minutes, which freezes them; everybody who took part is told.  Raises StepRefused."""
    row = locked(by, visit)
    VISIT.apply(row, "finish", at=now)
    row.finished_at, row.finished_by_id = now, by.user_id
    row.save(update_fields=["state", "state_since", "finished_at", "finished_by"])
    obligations.settle(key=key_of(MINUTES, row), how="finished", by=by, now=now)
    tell(row, "coordination.finished", by=by, now=now)
    record(by=by, now=now, verb="coordination.finished", subject=row.code)
    return row
