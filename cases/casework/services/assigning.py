"""Who answers for a case: the manager, and what moves when somebody leaves."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.obligations.selectors import open_for_case
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import staff_of, workers_of
from cases.casework.choices import NoteKind, Stage
from cases.casework.models import Case, Note, Task, TeamMember
from cases.casework.services.common import CaseRefused, insist, locked, note, owe, settle, today_of
from cases.casework.services.tasks import release_tasks
from cases.casework.services.transfers import drop_offer
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from cases.sharing.models import AccessRow
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer
from core.notices import services as notices

MANAGERS_DUTIES = (
    "case.contact", "case.risk_review", "agreement.record", "assessment.finish", "plan.finish",
)  # fmt: skip

EARLY = (Stage.ACCESS, Stage.AGREEMENT)


@transaction.atomic
def assign(*, by: Viewer, now: datetime, case: Case, worker: User, text: str = "") -> Case:
    """Make a worker the case's manager; access, duties and the file's handover note move with it.

    A supervisor assigns.  The manager offers the case to a colleague, who accepts (see `offering`).
    """
    row = locked(by, case)
    if not by.can(P.CASE_SUPERVISE):
        page = reverse("case_offer_worker", args=[row.code])
        raise CaseRefused(
            _("Kasus ditugaskan supervisor. Manajer kasus menawarkannya kepada rekan."),
            missing=[Missing(_("Tawarkan kepada rekan"), page)],
        )
    if not workers_of(row.owner_agency_id, today_of(by, now)).filter(pk=worker.pk).exists():
        raise CaseRefused(_("Pilih pekerja sosial dari instansi pemilik kasus."), field="worker")
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    if row.manager_id == worker.pk:
        return row
    if text:
        Note(
            case=row, kind=NoteKind.HANDOVER, happened_on=today_of(by, now), text=text, written_at=now,
            written_by_id=by.user_id, agency_id=by.agency_id,
        ).save(force_insert=True)  # fmt: skip
    drop_offer(row, by=by, now=now)
    give(row, worker, by=by, now=now)
    return row


@transaction.atomic
def unassign(*, by: Viewer, now: datetime, case: Case) -> Case:
    """Let a case wait for a manager again, as before somebody was made it by mistake.  A supervisor does."""
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    if row.manager_id is None:
        return row
    former, row.manager = row.manager_id, None
    drop_offer(row, by=by, now=now)
    row.save(update_fields=["manager"])
    obligations.reassign(case_id=row.pk, from_id=former, to_id=None, by=by, now=now)
    reason = "the tasks of a case that its verb has locked"
    held = Task.objects.for_system(reason=reason).open().filter(case=row, assigned_to_id=former)
    release_tasks(list(held), by=by, now=now)
    if row.stage in EARLY:
        obligations.cancel(kind="agreement.record", case_id=row.pk, why="unassigned", by=by, now=now)
    owe(row, "case.assign", by=by, now=now, page="case_assign")
    note(row, "case.unassigned", by=by, now=now)
    # Whoever wrote the report down sees what becomes of it until somebody takes it up.
    writer = staff_of(row.owner_agency_id, today_of(by, now)).filter(user_id=row.opened_by_id or 0).first()
    if writer and not sharing.is_excluded(writer.user_id, case_id=row.pk):
        open_to(row, writer.user_id, Basis.INTAKE, by=by, now=now)
    sharing.end(case_id=row.pk, basis=Basis.ASSIGNMENT, person_id=former, by=by, now=now)
    return row


def give(row: Case, worker: User, *, by: Viewer, now: datetime) -> None:
    """Let a case, its duties and its tasks pass to a worker of its owner agency.  The caller has checked and locked."""
    former = row.manager_id
    row.manager = worker
    row.save(update_fields=["manager"])
    open_to(row, worker.pk, Basis.ASSIGNMENT, by=by, now=now)
    if former:
        obligations.reassign(case_id=row.pk, from_id=former, to_id=worker.pk, by=by, now=now)
        reason = "the tasks of a case that its verb has locked"
        Task.objects.for_system(reason=reason).open().filter(case=row, assigned_to_id=former).update(assigned_to=worker)
    # A case that lost its manager on the way has its agreement already.
    elif settle(row, "case.assign", "assigned", by=by, now=now) and row.stage in EARLY:
        owe(row, "agreement.record", by=by, now=now, turn="1", page="agreement_record")
    take_up(row, by=by, now=now)
    note(row, "case.assigned", by=by, now=now, worker=str(worker.pk))
    notices.owe(
        recipient_id=worker.pk, kind="case.assigned", key=f"case.assigned:{row.pk}:{now.isoformat()}", about=row.code,
        url=f"/kasus/{row.code}/", case_id=row.pk, now=now,
    )  # fmt: skip
    # Last, because whoever hands the case on may thereby lose sight of it.
    if former:
        sharing.end(case_id=row.pk, basis=Basis.ASSIGNMENT, person_id=former, by=by, now=now)
    else:
        sharing.end(case_id=row.pk, basis=Basis.INTAKE, by=by, now=now)


def take_up(row: Case, *, by: Viewer, now: datetime) -> None:
    """Give the manager what waited for one; the supervisors' own duties stay with them."""
    for duty in open_for_case(row.pk):
        if duty.holder_id is None and duty.holder_agency_id == row.owner_agency_id and duty.kind in MANAGERS_DUTIES:
            obligations.reassign(key=duty.key, to_id=row.manager_id, by=by, now=now)


def move_caseload(*, from_user: User, to_user: User | None, agency, by: Viewer, now: datetime) -> tuple[str, int]:
    """Move a departing person's cases and tasks to a colleague; return a label and how many cases.

    Runs in the departure's system scope; with the same person twice it only counts.  Without a colleague the
    supervisors owe a new manager and find the tasks on their desk.
    """
    reason = "departure"
    cases = list(Case.objects.for_system(reason=reason).open().owned_by(agency.pk).filter(manager=from_user))
    if to_user is None or from_user.pk != to_user.pk:
        for row in cases:
            row.manager = to_user
            row.save(update_fields=["manager"])
            if to_user:
                open_to(row, to_user.pk, Basis.ASSIGNMENT, by=by, now=now)
                note(row, "case.assigned", by=by, now=now, worker=str(to_user.pk))
            else:
                note(row, "case.released", by=by, now=now)
                owe(row, "case.assign", by=by, now=now)
        held = Task.objects.for_system(reason=reason).open().filter(agency=agency, assigned_to=from_user)
        if to_user:
            held.update(assigned_to=to_user)
        else:
            release_tasks(list(held), by=by, now=now)
        team = TeamMember.objects.for_system(reason=reason).filter(Q(until_at=None) | Q(until_at__gt=now))
        team.filter(case__owner_agency_id=agency.pk, person=from_user).update(until_at=now)
        opened = AccessRow.objects.for_system(reason=reason).standing().filter(agency=agency, person=from_user)
        for case_id in set(opened.values_list("case_id", flat=True)):
            sharing.end(case_id=case_id, person_id=from_user.pk, agency_id=agency.pk, by=by, now=now)
    return gettext("kasus"), len(cases)


def open_to(
    case: Case, person_id: int, basis: str, *, by: Viewer, now: datetime, ends_at: datetime | None = None
) -> None:
    """Open the whole file of a case to a person of its owner agency."""
    sharing.grant(
        case_id=case.pk, child_id=case.child_id, owner_agency_id=case.owner_agency_id, agency_id=case.owner_agency_id,
        person_id=person_id, level=Level.FULL, basis=basis, ends_at=ends_at, by=by, now=now,
    )  # fmt: skip
