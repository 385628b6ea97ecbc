"""The only place that asks what time it is; everything below a view or task gets the time as an argument."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")

# Province codes (Kemendagri) outside WIB; every other province keeps Western Indonesian Time.
_WITA_PROVINCES = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT_PROVINCES = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def zone_of(region_code: str) -> ZoneInfo:
    """Return the time zone of a Kemendagri region code such as "13.71"; WIB when unknown."""
    province = (region_code or "")[:2]
    if province in _WITA_PROVINCES:
        return WITA
    if province in _WIT_PROVINCES:
        return WIT
    return WIB


def now() -> datetime:
    """Return the current moment in UTC, moved by the demonstration's offset when one is set."""
    return real_now() + offset()


def real_now() -> datetime:
    """Return the machine's moment in UTC, for heartbeats and sessions, which a moved clock must not touch."""
    return timezone.now()


def today(zone: ZoneInfo = WIB) -> date:
    """Return today's date in a zone (default WIB)."""
    return now().astimezone(zone).date()


def offset() -> timedelta:
    """Return how far the demonstration clock has been moved; always zero outside the demonstration."""
    path = _offset_file()
    if path is None:
        return timedelta(0)
    try:
        return timedelta(days=float(path.read_text()))
    except (FileNotFoundError, ValueError):
        return timedelta(0)


def move(days: int) -> None:
    """Move the demonstration clock forward by whole days.  Raises RuntimeError outside the demonstration."""
    path = _offset_file()
    if path is None:
        raise RuntimeError("The clock can only be moved in the demonstration.")
    # Parts of a day are kept: a demonstration may have been set to office hours, when mail goes out.
    path.write_text(str((offset() + timedelta(days=days)) / timedelta(days=1)))


def _offset_file() -> Path | None:
    return Path(settings.DATA_DIR) / "demonstration-clock" if settings.DEMONSTRATION else None
