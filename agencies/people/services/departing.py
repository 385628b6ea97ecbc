from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people import handover
from agencies.people.models import Membership, User
from agencies.people.permissions import P
from agencies.people.selectors import receivers_for
from agencies.people.services.refusals import PeopleRefused, insist_on_managing
from agencies.people.services.sessions import end_sessions
from core.audit.services import record
from core.kernel.clock import WIB
from core.kernel.scope import Viewer, system_scope


class _Undo(Exception):
    """Rolls a trial departure back."""


def preview_departure(*, by: Viewer, now: datetime, membership: Membership) -> list[tuple[str, int]]:
    """Return what a person holds and would have to hand over: (label, count), zeros left out.

    The real movers run and are rolled back, so the page can never promise another number than the act moves.
    """
    moved: list[tuple[str, int]] = []
    today = now.astimezone(by.zone).date()
    # Where nobody can receive it the page must not promise that there is nothing: it is counted on the person.
    receiver = receivers_for(membership, today).first() or membership.user
    try:
        with system_scope("departure"), transaction.atomic():
            moved = _move(by, now, membership, receiver)
            raise _Undo
    except _Undo:
        return [(label, count) for label, count in moved if count]


@transaction.atomic
def hand_over(*, by: Viewer, now: datetime, membership: Membership, receiver: User | None) -> list[tuple[str, int]]:
    """Give everything a person holds to a colleague before their last day; return what moved and how many.

    A supervisor may, as they may give away every single piece of it.  Raises PeopleRefused.
    """
    if not by.can(P.CASE_SUPERVISE) or membership.agency_id != by.agency_id:
        raise PeopleRefused(_("Pekerjaan dialihkan supervisor instansinya."))
    able = receivers_for(membership, now.astimezone(by.zone).date())
    if receiver is None or not able.filter(pk=receiver.pk).exists():
        raise PeopleRefused(_("Pilih penerima yang perannya dapat meneruskan pekerjaan ini."), field="receiver")
    with system_scope("departure"):
        moved = [(label, count) for label, count in _move(by, now, membership, receiver) if count]
    record(by=by, now=now, verb="person.handed_over", detail={"count": sum(n for _l, n in moved)})
    return moved


@transaction.atomic
def set_last_day(*, by: Viewer, now: datetime, membership: Membership, ends_on: date | None) -> Membership:
    """Agree on somebody's last day beforehand, or (None) that they stay.  Raises PeopleRefused."""
    insist_on_managing(by)
    row = Membership.objects.select_for_update(of=("self",)).select_related("user", "agency").get(pk=membership.pk)
    today = now.astimezone(by.zone).date()
    if row.agency_id != by.agency_id or not Membership.objects.current(today).filter(pk=row.pk).exists():
        raise PeopleRefused(_("Orang ini bukan petugas instansi Anda lagi."))
    if row.user_id == by.user_id:
        raise PeopleRefused(_("Hari terakhir Anda sendiri ditetapkan admin lain."))
    if ends_on and ends_on < today:
        raise PeopleRefused(_("Hari terakhir tidak boleh sudah lewat."), field="ends_on")
    if ends_on is None and _stays_twice(row):
        raise PeopleRefused(_("Orang ini sudah punya keanggotaan lain dengan peran yang sama."), field="ends_on")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    record(by=by, now=now, verb="person.last_day_set" if ends_on else "person.stays", detail={"role": row.role})
    return row


def _stays_twice(row: Membership) -> bool:
    return (
        Membership.objects.open()
        .filter(user_id=row.user_id, agency_id=row.agency_id, role=row.role)
        .exclude(pk=row.pk)
        .exists()
    )


@transaction.atomic
def depart(*, by: Viewer, now: datetime, membership: Membership, receiver: User | None) -> list[tuple[str, int]]:
    """End a person's membership: their work moves to `receiver`, their sessions end, in one transaction.

    Returns what moved and how many.  Raises PeopleRefused when something would stay without an owner.
    """
    insist_on_managing(by)
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("user", "agency").get(pk=membership.pk)
    )
    today = now.astimezone(by.zone).date()
    if membership.agency_id != by.agency_id or membership.ended_at:
        raise PeopleRefused(_("Orang ini bukan petugas instansi Anda lagi."))
    if membership.user_id == by.user_id:
        raise PeopleRefused(_("Anda tidak dapat memberhentikan diri sendiri. Minta admin lain."))
    able = receivers_for(membership, today)
    if receiver is not None and not able.filter(pk=receiver.pk).exists():
        raise PeopleRefused(_("Pilih penerima yang perannya dapat meneruskan pekerjaan ini."), field="receiver")
    # An administrator sees no case content; moving the work is done in the clock's scope, with this reason.
    with system_scope("departure"):
        moved = _move(by, now, membership, receiver or membership.user)
    moved = [(label, count) for label, count in moved if count]
    if receiver is None and moved:
        held = ", ".join(f"{count} {label}" for label, count in moved)
        raise PeopleRefused(_("Pilih siapa yang menerima pekerjaannya: %(held)s.") % {"held": held}, field="receiver")
    membership.ended_at, membership.ended_by_id = now, by.user_id
    membership.ends_on = max(membership.starts_on, today)
    membership.save(update_fields=["ended_at", "ended_by", "ends_on"])
    if not Membership.objects.current(today).filter(user_id=membership.user_id).exists():
        User.objects.filter(pk=membership.user_id).update(is_active=False)
    end_sessions(membership.user)
    record(by=by, now=now, verb="person.departed", detail={"role": membership.role, "count": sum(n for _l, n in moved)})
    return moved


def _move(by: Viewer, now: datetime, membership: Membership, receiver: User | None) -> list[tuple[str, int]]:
    return handover.move_all(from_user=membership.user, to_user=receiver, agency=membership.agency, by=by, now=now)


def end_memberships(*, now: datetime) -> int:
    """End every membership whose last day has passed; return how many.  Runs nightly; twice changes nothing.

    What the person still holds goes back to the desk it belongs to, so that nothing waits for somebody who is gone.
    """
    over = Membership.objects.filter(ends_on__lt=now.astimezone(WIB).date(), ended_at=None).order_by("pk")
    ended = [_end(pk, now) for pk in over.values_list("pk", flat=True)]
    return sum(ended)


def _end(pk: int, now: datetime) -> int:
    today = now.astimezone(WIB).date()
    with system_scope("departure") as clock:
        found = Membership.objects.select_for_update(of=("self",)).select_related("user", "agency")
        row = found.filter(pk=pk, ended_at=None).first()
        if row is None:
            return 0
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        others = Membership.objects.filter(user_id=row.user_id, ended_at=None)
        # Who goes on in the same agency in another role keeps the work.
        stays = others.filter(agency_id=row.agency_id).current(today).exists()
        moved = [] if stays else _move(clock, now, row, None)
        record(
            by=clock, now=now, verb="person.ended", detail={"role": row.role, "count": sum(n for _label, n in moved)}
        )
        if not others.exclude(ends_on__lt=today).exists():
            User.objects.filter(pk=row.user_id).update(is_active=False)
        end_sessions(row.user)
    return 1
