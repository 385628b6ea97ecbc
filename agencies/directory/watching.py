"""Rooms above that wait for an agency's services to be set right: they register here what they do then.

`corrected(agency=..., service=..., by=..., now=...)` runs in the transaction that changes, ends or confirms an offer;
`service` is "" when all offers of the agency were confirmed.
"""

from collections.abc import Callable
from datetime import datetime

from agencies.directory.models import Agency
from core.kernel.scope import Viewer

Watcher = Callable[..., int]
_WATCHERS: list[Watcher] = []


def register(watcher: Watcher) -> None:
    """Add what a room does when an agency's offers were set right."""
    if watcher not in _WATCHERS:
        _WATCHERS.append(watcher)


def tell_corrected(*, agency: Agency, service: str, by: Viewer, now: datetime) -> int:
    """Let every room end what waited for this correction; return how much that was."""
    return sum(watcher(agency=agency, service=service, by=by, now=now) for watcher in _WATCHERS)
