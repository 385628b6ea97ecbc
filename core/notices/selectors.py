from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _
from redis import Redis
from redis.exceptions import RedisError

from core.kernel import clock
from core.kernel.scope import Viewer
from core.notices import digests
from core.notices.models import Heartbeat, Notice

# The recurring jobs in words, and how long each may be silent before it counts as stopped.
JOBS = {
    "sweep": (_("Mencari yang jatuh tempo"), timedelta(minutes=2)),
    "drain": (_("Mengirim surel"), timedelta(minutes=2)),
    "nightly": (_("Penutupan malam"), timedelta(hours=26)),
}


@dataclass(frozen=True)
class Pulse:
    """How one recurring job is doing."""

    name: str
    label: str
    at: datetime
    real_at: datetime
    count: int
    silent: bool


def mine(viewer: Viewer):
    """Return a person's notices."""
    return Notice.objects.visible_to(viewer)


def unread_count(viewer: Viewer) -> int:
    """Return how many notices a person has not opened."""
    return mine(viewer).unread().count() if viewer.user_id else 0


@dataclass(frozen=True)
class NextMail:
    """When a person's unread notices go out by mail: `at`, or at once when `soon`."""

    at: datetime
    soon: bool


def next_mail(viewer: Viewer, now: datetime) -> NextMail | None:
    """Return when the next digest goes to a person, None where nothing waits for it."""
    found = mine(viewer).aggregate(waiting=Count("pk", filter=Q(read_at=None, mailed_at=None)), mailed=Max("mailed_at"))
    if not found["waiting"]:
        return None
    at = digests.next_round(now=now, mailed_at=found["mailed"])
    return NextMail(at, soon=at == now)


def pulses() -> list[Pulse]:
    """Return every recurring job with its last run; silent when too long ago."""
    real = clock.real_now()
    found = []
    for beat in Heartbeat.objects.order_by("name"):
        label, patience = JOBS.get(beat.name, (beat.name, timedelta(minutes=2)))
        silent = real - beat.real_at > patience
        found.append(Pulse(beat.name, str(label), beat.at, beat.real_at, beat.count, silent))
    return found


def health() -> dict[str, bool]:
    """Return whether database, broker and timetable work."""
    found = {"database": False, "broker": False, "timetable": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        found["database"] = True
        beating = pulses()
        found["timetable"] = bool(beating) and not any(pulse.silent for pulse in beating)
    except OSError:
        return found
    with suppress(RedisError):
        found["broker"] = bool(_broker().ping())
    return found


def _broker() -> Redis:
    address = settings.REDIS_URL
    if address.startswith("redis+socket://"):
        path = address.removeprefix("redis+socket://").partition("?")[0]
        return Redis(unix_socket_path=path, socket_timeout=1)
    return Redis.from_url(address, socket_timeout=1, socket_connect_timeout=1)
