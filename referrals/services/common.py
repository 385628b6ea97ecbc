"""What every verb of this room shares: the locked row, whose step it is, the record, duties and notices."""

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from agencies.people.permissions import P
from agencies.people.selectors import cover_of, holders_of
from cases.casework.choices import source_word
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.rules import Rule
from core.kernel.scope import Viewer
from core.notices import services as notices
from referrals import duties
from referrals.choices import MessageKind
from referrals.models import OutsideRecord, Referral, ReferralMessage
from referrals.promise import promised_rule
from referrals.states import MACHINE, RECEIVER, SENDER, row_for

ALL_DUTIES = tuple(kind for kind in duties.WORDS if kind != duties.OFFER)


class ReferralRefused(Refused):
    """The step is not this person's, or the answers do not fit together."""


def take(by: Viewer, referral: Referral) -> Referral:
    """Return the referral locked for change, as far as the viewer sees it.  Raises Referral.DoesNotExist."""
    found = Referral.objects.visible_to(by).select_for_update(of=("self",))
    return found.select_related("from_agency", "to_agency").get(pk=referral.pk)


def side_of(referral: Referral, viewer: Viewer) -> str:
    """Return "receiver" or "sender", "" for somebody who only reads along with the case."""
    if viewer.agency_id == referral.to_agency_id:
        return RECEIVER
    return SENDER if viewer.agency_id == referral.from_agency_id else ""


def insist(referral: Referral, verb: str, by: Viewer) -> None:
    """Raise ReferralRefused unless the verb is this viewer's: their side of the referral and their permission."""
    row = MACHINE[row_for(verb, referral.status)]
    if by.system:
        return
    if side_of(referral, by) != row.side or not by.can(row.who):
        sentence = _("%(step)s bukan wewenang Anda pada rujukan ini.") % {"step": row.label}
        raise ReferralRefused(sentence, code="not_yours")


def verb_for(name: str, record: OutsideRecord | None) -> str:
    """Return the table's row for a receiver's act: their own, or the sender's who writes down what was said."""
    return f"record_{name}" if record and record.recorded_by_id else name


def insist_affirmed(referral: Referral, record: OutsideRecord | None) -> None:
    """Raise ReferralRefused while the office has not said here that the acceptance told on the phone is theirs."""
    if referral.answer_unverified and record is None:
        raise ReferralRefused(_("Nyatakan dahulu bahwa penerimaan lewat telepon ini benar."))


