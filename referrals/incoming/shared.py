"""What the verbs of this room share: the locked row, whose step it is, the record, duties and notices."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from agencies.people.selectors import holders_of
from cases.casework.models import Case
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.rules import Rule
from core.kernel.scope import Viewer
from core.notices import services as notices
from referrals.incoming import duties
from referrals.incoming.models import Incoming, IncomingMessage
from referrals.incoming.states import CLOCK, MACHINE, RECEIVER, SENDER
from referrals.rules import BOOK


class IncomingRefused(Refused):
    """The step is not this person's, or the answers do not fit together."""


def answer_outside(row: Incoming, *, by: Viewer, now: datetime) -> None:
    """Owe word to an office without an account, which nobody else tells."""
    if row.sender_id is None:
        owe(row, duties.TELL, row.to_agency_id, by=by, now=now)


def locked(by: Viewer, incoming: Incoming) -> Incoming:
    """Return the request locked, as far as the viewer sees it."""
    found = Incoming.objects.visible_to(by).select_for_update(of=("self",))
    return found.select_related("from_agency", "to_agency").get(pk=incoming.pk)


def received(by: Viewer, incoming: Incoming) -> Incoming:
    """Return the locked request for the office that was asked."""
    row = locked(by, incoming)
    if row.to_agency_id != by.agency_id or not (by.can(P.CASE_OPEN) or by.can(P.CASE_WORK)):
        raise IncomingRefused(_("Hanya petugas instansi yang menerima dapat mencatat ini."))
    return row


def side_of(incoming: Incoming, viewer: Viewer) -> str:
    """Return "receiver" or "sender"; who wrote a letter down receives it."""
    if viewer.agency_id == incoming.to_agency_id:
        return RECEIVER
    return SENDER if viewer.agency_id == incoming.from_agency_id else ""


def move(row: Incoming, name: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Apply a step of the table, save and write the record."""
    step = MACHINE[name]
    mine = side_of(row, by) == step.side and by.can(step.who)
    if not (bool(by.system) if step.side == CLOCK else mine):
        sentence = _("%(step)s bukan wewenang Anda pada permintaan ini.") % {"step": step.label}
        raise IncomingRefused(sentence, code="not_yours")
    MACHINE.apply(row, name, at=now)
    row.save(force_update=True)
    note(row, step.event, by=by, now=now, **detail)


def note(row: Incoming, verb: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Write an act into the record, and into that of the case once there is one."""
    other = row.to_agency if verb == "incoming.sent" else row.from_agency
    case = Case.objects.visible_to(by).filter(pk=row.case_id).first() if row.case_id else None
    record(
        by=by, now=now, verb=verb, subject=row.code, case_id=row.case_id,
        child_id=case.child_id if case else None, detail={"agency": other.short_name, **detail},
    )  # fmt: skip


def say(row: Incoming, kind: str, body: str, *, by: Viewer, now: datetime) -> None:
    """Keep what one office wrote to the other."""
    if body:
        IncomingMessage(
            incoming=row, kind=kind, body=body, agency_id=by.acting_agency_id, by_id=by.user_id, at=now
        ).save(force_insert=True)


def key(row: Incoming, kind: str) -> str:
    """Return the key of a duty."""
    return f"{kind}:{row.code}"


def owe(
    row: Incoming, kind: str, holder: int, *, by: Viewer, now: datetime, rule: Rule | None = None,
    due_at: datetime | None = None, turn: str = "", holder_id: int | None = None, case_id: UUID | None = None,
) -> None:  # fmt: skip
    """Begin a duty of one office, watched by the other."""
    zone = (row.to_agency if holder == row.to_agency_id else row.from_agency).zone
    rule = rule or BOOK.get(kind, now.astimezone(zone).date())
    watcher = row.from_agency_id if holder == row.to_agency_id else row.to_agency_id
    obligations.owe(
        kind=kind, key=f"{key(row, kind)}{turn}", about=row.code, url=row.get_absolute_url(), holder_agency_id=holder,
        holder_id=holder_id, watcher_agency_id=watcher, case_id=case_id, rule=rule,
        due_at=due_at or rule.due_after(now, zone=zone), by=by, now=now,
    )  # fmt: skip


def tell_sender(row: Incoming, kind: str, *, now: datetime, turn: str = "") -> None:
    """Tell whoever asked in the system."""
    _tell(row, kind, [row.sender_id] if row.sender_id else [], now, turn)


def tell_desk(row: Incoming, kind: str, *, now: datetime, turn: str = "") -> None:
    """Tell everybody at the asked office who takes reports down."""
    on = now.astimezone(row.to_agency.zone).date()
    people = holders_of(row.to_agency_id, P.CASE_OPEN, on)
    _tell(row, kind, [one for one in people if one != row.recorded_by_id], now, turn)


def _tell(row: Incoming, kind: str, people: list[int], now: datetime, turn: str) -> None:
    notices.owe_all(
        recipient_ids=people, kind=kind, key=f"{kind}:{row.code}{turn}", about=row.code, url=row.get_absolute_url(),
        now=now, due_at=row.due_at,
    )  # fmt: skip
