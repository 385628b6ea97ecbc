"""Somebody of another agency asks to read a file; its owner's supervisors answer, and it ends by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.people.permissions import P
from cases.sharing import rules
from cases.sharing.choices import ACCESS, FILE_LEVELS, Basis, RefusalReason, RequestReason, RequestState
from cases.sharing.models import AccessRequest
from cases.sharing.services.barring import is_excluded
from cases.sharing.services.covering import insist_basis
from cases.sharing.services.granting import end, grant
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, system_scope
from core.notices import services as notices

REASON = "access asked for"
LONGEST_DAYS = 90
MOST_WAITING = 10

_VERBS: dict[str, str] = {
    RequestState.GRANTED: "access.granted_on_request", RequestState.REFUSED: "access.refused",
    RequestState.WITHDRAWN: "access.withdrawn", RequestState.LAPSED: "access.lapsed",
}  # fmt: skip


class RequestRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


@dataclass(frozen=True)
class Target:
    """The case that is asked for; the room above found it, and tells nobody that it did."""

    pk: UUID
    code: str
    child_id: UUID
    owner_agency_id: int


@transaction.atomic
def ask_access(
    *, by: Viewer, now: datetime, target: Target | None, reason: str, words: str, asked_code: str = ""
) -> AccessRequest:
    """Ask the owner of a file to read it.  A code that is nobody's is taken down all the same.

    Raises RequestRefused; never because of what was found.
    """
    if not (by.can(P.CASE_VIEW) or by.can(P.CASE_OPEN)):
        raise RequestRefused(_("Peran Anda tidak membuka berkas anak."))
    if reason not in RequestReason.values:
        raise RequestRefused(_("Pilih alasan permintaan"), field="reason")
    if not words:
        raise RequestRefused(_("Tulis untuk apa berkas ini Anda perlukan"), field="words")
    if target and is_excluded(by.user_id, case_id=target.pk):
        target = None  # to who is kept out there is no such file
    mine = AccessRequest.objects.visible_to(by).waiting().filter(person_id=by.acting_user_id, agency_id=by.agency_id)
    same = mine.filter(asked_code=asked_code) if asked_code or target is None else mine.filter(case_id=target.pk)
    if row := same.first():
        return row
    if mine.count() >= MOST_WAITING:
        raise RequestRefused(
            _("Sudah %(most)s permintaan Anda menunggu jawaban. Tarik yang tidak diperlukan lagi.")
            % {"most": MOST_WAITING}
        )
    row = AccessRequest(
        case_id=target.pk if target else None, case_code=target.code if target else "",
        child_id=target.child_id if target else None, owner_agency_id=target.owner_agency_id if target else None,
        asked_code=asked_code, agency_id=by.acting_agency_id, person_id=by.acting_user_id, reason=reason, words=words,
        asked_at=now,
    )  # fmt: skip
    with system_scope(REASON) as clock:
        row.save(force_insert=True)
        if target:
            obligations.owe(
                kind=rules.ASKED, key=f"{rules.ASKED}:{row.pk}", about=target.code,
                url=reverse("access_decide", args=[row.pk]), holder_agency_id=target.owner_agency_id, watcher_agency_id=target.owner_agency_id,
                rule=rules.BOOK.get(rules.ASKED, now.astimezone(by.zone).date()), by=clock, now=now,
            )  # fmt: skip
    # In the record of the one who asks nothing differs; in the file's own record it is seen by its owner.
    _note(row, "access.asked", by=by, now=now)
    return row


@transaction.atomic
def grant_access(*, by: Viewer, now: datetime, request: AccessRequest, days: int, level: str) -> AccessRequest:
    """Open the file to the one who asked, for some days, as a part or as a whole.

    Raises RequestRefused, or NoBasis where another agency would read without a ground for it.
    """
    row = _to_decide(by, request)
    if level not in FILE_LEVELS:
        raise RequestRefused(_("Pilih seberapa banyak yang dibuka"), field="level")
    if not 1 <= days <= LONGEST_DAYS:
        raise RequestRefused(_("Pilih 1 sampai %(most)s hari") % {"most": LONGEST_DAYS}, field="days")
    target = _target(row)
    basis = None
    if row.agency_id != target.owner_agency_id:
        asking = Agency.objects.get(pk=row.agency_id)
        basis = insist_basis(target, ACCESS, asking, now, back=reverse("access_decide", args=[row.pk]))
    opened = grant(
        case_id=target.pk, child_id=target.child_id, owner_agency_id=target.owner_agency_id, agency_id=row.agency_id,
        person_id=row.person_id, level=level, basis=Basis.REQUEST, basis_ref=row.basis_ref,
        ends_at=now + timedelta(days=days), consent_id=basis.pk if basis else None, by=by, now=now,
    )  # fmt: skip
    row.ends_at = opened.ends_at
    return _decide(row, RequestState.GRANTED, by=by, now=now)


@transaction.atomic
def refuse_access(*, by: Viewer, now: datetime, request: AccessRequest, refusal: str) -> AccessRequest:
    """Keep the file closed, with a coded reason for one's own record; the one who asked learns only that."""
    row = _to_decide(by, request)
    if refusal not in RefusalReason.values:
        raise RequestRefused(_("Pilih alasan tidak memberi akses"), field="refusal")
    row.refusal = refusal
    return _decide(row, RequestState.REFUSED, by=by, now=now)


