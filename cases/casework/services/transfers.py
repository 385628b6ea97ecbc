"""What the verbs around an offered case share: the offer itself, its words in the record, whom it is told."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from agencies.obligations import services as obligations
from agencies.people.selectors import supervisors_of
from cases.casework.choices import TransferKind
from cases.casework.models import Case, Transfer
from cases.casework.states import TRANSFER
from core.audit.services import record
from core.kernel.scope import Viewer
from core.notices import services as notices

ANSWER, SILENCE = "transfer.answer", "transfer.silence"
# What another office asked for or still gives stays with whoever asked: it is finished before the case moves.
BLOCKING = ("referral.", "aftercare.")


def seen(by: Viewer, transfer: Transfer) -> Transfer:
    """Return an offer locked for change, as far as the viewer sees it.  Raises Transfer.DoesNotExist."""
    found = Transfer.objects.visible_to(by).select_for_update(of=("self",))
    return found.select_related("from_agency", "to_agency").get(pk=transfer.pk)


def page_of(transfer: Transfer) -> str:
    """Return the address of an offer's page."""
    return reverse("transfer", args=[transfer.code])


def told(transfer: Transfer, verb: str, *, by: Viewer, now: datetime, child_id=None, **detail) -> None:
    """Write an act on an offer into the case's record."""
    record(
        by=by, now=now, verb=verb, case_id=transfer.case_id, child_id=child_id, subject=transfer.code, detail=detail
    )  # fmt: skip


def notify(transfer: Transfer, kind: str, recipients: Iterable[int | None], *, now: datetime) -> None:
    """Tell people that an offer moved; the notice names the offer's code and nothing else."""
    notices.owe_all(
        recipient_ids={one for one in recipients if one}, kind=kind, key=f"{kind}:{transfer.pk}", about=transfer.code,
        url=page_of(transfer), case_id=transfer.case_id, now=now,
    )  # fmt: skip


def senders(transfer: Transfer) -> set[int | None]:
    """Return who is told what became of an offer."""
    return {transfer.offered_by_id, transfer.from_manager_id}


def receivers(transfer: Transfer, now: datetime) -> set[int | None]:
    """Return who is to answer an offer."""
    if transfer.kind == TransferKind.WORKER:
        return {transfer.to_person_id}
    return set(supervisors_of(transfer.to_agency_id, now.astimezone(transfer.to_agency.zone).date()))


def answer(row: Transfer, step: str, *, by: Viewer, now: datetime) -> None:
    """Take a step that ends the waiting; its duties are settled.  Not saved."""
    TRANSFER.apply(row, step, at=now)
    row.answered_at, row.answered_by_id = now, by.user_id
    for kind in (ANSWER, SILENCE):
        obligations.settle(key=f"{kind}:{row.code}", how=str(row.state), by=by, now=now)


def drop_offer(case: Case, *, by: Viewer, now: datetime) -> None:
    """Withdraw what waits for an answer, because the case has found its manager otherwise."""
    for row in Transfer.objects.visible_to(by).waiting().filter(case=case).select_related("to_agency"):
        answer(row, "withdraw", by=by, now=now)
        row.save(update_fields=["state", "state_since", "answered_at", "answered_by"])
        told(row, "transfer.withdrawn", by=by, now=now, child_id=case.child_id)
        notify(row, "transfer.withdrawn", receivers(row, now), now=now)
