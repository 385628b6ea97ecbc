"""What the verbs of this room share."""

from datetime import date, datetime
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from cases.casework.models import Case
from cases.casework.rules import BOOK
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer


class CaseRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


def locked(by: Viewer, case: Case) -> Case:
    """Return the case locked for change, as far as the viewer reads its whole file.  Raises Case.DoesNotExist."""
    row = (
        Case.objects.worked_by(by)
        .select_for_update(of=("self",))
        .select_related("child", "owner_agency")
        .get(pk=case.pk)
    )
    # Who owned the case before may read it for a while; the work is the owner's.
    if not by.system and by.agency_id != row.owner_agency_id:
        raise CaseRefused(_("Kasus ini milik instansi lain. Anda dapat membacanya, tidak mengubahnya."))
    return row


def insist(by: Viewer, *permissions: str) -> None:
    """Raise CaseRefused unless the viewer holds one of the permissions."""
    if not any(by.can(permission) for permission in permissions):
        raise CaseRefused(_("Peran Anda tidak berhak melakukan ini."))


def may_work(by: Viewer) -> None:
    """Raise CaseRefused unless the viewer works on cases."""
    insist(by, P.CASE_WORK, P.CASE_SUPERVISE)


def today_of(by: Viewer, now: datetime) -> date:
    """Return the date at the viewer's office."""
    return now.astimezone(by.zone).date()


def note(case: Case, verb: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Write an act on a case into the record."""
    record(by=by, now=now, verb=verb, case_id=case.pk, child_id=case.child_id, subject=case.code, detail=detail)


def owe(
    case: Case, kind: str, *, by: Viewer, now: datetime, turn: str = "", page: str = "case", rule: str = "", **more
) -> None:
    """Begin a duty of the owner agency on a case, held by its manager unless said otherwise.

    `page` is where it is done: that page of the case, or of the code given as `at`.
    """
    more.setdefault("holder_id", case.manager_id)
    obligations.owe(
        kind=kind,
        key=f"{kind}:{case.pk}:{turn or uuid4().hex}",
        about=case.code,
        url=reverse(page, args=[more.pop("at", case.code)]),
        case_id=case.pk,
        holder_agency_id=case.owner_agency_id,
        rule=more.pop("by_rule", None) or BOOK.get(rule or kind, today_of(by, now)),
        by=by,
        now=now,
        **more,
    )


def settle(case: Case, kind: str, how: str, *, by: Viewer, now: datetime) -> int:
    """Settle the open duties of a kind on a case."""
    return obligations.settle(kind=kind, case_id=case.pk, how=how, by=by, now=now)