@transaction.atomic
def withdraw_request(*, by: Viewer, now: datetime, request: AccessRequest) -> AccessRequest:
    """Take a request back; the owner has nothing to decide any more."""
    row = AccessRequest.objects.visible_to(by).select_for_update().get(pk=request.pk)
    if row.person_id != by.user_id:
        raise RequestRefused(_("Permintaan ditarik oleh orang yang membuatnya."))
    if row.state != RequestState.WAITING:
        raise RequestRefused(_("Permintaan ini sudah dijawab."))
    return _close(row, RequestState.WITHDRAWN, by=by, now=now)


@transaction.atomic
def end_access(*, by: Viewer, now: datetime, request: AccessRequest) -> AccessRequest:
    """End an access that was granted, before its day; the owner's supervisors may."""
    row = AccessRequest.objects.visible_to(by).select_for_update().get(pk=request.pk)
    if row.owner_agency_id != by.agency_id or not by.can(P.CASE_SUPERVISE):
        raise RequestRefused(_("Akses diakhiri supervisor instansi pemilik kasus."))
    if not end(basis=Basis.REQUEST, basis_ref=row.basis_ref, by=by, now=now):
        raise RequestRefused(_("Akses ini sudah berakhir."))
    row.ends_at = now
    with system_scope(REASON):
        row.save(update_fields=["ends_at"])
    return row


def lapse_requests(*, now: datetime) -> int:
    """Let every request go that nobody answered in time, also those that led nowhere; return how many.  Nightly."""
    with system_scope(REASON) as clock:
        days = rules.BOOK.get(rules.UNANSWERED, now.date()).value
        found = AccessRequest.objects.for_system(reason=REASON).waiting()
        rows = list(found.filter(asked_at__lte=now - timedelta(days=days)).select_for_update().order_by("pk"))
        for row in rows:
            _close(row, RequestState.LAPSED, by=clock, now=now)
            _tell(row, now=now)
    return len(rows)


def _to_decide(by: Viewer, request: AccessRequest) -> AccessRequest:
    row = AccessRequest.objects.visible_to(by).select_for_update().get(pk=request.pk)
    if row.owner_agency_id != by.agency_id or not by.can(P.CASE_SUPERVISE):
        raise RequestRefused(_("Permintaan akses diputuskan supervisor instansi pemilik kasus."))
    if row.state != RequestState.WAITING:
        raise RequestRefused(_("Permintaan ini sudah dijawab atau ditarik."))
    return row


def _target(row: AccessRequest) -> Target:
    if row.case_id is None or row.child_id is None or row.owner_agency_id is None:
        raise RequestRefused(_("Permintaan ini tidak tentang kasus Anda."))
    return Target(row.case_id, row.case_code, row.child_id, row.owner_agency_id)


def _decide(row: AccessRequest, state: str, *, by: Viewer, now: datetime) -> AccessRequest:
    row.decided_at, row.decided_by_id = now, by.user_id
    _close(row, state, by=by, now=now)
    _tell(row, now=now)
    return row


def _close(row: AccessRequest, state: str, *, by: Viewer, now: datetime) -> AccessRequest:
    row.state = state
    with system_scope(REASON) as clock:
        row.save(update_fields=["state", "decided_at", "decided_by", "refusal", "ends_at"])
        obligations.settle(key=f"{rules.ASKED}:{row.pk}", how=str(state), by=clock, now=now)
    _note(row, _VERBS[state], by=by, now=now)
    return row


def _tell(row: AccessRequest, *, now: datetime) -> None:
    notices.owe(
        recipient_id=row.person_id, kind="access.answered", key=f"access.answered:{row.pk}", about="",
        url=reverse("access_requests"), now=now,
    )  # fmt: skip


def _note(row: AccessRequest, verb: str, *, by: Viewer, now: datetime) -> None:
    # The one who asks knows the code that was typed; a child found by its number keeps its code to itself.
    is_owner = by.system or row.owner_agency_id == by.agency_id
    subject = row.case_code if is_owner else row.asked_code
    record(by=by, now=now, verb=verb, case_id=row.case_id, child_id=row.child_id, subject=subject)
