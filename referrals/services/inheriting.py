"""When an agency stops looking after a child, what it asked of others is the case owner's to bring to an end."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.obligations import services as obligations
from agencies.people.selectors import supervisors_of
from cases.casework.models import Case
from core.kernel.scope import Viewer, system_scope
from core.notices import services as notices
from referrals.choices import OVER, State, WithdrawReason
from referrals.models import Referral
from referrals.services.common import address, note
from referrals.services.ending import conclude, mark_mistake, withdraw
from referrals.services.serving import confirm

REASON = "after-care handed back"


@transaction.atomic
def inherit(*, case_id: UUID, from_agency_id: int, to_agency_id: int, by: Viewer, now: datetime) -> int:
    """Make the case's owner the sender of what another agency still has under way for its child; return how many.

    Duties move along, and the owner's case manager is told.  What was asked of the owner itself ends: nobody refers
    a child to their own desk.
    """
    # Neither agency may write the other's referrals; the verb that calls has checked who may end the after-care.
    with system_scope(REASON) as clock:
        found = Referral.objects.for_system(reason=REASON).filter(case_id=case_id, from_agency_id=from_agency_id)
        rows = list(
            found.exclude(status__in=OVER).select_for_update(of=("self",)).select_related("from_agency", "to_agency")
        )
        case = Case.objects.for_system(reason=REASON).select_related("owner_agency").get(pk=case_id)
        heirs = [case.manager_id] if case.manager_id else supervisors_of(to_agency_id, now.date())
        for row in rows:
            if row.to_agency_id == to_agency_id:
                _end(row, by=clock, now=now)
            else:
                _pass_on(row, case, heirs, by=by, now=now)
    return len(rows)


def _pass_on(row: Referral, case: Case, heirs: list[int], *, by: Viewer, now: datetime) -> None:
    former, row.from_agency = row.from_agency_id, case.owner_agency
    row.sender_id = heirs[0] if heirs else row.sender_id
    row.save(update_fields=["from_agency", "sender"])
    obligations.pass_on(
        about=row.code, from_agency_id=former, to_agency_id=case.owner_agency_id, to_id=case.manager_id, by=by, now=now
    )
    note(row, "referral.inherited", by=by, now=now, agency=case.owner_agency.short_name)
    notices.owe_all(
        recipient_ids=heirs, kind="referral.inherited", key=f"referral.inherited:{row.code}:{now.isoformat()}",
        about=row.code, url=address(row), now=now, due_at=row.due_at, case_id=row.case_id,
    )  # fmt: skip


def _end(row: Referral, *, by: Viewer, now: datetime) -> None:
    if row.status == State.DRAFT:
        mark_mistake(by=by, now=now, referral=row)
    elif row.status == State.REPORTED:
        confirm(by=by, now=now, referral=row)
    elif row.status in (State.DECLINED, State.LAPSED):
        conclude(by=by, now=now, referral=row)
    else:
        withdraw(by=by, now=now, referral=row, reason=WithdrawReason.NOT_NEEDED)
