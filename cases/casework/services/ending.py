"""How a case ends: end of service, close, reject, transfer; and how it is taken up again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from cases.casework.choices import (
    WITHOUT_AFTERCARE,
    WITHOUT_RECEIVER,
    CloseReason,
    DecisionKind,
    EndReason,
    HandedTo,
    RejectReason,
    ReopenReason,
    TransferReason,
    source_word,
)
from cases.casework.models import Case, Decision, Handover
from cases.casework.services.common import CaseRefused, insist, locked, may_work, note, owe, today_of
from cases.casework.states import CASE
from core.kernel.scope import Viewer

# Duties that fall away when the service ends or the case is not taken on.
SERVICE_DUTIES = (
    "case.assign",
    "case.contact",
    "case.risk_review",
    "agreement.record",
    "assessment.finish",
    "assessment.repeat",
    "plan.finish",
    "plan.approve",
    "plan.activity",
    "plan.progress",
    "case.help",
    "conference.plan",
)


@dataclass(frozen=True)
class AftercarePlan:
    """What follows the end of service: whose task, whose visits, after how many months."""

    owner_agency_id: int
    worker_id: int | None
    visit_months: tuple[int, ...]
    first_visit_on: date | None = None


@transaction.atomic
def end_service(*, by: Viewer, now: datetime, case: Case, answers: dict, aftercare: AftercarePlan | None) -> Case:
    """End the service: reason, handover record and after-care plan are one act.

    Without a plan (None) it ends only for a reason that may leave nobody to visit.

    `answers`: reason, handed_to, receiver_name, handed_on, condition, items, commitments, receiver_agency.
    Raises CaseRefused or StepRefused.  The after-care room calls this and opens the episode in the same transaction.
    """
    may_work(by)
    row = locked(by, case)
    if aftercare is None and answers["reason"] not in WITHOUT_AFTERCARE:
        raise CaseRefused(_("Setelah alasan ini anak didampingi; pilih jadwal pascalayanan"), field="follow_up")
    if aftercare and not aftercare.visit_months:
        raise CaseRefused(_("Pilih paling sedikit satu kunjungan pascalayanan"), field="visit_months")
    nobody = answers["handed_to"] == HandedTo.NOBODY
    if nobody and answers["reason"] not in WITHOUT_RECEIVER:
        raise CaseRefused(_("Isi kepada siapa anak diserahkan"), field="handed_to")
    if not nobody and not answers.get("handed_on"):
        raise CaseRefused(_("Isi tanggal serah terima"), field="handed_on")
    if answers.get("handed_on") and answers["handed_on"] > today_of(by, now):
        raise CaseRefused(_("Tanggal serah terima tidak boleh setelah hari ini"), field="handed_on")
    Handover(case=row, recorded_at=now, recorded_by_id=by.user_id, **answers).save(force_insert=True)
    CASE.apply(row, "end_service", at=now)
    row.service_ended_at, row.end_reason = now, answers["reason"]
    row.save(update_fields=["stage", "stage_since", "service_ended_at", "end_reason"])
    _fall_away(row, "service_ended", by=by, now=now)
    _decide(row, DecisionKind.SERVICE_ENDED, answers["reason"], "", by=by, now=now)
    note(row, "case.service_ended", by=by, now=now, reason=source_word(EndReason(answers["reason"])))
    return row


@transaction.atomic
def close(*, by: Viewer, now: datetime, case: Case, reason: str, explanation: str = "") -> Case:
    """Close a case.  Raises StepRefused with links while anything is owed."""
    row = _leave(by, case, "close", now)
    row.close_reason = reason
    row.save(update_fields=["stage", "stage_since", "closed_at", "close_reason"])
    _decide(row, DecisionKind.CLOSED, reason, explanation, by=by, now=now)
    note(row, "case.closed", by=by, now=now, reason=source_word(CloseReason(reason)))
    return row


@transaction.atomic
def reject(*, by: Viewer, now: datetime, case: Case, reason: str, explanation: str) -> Case:
    """Do not take a case on; its duties fall away."""
    row = _leave(by, case, "reject", now)
    row.close_reason = reason
    row.save(update_fields=["stage", "stage_since", "closed_at", "close_reason"])
    _fall_away(row, "rejected", by=by, now=now)
    _decide(row, DecisionKind.REJECTED, reason, explanation, by=by, now=now)
    note(row, "case.rejected", by=by, now=now, reason=source_word(RejectReason(reason)))
    return row


@transaction.atomic
def transfer_outside(
    *, by: Viewer, now: datetime, case: Case, reason: str, explanation: str, receiver: str, confirmed_by: str,
    confirmed_on: date,
) -> Case:  # fmt: skip
    """Pass a case to a body that does not work here; who there took it over, and when, is part of the decision.

    Refused while anything is owed to or by others.  To an agency of the network a case is offered (see `offering`).
    """
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    if confirmed_on > today_of(by, now):
        raise CaseRefused(_("Tanggal kesediaan tidak boleh setelah hari ini"), field="confirmed_on")
    _fall_away(row, "transferred", by=by, now=now)
    CASE.apply(row, "transfer", at=now)
    row.closed_at, row.close_reason = now, reason
    row.save(update_fields=["stage", "stage_since", "closed_at", "close_reason"])
    words = gettext("Diterima %(receiver)s. Kesediaan dari %(who)s, %(day)s.") % {
        "receiver": receiver, "who": confirmed_by, "day": confirmed_on.isoformat(),
    }  # fmt: skip
    _decide(row, DecisionKind.TRANSFERRED, reason, f"{words}\n{explanation}".strip(), by=by, now=now)
    note(row, "case.transferred", by=by, now=now, reason=source_word(TransferReason(reason)))
    return row


@transaction.atomic
def reopen(*, by: Viewer, now: datetime, case: Case, reason: str, explanation: str = "") -> Case:
    """Take a closed case up again at the assessment, its history kept."""
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    CASE.apply(row, "reopen", at=now)
    row.closed_at, row.close_reason, row.service_ended_at, row.end_reason = None, "", None, ""
    row.save(update_fields=["stage", "stage_since", "closed_at", "close_reason", "service_ended_at", "end_reason"])
    _decide(row, DecisionKind.REOPENED, reason, explanation, by=by, now=now)
    note(row, "case.reopened", by=by, now=now, reason=source_word(ReopenReason(reason)))
    if row.manager_id is None:
        owe(row, "case.assign", by=by, now=now, page="case_assign")
    owe(row, "assessment.finish", by=by, now=now, page="assessment")
    owe(row, "case.contact", by=by, now=now, page="note_new", rule=f"contact.{row.risk}")
    return row


def _leave(by: Viewer, case: Case, name: str, now: datetime) -> Case:
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    CASE.apply(row, name, at=now)
    row.closed_at = now
    return row


def _fall_away(case: Case, why: str, *, by: Viewer, now: datetime) -> None:
    obligations.cancel(kind=SERVICE_DUTIES, case_id=case.pk, why=why, by=by, now=now)


def _decide(
    case: Case, kind: str, reason: str, explanation: str, *, by: Viewer, now: datetime, to_agency_id=None
) -> None:
    Decision(
        case=case, kind=kind, reason=reason, explanation=explanation, to_agency_id=to_agency_id, decided_at=now,
        decided_by_id=by.user_id,
    ).save(force_insert=True)  # fmt: skip
