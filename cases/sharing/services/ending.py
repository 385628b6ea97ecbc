"""How a basis of sharing ends: withdrawn, run out, or not approved.  Every share on it closes in the same moment."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from cases.sharing import followers, rules
from cases.sharing.choices import ConsentBy, ConsentEnd, ConsentState
from cases.sharing.models import Consent
from cases.sharing.selectors import level_of
from cases.sharing.services.granting import end
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, system_scope, system_viewer

RAN_OUT = "consent ran out"


class WithdrawRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


@transaction.atomic
def withdraw(*, by: Viewer, now: datetime, consent: Consent, withdrawn_by: str, reason: str = "") -> Consent:
    """Take a basis back: nothing new goes out and whatever was shared on it closes now.

    Taking back is as easy as giving: the reason is asked, never required.  Raises WithdrawRefused.
    """
    row = Consent.objects.visible_to(by).select_for_update(of=("self",)).get(pk=consent.pk)
    works = by.can(P.CASE_WORK) or by.can(P.CASE_SUPERVISE) or by.can(P.AFTERCARE_WORK)
    if not works or not level_of(row.case_id, by):
        raise WithdrawRefused(_("Peran Anda tidak berhak mencatat pencabutan pada kasus ini."))
    if row.state == ConsentState.ENDED:
        raise WithdrawRefused(_("Dasar ini sudah berakhir."))
    if withdrawn_by not in ConsentBy.values:
        raise WithdrawRefused(_("Pilih siapa yang mencabut"), field="withdrawn_by")
    row.withdrawn_by, row.end_note = withdrawn_by, reason
    return end_consent(row, ConsentEnd.WITHDRAWN, by=by, now=now)


def end_consent(row: Consent, why: str, *, by: Viewer, now: datetime) -> Consent:
    """End a locked basis, its access rows and what the rooms above share on it, in the caller's transaction."""
    row.state, row.ended_at, row.ended_by_id, row.end_reason = ConsentState.ENDED, now, by.user_id, why
    row.save(update_fields=["state", "ended_at", "ended_by", "end_reason", "withdrawn_by", "end_note"])
    with system_scope("consent ended"):
        closed = end(consent_id=row.pk, by=by, now=now)
        stopped = followers.tell_ended(consent=row, by=by, now=now)
        for kind in (rules.DECIDE, rules.REVIEW, rules.RENEW):
            obligations.cancel(key=f"{kind}:{row.pk}", why="ended", by=by, now=now)
    record(
        by=by, now=now, verb=f"consent.{why}", case_id=row.case_id, child_id=row.child_id, subject=row.case_code,
        detail={"shares": max(closed, stopped)},
    )  # fmt: skip
    if closed or stopped:
        _owe(row, rules.LOST, by=by, now=now, case_id=row.case_id)
    return row


def expire(*, now: datetime) -> int:
    """End every basis whose time has run out; return how many.  Runs nightly; twice changes nothing.

    Access that rests on it has ended by itself already: its rows carry the same end.
    """
    with system_scope(RAN_OUT) as by:
        found = Consent.objects.for_system(reason=RAN_OUT).filter(ends_at__lte=now).exclude(state=ConsentState.ENDED)
        rows = list(found.select_for_update(of=("self",)).order_by("pk"))
        for row in rows:
            end_consent(row, ConsentEnd.EXPIRED, by=by, now=now)
    return len(rows)


def remind_ending(*, now: datetime) -> int:
    """Owe the renewal of every basis that ends within the rule's days; return how many were looked at.

    The duty hangs on no case: whether to ask again is a choice, and a case may be closed without it.
    """
    reason = "consent is about to end"
    days = rules.BOOK.get(rules.RENEW, now.date()).value
    with system_scope(reason):
        found = Consent.objects.for_system(reason=reason).in_force(now).filter(ends_at__lte=now + timedelta(days=days))
        rows = list(found.order_by("pk"))
        for row in rows:
            _owe(row, rules.RENEW, by=system_viewer(reason), now=now, due_at=row.ends_at)
    return len(rows)


def _owe(row: Consent, kind: str, *, by: Viewer, now: datetime, **more) -> None:
    obligations.owe(
        kind=kind, key=f"{kind}:{row.pk}", about=row.case_code, url=row.get_absolute_url(),
        holder_agency_id=row.agency_id, holder_id=row.recorded_by_id, watcher_agency_id=row.agency_id,
        rule=rules.BOOK.get(kind, now.astimezone(by.zone).date()), by=by, now=now, **more,
    )  # fmt: skip
