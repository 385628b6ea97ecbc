"""What higher rooms (referrals) show on an episode's page; they register at start-up, so this room knows none of them.

A panel is `panel(episode=, viewer=, now=)` and returns (template, context), or None to show nothing.  The template
is included with its context under the name `panel`.
"""

from collections.abc import Callable
from datetime import datetime

from core.kernel.scope import Viewer

Panel = Callable[..., tuple[str, dict] | None]
_PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    """Add a panel to every episode's page."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def panels_for(*, episode, viewer: Viewer, now: datetime) -> list[tuple[str, dict]]:
    """Return the (template, context) pairs to show on an episode's page."""
    return [one for one in (panel(episode=episode, viewer=viewer, now=now) for panel in _PANELS) if one]
