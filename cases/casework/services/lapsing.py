"""What the clock does with offers nobody answers: up to the receiver's supervisors, then back to the sender."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from agencies.obligations import services as obligations
from agencies.people.selectors import supervisors_of
from cases.casework.choices import TransferState
from cases.casework.models import Transfer
from cases.casework.rules import BOOK
from cases.casework.services import transfers
from cases.casework.states import TRANSFER
from core.kernel.scope import Viewer, system_scope

BATCH = 100


def sweep(*, now: datetime) -> int:
    """Escalate and lapse what stayed unanswered; return how many offers moved.  Twice changes nothing."""
    return _each("transfer silence", TransferState.OFFERED, _escalate, now=now) + _each(
        "transfer lapse", TransferState.ESCALATED, _lapse, now=now
    )


def _escalate(row: Transfer, by: Viewer, now: datetime) -> None:
    zone = row.to_agency.zone
    rule = BOOK.get(transfers.SILENCE, now.astimezone(zone).date())
    TRANSFER.apply(row, "escalate", at=now)
    row.due_at = rule.due_after(now, zone=zone)
    row.save(update_fields=["state", "state_since", "due_at"])
    obligations.owe(
        kind=transfers.SILENCE, key=f"{transfers.SILENCE}:{row.code}", about=row.code, url=transfers.page_of(row),
        case_id=row.case_id, holder_agency_id=row.to_agency_id, watcher_agency_id=row.from_agency_id, rule=rule,
        due_at=row.due_at, by=by, now=now,
    )  # fmt: skip
    transfers.told(row, "transfer.escalated", by=by, now=now)
    supervisors = supervisors_of(row.to_agency_id, now.astimezone(zone).date())
    transfers.notify(row, "transfer.escalated", [*supervisors, *transfers.senders(row)], now=now)


def _lapse(row: Transfer, by: Viewer, now: datetime) -> None:
    transfers.answer(row, "lapse", by=by, now=now)
    row.save(update_fields=["state", "state_since", "answered_at", "answered_by"])
    transfers.told(row, "transfer.lapsed", by=by, now=now)
    transfers.notify(row, "transfer.lapsed", transfers.senders(row), now=now)


def _each(reason: str, state: str, act: Callable[[Transfer, Viewer, datetime], None], *, now: datetime) -> int:
    """Lock what is due in small batches, skipping rows that somebody works on."""
    done = 0
    while True:
        with system_scope(reason) as by, transaction.atomic():
            found = Transfer.objects.for_system(reason=reason).silent(now, state)
            found = found.select_related("from_agency", "to_agency").select_for_update(of=("self",), skip_locked=True)
            rows = list(found.order_by("due_at", "pk")[:BATCH])
            for row in rows:
                act(row, by, now)
        done += len(rows)
        if len(rows) < BATCH:
            return done
