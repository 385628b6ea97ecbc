"""The only writer of access rows."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cases.sharing.choices import Level
from cases.sharing.models import AccessRow, Consent
from cases.sharing.querysets import pen
from cases.sharing.services.barring import follow_case, insist_admitted
from cases.sharing.services.covering import NoBasis
from core.audit.services import record
from core.kernel.scope import Viewer, system_scope, system_viewer

RAN_OUT = "access ran out"
# The verb that grants has a transaction of its own, which a failure here takes back as a whole.
_part = transaction.atomic(savepoint=False)


@_part
def grant(
    *,
    case_id: UUID,
    child_id: UUID,
    owner_agency_id: int,
    agency_id: int,
    level: str,
    basis: str,
    by: Viewer,
    now: datetime,
    person_id: int | None = None,
    basis_ref: str = "",
    ends_at: datetime | None = None,
    consent_id: UUID | None = None,
) -> AccessRow:
    """Open a case to an agency's desk (no person) or to one person, until `ends_at` (None: until ended).

    The same grant twice is one row; a second one with another end or basis moves it.  The caller has checked that it
    may: the verb that grants (open, assign, accept, end of service) is the basis.  Access that rests on a consent
    ends with it at the latest.  Raises NoBasis when that consent is over, Excluded for who is kept out of the file.
    """
    insist_admitted(person_id, case_id)
    if consent_id:
        ends_at = _until(consent_id, ends_at, now)
    row = AccessRow(
        case_id=case_id,
        child_id=child_id,
        owner_agency_id=owner_agency_id,
        agency_id=agency_id,
        person_id=person_id,
        level=str(level),
        basis=str(basis),
        basis_ref=basis_ref,
        starts_at=now,
        ends_at=ends_at,
        granted_by_id=by.user_id,
        consent_id=consent_id,
    )
    # Under row security nobody but the system writes these rows, so that no verb can open a case past this one.
    with system_scope(f"grant {basis}"), pen():
        AccessRow.objects.bulk_create([row], ignore_conflicts=True)
        same = AccessRow.objects.for_system(reason="grant").standing().select_related("agency")
        standing = same.get(
            case_id=case_id, agency_id=agency_id, person_id=person_id,
            level=row.level, basis=row.basis, basis_ref=basis_ref,
        )  # fmt: skip
        is_new = standing.pk == row.pk
        if is_new:
            follow_case(case_id, child_id)
        is_moved = (standing.ends_at, standing.consent_id) != (ends_at, consent_id)
        if is_moved:
            standing.ends_at, standing.consent_id = ends_at, consent_id
            standing.save(update_fields=["ends_at", "consent"])
    if is_new or is_moved:
        record(
            by=by,
            now=now,
            verb="access.granted",
            case_id=case_id,
            child_id=child_id,
            detail=_detail(standing),
        )
    return standing


@_part
def end(
    *,
    by: Viewer,
    now: datetime,
    case_id: UUID | None = None,
    basis_ref: str = "",
    basis: str = "",
    level: str = "",
    person_id: int | None = None,
    agency_id: int | None = None,
    consent_id: UUID | None = None,
) -> int:
    """End standing access of a case, reference or consent, narrowed by what else is given; return how many rows.

    Raises ValueError when none of them is named: access is never ended for everybody at once.
    """
    if case_id is None and not basis_ref and consent_id is None:
        raise ValueError("Ending access names a case, a reference or a consent.")
    wanted = {
        "case_id": case_id, "basis_ref": basis_ref, "basis": str(basis), "level": str(level),
        "person_id": person_id, "agency_id": agency_id, "consent_id": consent_id,
    }  # fmt: skip
    with system_scope("end access"):
        found = AccessRow.objects.for_system(reason="end access").standing()
        found = found.filter(**{name: value for name, value in wanted.items() if value not in (None, "")})
        return _revoke(found, by=by, now=now)


@_part
def move_child(
    *, source: UUID, target: UUID, only: Iterable[str] | None = None, cases: Iterable[str] = ()
) -> list[str]:
    """Let the access rows of one child's file open another's; return their ids.

    For two files that became one, or were parted again (`only` these rows, and those of `cases`).  No row is added and
    none lasts longer: who might open a case still may, and its child's file is now the common one.
    """
    with system_scope("access follows a child's file"), pen():
        found = AccessRow.objects.for_system(reason="access follows a child's file").filter(child_id=source)
        if only is not None:
            found = found.filter(Q(pk__in=list(only)) | Q(case_id__in=list(cases)))
        ids = [str(pk) for pk in found.values_list("pk", flat=True)]
        AccessRow.objects.for_system(reason="access follows a child's file").filter(pk__in=ids).update(child_id=target)
    return ids


def close_ended(*, now: datetime) -> int:
    """End every access row whose time has run out; return how many.  Runs nightly; twice changes nothing."""
    with system_scope(RAN_OUT):
        found = AccessRow.objects.for_system(reason=RAN_OUT).standing().filter(ends_at__lte=now)
        return _revoke(found, by=system_viewer(RAN_OUT), now=now)


def _until(consent_id: UUID, ends_at: datetime | None, now: datetime) -> datetime:
    # The receiver who accepts does not read the sender's papers, so the system looks whether they still hold.
    with system_scope("consent of a grant"):
        found = Consent.objects.for_system(reason="consent of a grant").in_force(now).filter(pk=consent_id).first()
    if found is None:
        raise NoBasis(_("Persetujuan untuk berbagi data ini sudah berakhir. Pengirim perlu memperbaruinya dahulu."))
    return min(ends_at, found.ends_at) if ends_at else found.ends_at


def _revoke(found, *, by: Viewer, now: datetime) -> int:
    rows = list(found.select_related("agency").select_for_update(of=["self"]))
    with pen():
        AccessRow.objects.for_system(reason="end access").filter(pk__in=[row.pk for row in rows]).update(revoked_at=now)
    for row in rows:
        record(
            by=by,
            now=now,
            verb="access.ended",
            case_id=row.case_id,
            child_id=row.child_id,
            detail=_detail(row),
        )
    return len(rows)


def _detail(row: AccessRow) -> dict[str, str]:
    # The record keeps the words of the source language; they are translated when shown.
    with translation.override(None):
        level = str(Level(row.level).label)
    return {"agency": row.agency.short_name, "level": level, "basis": row.basis}