def move(referral: Referral, verb: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Apply a verb's row of the table to a locked referral, save it and write the record."""
    insist(referral, verb, by)
    before, since = referral.status, referral.status_since
    row = MACHINE.apply(referral, row_for(verb, before), at=now)
    if referral.status == before:
        referral.status_since = since
    referral.save(force_update=True)
    note(referral, row.event, by=by, now=now, **detail)


def note(referral: Referral, verb: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Write an act on a referral into the record of its case."""
    record(
        by=by, now=now, verb=verb, case_id=referral.case_id, child_id=referral.child_id, subject=referral.code,
        detail={"agency": referral.to_agency.short_name, **detail},
    )  # fmt: skip


def word(choice) -> str:
    """Return a choice's Indonesian word for the record."""
    return source_word(choice)


def address(referral: Referral) -> str:
    """Return where both sides find the referral."""
    return reverse("referral", args=[referral.code])


def zone_for(referral: Referral, side: str):
    """Return the time zone in which a side's promises run out."""
    return (referral.to_agency if side == RECEIVER else referral.from_agency).zone


def duty_key(referral: Referral, kind: str) -> str:
    """Return the unique key of a duty in the referral's present turn."""
    return f"{kind}:{referral.code}:{referral.turn}"


def owe(
    referral: Referral, kind: str, side: str, *, by: Viewer, now: datetime, rule: Rule | None = None,
    due_at: datetime | None = None, turn: str = "",
) -> Obligation:  # fmt: skip
    """Begin a duty of one side, watched by the other; the default moment follows from the room's rule book."""
    zone = zone_for(referral, side)
    rule = rule or promised_rule(referral, kind, now.astimezone(zone).date())
    holder, watcher = referral.to_agency_id, referral.from_agency_id
    person = referral.officer_id
    if side == SENDER:
        holder, watcher, person = watcher, holder, referral.sender_id
    return obligations.owe(
        kind=kind, key=f"{duty_key(referral, kind)}{turn}", about=referral.code, url=address(referral),
        holder_agency_id=holder, holder_id=person, watcher_agency_id=watcher, case_id=referral.case_id,
        due_at=due_at or rule.due_after(now, zone=zone), rule=rule, by=by, now=now,
    )  # fmt: skip


def settle(referral: Referral, kind: str, how: str, *, by: Viewer, now: datetime) -> int:
    """Settle the open duties of a kind on a referral."""
    return obligations.settle(kind=kind, about=referral.code, how=how, by=by, now=now)


def cancel(referral: Referral, why: str, *, by: Viewer, now: datetime, kinds=ALL_DUTIES) -> None:
    """End whatever is still owed on a referral because it fell away."""
    obligations.cancel(kind=kinds, about=referral.code, why=why, by=by, now=now)


def due_of(referral: Referral, kind: str) -> datetime:
    """Return the moment of a duty in the present turn, settled or not."""
    found = Obligation.objects.for_system(reason="the referral's own duty; row security stands beneath")
    return found.values_list("due_at", flat=True).get(key=duty_key(referral, kind))


def say(
    referral: Referral, kind: MessageKind, body: str, *, by: Viewer, now: datetime, on: date | None = None,
    record: OutsideRecord | None = None,
) -> ReferralMessage | None:  # fmt: skip
    """Keep what one side wrote to the other, or was told outside the system; nothing for an empty text."""
    if not body:
        return None
    message = ReferralMessage(
        referral=referral, kind=kind, body=body, on=on, agency_id=by.agency_id or 0, by_id=by.user_id, at=now,
        record=record,
    )  # fmt: skip
    message.save(force_insert=True)
    return message


def open_to_receiver(referral: Referral, level: Level, owner_agency_id: int, *, by: Viewer, now: datetime) -> None:
    """Open envelope or package to the receiving agency's desk; the other level ends."""
    close_to_receiver(referral, by=by, now=now)
    sharing.grant(
        case_id=referral.case_id, child_id=referral.child_id, owner_agency_id=owner_agency_id,
        agency_id=referral.to_agency_id, level=level, basis=Basis.REFERRAL, basis_ref=referral.code,
        consent_id=referral.consent_id, by=by, now=now,
    )  # fmt: skip


def close_to_receiver(referral: Referral, *, by: Viewer, now: datetime) -> None:
    """End what the receiving agency may read of a referral; its own entries stay."""
    sharing.end(basis=Basis.REFERRAL, basis_ref=referral.code, case_id=UUID(str(referral.case_id)), by=by, now=now)


def tell_receiver(referral: Referral, kind: str, *, now: datetime, turn: str = "") -> None:
    """Tell the officer who took it up and who covers for them, else everybody at the desk who may answer."""
    on = now.astimezone(referral.to_agency.zone).date()
    people = [referral.officer_id] if referral.officer_id else []
    away, cover = cover_of(referral.officer_id or 0, on)
    if cover:
        people.append(cover)
    if (away and not cover) or not people:
        people += [one for one in holders_of(referral.to_agency_id, P.REFERRAL_ANSWER, on) if one not in people]
    _tell(referral, kind, people, now, turn)


def tell_sender(referral: Referral, kind: str, *, now: datetime, turn: str = "") -> None:
    """Tell the person who sent it."""
    _tell(referral, kind, [referral.sender_id], now, turn)


def _tell(referral: Referral, kind: str, people: list[int], now: datetime, turn: str) -> None:
    notices.owe_all(
        recipient_ids=people, kind=kind, key=f"{kind}:{referral.code}:{referral.turn}{turn}", about=referral.code,
        url=address(referral), now=now, due_at=referral.due_at, case_id=referral.case_id,
    )  # fmt: skip
