from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.kernel import clock
from core.kernel.scope import Viewer
from core.notices.models import Heartbeat, Notice


def owe(
    *,
    recipient_id: int,
    kind: str,
    key: str,
    about: str,
    url: str,
    now: datetime,
    due_at: datetime | None = None,
    case_id: UUID | None = None,
) -> None:
    """Tell a person something, once per `key`; the row is the in-app notice and the claim on the digest mail."""
    owe_all(
        recipient_ids=[recipient_id], kind=kind, key=key, about=about, url=url, now=now, due_at=due_at, case_id=case_id
    )


def owe_all(
    *,
    recipient_ids: Iterable[int],
    kind: str,
    key: str,
    about: str,
    url: str,
    now: datetime,
    due_at: datetime | None = None,
    case_id: UUID | None = None,
) -> None:
    """Tell several people the same thing, once each."""
    Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=one,
                kind=kind,
                key=f"{key}:{one}",
                about=about,
                url=url,
                due_at=due_at,
                owed_at=now,
                case_id=case_id,
            )
            for one in sorted(set(recipient_ids))
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def read(*, by: Viewer, notice_id, now: datetime) -> Notice:
    """Mark a notice as read and return it.  Raises Notice.DoesNotExist for somebody else's."""
    notice = Notice.objects.visible_to(by).select_for_update().get(pk=notice_id)
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def read_all(*, by: Viewer, now: datetime) -> int:
    """Mark all of a person's notices as read; return how many."""
    return Notice.objects.visible_to(by).unread().update(read_at=now)


def beat(*, name: str, now: datetime, count: int = 0) -> None:
    """Note that a recurring job ran."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now, "real_at": clock.real_now(), "count": count})
