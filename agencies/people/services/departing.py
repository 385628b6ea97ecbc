from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people import handover
from agencies.people.models import Membership, User
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


def _move(by: Viewer, now: datetime, membership: Membership, receiver: User) -> list[tuple[str, int]]:
    return handover.move_all(from_user=membership.user, to_user=receiver, agency=membership.agency, by=by, now=now)


def end_memberships(*, now: datetime) -> int:
    """Close accounts whose last membership has run out, and end their sessions; return how many people."""
    current = Membership.objects.current(now.astimezone(WIB).date()).values("user_id")
    later = Membership.objects.filter(starts_on__gt=now.astimezone(WIB).date(), ended_at=None).values("user_id")
    gone = User.objects.filter(is_active=True, memberships__isnull=False).exclude(pk__in=current).exclude(pk__in=later)
    count = 0
    for user in gone.distinct():
        end_sessions(user)
        user.is_active = False
        user.save(update_fields=["is_active"])
        count += 1
    return count
