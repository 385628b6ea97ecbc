"""Keep a person out of a child's file, whatever else would open it to them, and let them in again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import all_holders_of
from cases.sharing import followers
from cases.sharing.choices import Basis, Level
from cases.sharing.models import AccessRow, Exclusion
from cases.sharing.selectors import level_of
from cases.sharing.services.barring import REASON, cases_of, spell_out
from cases.sharing.services.covering import SharedCase
from cases.sharing.services.granting import end
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, system_scope
from core.notices import services as notices


class ExclusionRefused(Refused):
    """The act is not this person's, or cannot be as asked."""


def may_exclude(by: Viewer, case: SharedCase) -> bool:
    """Tell whether a viewer decides who is kept out of a case: the supervisors of its owner."""
    return by.can(P.CASE_SUPERVISE) and case.owner_agency_id == by.agency_id and level_of(case.pk, by) == Level.FULL


@transaction.atomic
def exclude(
    *, by: Viewer, now: datetime, case: SharedCase, person: User, reason: str, whole_child: bool = True
) -> Exclusion:
    """Keep a person with an account out of a case, or out of everything about its child.  Holds at once.

    Access of their own ends; what opens files to their office opens this one to them no more.  Raises
    ExclusionRefused.
    """
    if not may_exclude(by, case):
        raise ExclusionRefused(_("Pengecualian ditetapkan supervisor instansi pemilik kasus."))
    if person.pk == by.user_id:
        raise ExclusionRefused(_("Anda tidak dapat mengecualikan diri sendiri. Minta supervisor lain."), field="email")
    if not reason:
        raise ExclusionRefused(_("Tulis mengapa orang ini dikecualikan"), field="reason")
    row = Exclusion(
        case_id=case.pk, case_code=case.code, child_id=case.child_id, whole_child=whole_child, agency_id=by.acting_agency_id,
        person=person, reason=reason, added_at=now, added_by_id=by.acting_user_id,
    )  # fmt: skip
    with system_scope(REASON):
        standing = Exclusion.objects.for_system(reason=REASON).standing().filter(person=person)
        same = standing.filter(child_id=case.child_id, whole_child=True) | standing.filter(case_id=case.pk)
        if same.exists():
            raise ExclusionRefused(_("Orang ini sudah dikecualikan."), field="email")
        cases = cases_of(row)
        _insist_free(person, cases, by)
        row.save(force_insert=True)
        spell_out([row])
        for case_id in cases:
            end(case_id=case_id, person_id=person.pk, by=by, now=now)
        followers.tell_excluded(person_id=person.pk, case_ids=cases, by=by, now=now)
    _note(row, "exclusion.added", by=by, now=now)
    return row


@transaction.atomic
def readmit(*, by: Viewer, now: datetime, exclusion: Exclusion, reason: str) -> Exclusion:
    """End an exclusion, with the reason.  Nothing is opened by it: access is given anew.  Raises ExclusionRefused."""
    row = Exclusion.objects.visible_to(by).select_for_update(of=("self",)).get(pk=exclusion.pk)
    if not by.can(P.CASE_SUPERVISE) or row.agency_id != by.agency_id:
        raise ExclusionRefused(_("Pengecualian diakhiri supervisor instansi pemilik kasus."))
    if row.ended_at:
        raise ExclusionRefused(_("Pengecualian ini sudah diakhiri."))
    if not reason:
        raise ExclusionRefused(_("Tulis mengapa pengecualian diakhiri"), field="reason")
    row.ended_at, row.ended_by_id, row.end_reason = now, by.user_id, reason
    with system_scope(REASON):
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])
        spell_out([row])
    _note(row, "exclusion.ended", by=by, now=now)
    return row


def follow_child(*, source: UUID, target: UUID, only=None, cases=(), since: datetime | None = None) -> list[str]:
    """Let exclusions follow a child's file that joins another's or is parted from it; return the ids moved.

    What was written since the files were joined was meant for the one file they were: at a parting it holds for both.
    """
    with system_scope(REASON):
        rows = Exclusion.objects.for_system(reason=REASON)
        found = list(rows.filter(child_id=source))
        if only is not None:
            wanted = {*map(str, only)}
            going = {*map(str, cases)}
            both = [row for row in found if row.whole_child and row.ended_at is None and since and row.added_at > since]
            found = [row for row in found if str(row.pk) in wanted or str(row.case_id) in going]
            for row in both:
                stays = row in found
                Exclusion(
                    case_id=row.case_id, case_code=row.case_code, child_id=source if stays else target,
                    agency_id=row.agency_id, person_id=row.person_id, reason=row.reason, added_at=row.added_at,
                    added_by_id=row.added_by_id,
                ).save(force_insert=True)  # fmt: skip
        ids = [str(row.pk) for row in found]
        rows.filter(pk__in=ids).update(child_id=target)
        spell_out(rows.filter(child_id__in=[source, target]), also={target: source} if only is None else None)
    return ids


def follow_owner(*, case_id: UUID, to_agency_id: int) -> None:
    """Let the supervisors of a case's new owner decide about its exclusions."""
    with system_scope(REASON):
        Exclusion.objects.for_system(reason=REASON).standing().filter(case_id=case_id).update(agency_id=to_agency_id)


def _insist_free(person: User, cases: list[UUID], by: Viewer) -> None:
    """Refuse while the person answers for a case of this office; elsewhere the child's safety comes first."""
    held = AccessRow.objects.for_system(reason=REASON).standing().filter(case_id__in=cases, person=person)
    if held.filter(owner_agency_id=by.agency_id, basis__in=[Basis.ASSIGNMENT, Basis.AFTERCARE]).exists():
        raise ExclusionRefused(
            _("Orang ini menangani kasus atau pascalayanan anak ini. Tugaskan orang lain dahulu."), field="email"
        )


def _note(row: Exclusion, verb: str, *, by: Viewer, now: datetime) -> None:
    record(
        by=by, now=now, verb=verb, case_id=row.case_id, child_id=row.child_id, subject=row.case_code,
        detail={"whole": row.whole_child},
    )  # fmt: skip
    # Who watches over privacy learns that it happened, and no name.
    notices.owe_all(
        recipient_ids=all_holders_of(P.AUDIT_VIEW, now.astimezone(by.zone).date()), kind=verb, key=f"{verb}:{row.pk}",
        about=row.case_code, url=reverse("audit_trail"), case_id=row.case_id, now=now,
    )  # fmt: skip
