from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from cases.casework.models import Case
from cases.casework.services import assign, unassign
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer


class NotTheirs(Refused):
    """The case has moved on since the reassignment that is to be undone."""

    sentence = _("Kasus ini sudah berpindah lagi sejak Anda mengalihkannya.")


class NotYours(Refused):
    """The case is not one of the viewer's agency."""

    sentence = _("Kasus ini bukan milik instansi Anda.")


@dataclass(frozen=True)
class Moved:
    """What became of one case of a bulk reassignment; `refused` is None when it moved, `former` who had it."""

    code: str
    refused: Refused | None = None
    former: int | None = None


@transaction.atomic
def reassign_many(*, by: Viewer, now: datetime, codes: Sequence[str], to: User) -> list[Moved]:
    """Give several cases to one worker, each by its own act; one that is refused does not stop the others.

    Returns one result per code, in order; a code that is not the viewer's counts as refused.
    """
    cases = {case.code: case for case in Case.objects.visible_to(by).owned_by(by.agency_id).filter(code__in=codes)}
    return [_move(cases.get(code), code, by, now, to) for code in dict.fromkeys(codes)]


@transaction.atomic
def undo_many(*, by: Viewer, now: datetime, moves: Sequence[tuple[str, int | None]], taken_by: int) -> list[Moved]:
    """Give cases back to whom they were taken from: (code, former manager) pairs that `taken_by` received.

    One that had no manager waits for one again.  A case that moved on meanwhile stays where it is and counts as refused.
    """
    codes = [code for code, _former in moves]
    cases = {case.code: case for case in Case.objects.visible_to(by).owned_by(by.agency_id).filter(code__in=codes)}
    people = User.objects.in_bulk({former for _code, former in moves if former})
    found = []
    for code, former in moves:
        case = cases.get(code)
        if case is not None and case.manager_id != taken_by:
            found.append(Moved(code, NotTheirs()))
        else:
            found.append(_move(case, code, by, now, people[former] if former else None))
    return found


def _move(case: Case | None, code: str, by: Viewer, now: datetime, to: User | None) -> Moved:
    if case is None:
        return Moved(code, NotYours())
    former = case.manager_id
    try:
        with transaction.atomic():
            if to:
                assign(by=by, now=now, case=case, worker=to)
            else:
                unassign(by=by, now=now, case=case)
    except Refused as refused:
        return Moved(code, refused)
    return Moved(code, former=former)
