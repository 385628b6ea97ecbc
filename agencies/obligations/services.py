from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from agencies.obligations.models import Obligation
from core.kernel.rules import Rule
from core.kernel.scope import Viewer

Kinds = Collection[str]
# Every caller is a verb with a transaction (and savepoint) of its own, which a failure here takes back as a whole.
_part = transaction.atomic(savepoint=False)
_REASON = "the room that owes a duty settles it; row security stands beneath"


@_part
def owe(
    *,
    kind: str,
    key: str,
    about: str,
    url: str,
    holder_agency_id: int,
    rule: Rule,
    by: Viewer,
    now: datetime,
    due_at: datetime | None = None,
    holder_id: int | None = None,
    watcher_agency_id: int | None = None,
    case_id: UUID | None = None,
    note: str = "",
) -> Obligation:
    """Begin a duty, once per `key`; `due_at` defaults to the rule counted from now.

    The owing agency must be the holder or the watcher of the row (PostgreSQL checks).  Returns the row as begun now;
    a repeated call with the same key changes nothing in the table.
    """
    duty = Obligation(
        kind=kind,
        key=key,
        about=about,
        url=url,
        case_id=case_id,
        note=note,
        holder_agency_id=holder_agency_id,
        holder_id=holder_id,
        watcher_agency_id=watcher_agency_id or by.agency_id or holder_agency_id,
        due_at=due_at or rule.due_after(now, zone=by.zone),
        clock=rule.clock,
        rule=rule.version,
        owed_at=now,
    )
    Obligation.objects.bulk_create([duty], ignore_conflicts=True)
    return duty


@_part
def settle(
    *, how: str, by: Viewer, now: datetime, key: str = "", kind: str | Kinds = "", about: str = "",
    case_id: UUID | None = None,
) -> int:  # fmt: skip
    """Settle open duties by key, or by kind (one or several) with about or case; return how many were settled."""
    return _chosen(key, kind, about, case_id).update(settled_at=now, settled_by_id=by.user_id, settled_how=how)


@_part
def cancel(
    *, why: str, by: Viewer, now: datetime, key: str = "", kind: str | Kinds = "", about: str = "",
    case_id: UUID | None = None,
) -> int:  # fmt: skip
    """End open duties that fell away, with a reason code; statistics count them apart.  Returns how many."""
    return _chosen(key, kind, about, case_id).update(
        settled_at=now, settled_by_id=by.user_id, settled_how=why, cancelled=True
    )


@_part
def pause(*, key: str, by: Viewer, now: datetime) -> int:
    """Stop a duty's clock; return 1 when it ran."""
    return _chosen(key).filter(paused_at=None).update(paused_at=now)


@_part
def resume(*, key: str, by: Viewer, now: datetime, due_at: datetime | None = None) -> int:
    """Let a paused clock run on; without `due_at` the time that was paused is added."""
    return (
        _chosen(key)
        .exclude(paused_at=None)
        .update(due_at=due_at or F("due_at") + (now - F("paused_at")), paused_at=None)
    )


@_part
def put_off(*, key: str, due_at: datetime, by: Viewer, now: datetime) -> int:
    """Move a duty's moment (a task snoozed with a reason, a visit brought forward); return how many moved."""
    return _chosen(key).update(due_at=due_at)


@_part
def reassign(
    *,
    to_id: int | None,
    by: Viewer,
    now: datetime,
    from_id: int | None = None,
    agency_id: int | None = None,
    case_id: UUID | None = None,
    key: str = "",
) -> int:
    """Give open duties to another person: of a case, of a departing person in an agency, or one by key."""
    if not (key or case_id or (from_id and agency_id)):
        raise ValueError("Say which duties move: a key, a case, or a person in an agency.")
    found = _all().open()
    if key:
        found = found.filter(key=key)
    if case_id:
        found = found.filter(case_id=case_id)
    if from_id:
        found = found.filter(holder_id=from_id)
    if agency_id:
        found = found.filter(holder_agency_id=agency_id)
    return found.update(holder_id=to_id)


@_part
def pass_on(
    *, about: str, from_agency_id: int, to_agency_id: int, to_id: int | None, by: Viewer, now: datetime
) -> int:  # fmt: skip
    """Let another agency take an agency's place in the open duties about something: as holder and as watcher."""
    found = _all().open().filter(about=about)
    held = found.filter(holder_agency_id=from_agency_id).update(holder_agency_id=to_agency_id, holder_id=to_id)
    return held + found.filter(watcher_agency_id=from_agency_id).update(watcher_agency_id=to_agency_id)


@_part
def hand_over(
    *, case_id: UUID, from_agency_id: int, to_agency_id: int, holder_id: int, by: Viewer, now: datetime
) -> int:
    """Give the open duties of a case to another agency: what a person held is the new holder's, a desk's the desk's.

    Due moments and rules stay; return how many moved.  Runs in the scope of a verb that both sides confirmed.
    """
    found = _all().open().filter(case_id=case_id)
    found.filter(watcher_agency_id=from_agency_id).update(watcher_agency_id=to_agency_id)
    held = found.filter(holder_agency_id=from_agency_id)
    held.exclude(holder=None).update(holder_id=holder_id)
    return held.update(holder_agency_id=to_agency_id)


def _all():
    return Obligation.objects.for_system(reason=_REASON)


def _chosen(key: str = "", kind: str | Kinds = "", about: str = "", case_id: UUID | None = None):
    if not (key or (kind and (about or case_id))):
        raise ValueError("Say which duties: a key, or a kind with what it is about.")
    found = _all().open()
    kinds = [kind] if isinstance(kind, str) and kind else list(kind)
    chosen = {"key": key, "kind__in": kinds, "about": about, "case_id": case_id}
    return found.filter(**{name: value for name, value in chosen.items() if value})
