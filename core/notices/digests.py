"""The digest: one mail per person and working day, with a number and a link, and not a word about a child."""

import logging
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string

from core.kernel import calendar
from core.kernel.clock import WIB
from core.kernel.scope import system_scope
from core.notices.models import Digest, Notice

log = logging.getLogger("core.notices")

# Mail goes out in office hours of working days only (house norm, to be confirmed).
SEND_FROM, SEND_UNTIL = time(7, 0), time(18, 0)
MOST_ATTEMPTS = 8


def drain(*, now: datetime, batch: int = 200) -> int:
    """Send the digests that are owed; return how many went out.  Any number of workers may do this at once.

    Each digest is claimed by a row lock that other workers skip; mail and mark are one transaction, so a
    worker killed in between leaves the row for the next one (same Message-ID, in-app untouched).
    """
    local = now.astimezone(WIB)
    if not calendar.current().is_working(local.date()) or not SEND_FROM <= local.time() < SEND_UNTIL:
        return 0
    _owe(local.date())
    sent = 0
    for _turn in range(batch):
        with system_scope("digest"):
            digest = (
                Digest.objects.select_for_update(skip_locked=True)
                .filter(sent_at=None, on=local.date(), attempts__lt=MOST_ATTEMPTS)
                .exclude(next_try_at__gt=now)
                .order_by("pk")
                .first()
            )
            if digest is None:
                break
            sent += _send(digest, now)
    return sent


def next_round(*, now: datetime, mailed_at: datetime | None = None) -> datetime:
    """Return when the next digest may go out to somebody whose last one went out at `mailed_at`: now, or the next
    working day's first hour."""
    local = now.astimezone(WIB)
    had_today = mailed_at is not None and mailed_at.astimezone(WIB).date() == local.date()
    day = local.date()
    if had_today or local.time() >= SEND_UNTIL:
        day += timedelta(days=1)
    first = calendar.current().next_working(day)
    return now if first == local.date() and local.time() >= SEND_FROM else datetime.combine(first, SEND_FROM, WIB)


def _owe(on) -> None:
    with system_scope("digest"), connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO notices_digest (recipient_id, "on", attempts)'
            " SELECT DISTINCT recipient_id, %s::date, 0 FROM notices_notice WHERE mailed_at IS NULL AND read_at IS NULL"
            ' ON CONFLICT (recipient_id, "on") DO NOTHING',
            [on],
        )


def _send(digest: Digest, now: datetime) -> int:
    notices = (
        Notice.objects.for_system(reason="digest").unread().filter(recipient_id=digest.recipient_id, mailed_at=None)
    )
    count = notices.count()
    address = import_string(settings.PEOPLE_ADDRESSES)([digest.recipient_id]).get(digest.recipient_id)
    try:
        if count and address:
            with transaction.atomic():
                notices.update(mailed_at=now)
                _mail(digest, address, count).send()
    except OSError:
        # SMTP is down or refuses: try later, up to a working day; the in-app notice stands meanwhile.
        digest.attempts += 1
        digest.next_try_at = now + timedelta(minutes=2**digest.attempts)
        digest.save(update_fields=["attempts", "next_try_at"])
        log.warning("digest not sent", extra={"user_id": digest.recipient_id, "count": digest.attempts})
        return 0
    digest.sent_at = now
    digest.save(update_fields=["sent_at"])
    return 1 if count and address else 0


def _mail(digest: Digest, address: str, count: int) -> EmailMessage:
    with translation.override(settings.LANGUAGE_CODE):
        body = render_to_string(
            "mail/digest.txt", {"count": count, "address": settings.SITE_ADDRESS.rstrip("/") + reverse("notices")}
        )
        subject = render_to_string("mail/digest_subject.txt", {"count": count}).strip()
    host = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip(">")
    stable = f"<digest.{digest.recipient_id}.{digest.on.isoformat()}@{host}>"
    return EmailMessage(subject, body, to=[address], headers={"Message-ID": stable, "Auto-Submitted": "auto-generated"})
