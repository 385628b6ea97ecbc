from datetime import datetime
from uuid import UUID

from core.audit.models import Entry
from core.kernel.logs import request_id
from core.kernel.scope import Viewer

_PLAIN = (str, int, bool, type(None))


def record(
    *,
    by: Viewer,
    now: datetime,
    verb: str,
    case_id: UUID | None = None,
    child_id: UUID | None = None,
    subject: str = "",
    detail: dict | None = None,
    purpose: str = "",
    read: bool = False,
) -> Entry:
    """Write one row of the record in the caller's transaction.

    `subject` is a public code.  `detail` holds codes, choice values and counts only; a value that is longer
    than 120 characters or not plain raises ValueError, because names and free text do not belong here.
    """
    for name, value in (detail or {}).items():
        values = value if isinstance(value, list) else [value]
        if any(not isinstance(one, _PLAIN) or len(str(one)) > 120 for one in values):
            raise ValueError(f"{verb}: {name} is not a code, choice or count.")
    return Entry.objects.create(
        at=now,
        actor_id=by.user_id,
        agency_id=by.agency_id,
        verb=verb,
        is_read=read,
        case_id=case_id,
        child_id=child_id,
        subject=subject,
        purpose=purpose or by.system[:60],
        detail=detail or {},
        request=request_id.get(),
    )


def record_read(
    *,
    by: Viewer,
    now: datetime,
    verb: str,
    child_id: UUID | None,
    case_id: UUID | None = None,
    subject: str = "",
    purpose: str = "",
) -> Entry:
    """Write that somebody looked at a child's file; called in the transaction that reads it."""
    return record(
        by=by, now=now, verb=verb, child_id=child_id, case_id=case_id, subject=subject, purpose=purpose, read=True
    )
