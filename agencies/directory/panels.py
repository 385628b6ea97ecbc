"""What other rooms show on an agency's page; they register at start-up, so this room knows none of them.

A panel is `panel(agency=, viewer=, now=)` and returns (template, context), or None to show nothing.  The
template is included with its context under the name `panel`.
"""

from collections.abc import Callable
from datetime import datetime

from agencies.directory.models import Agency
from core.kernel.scope import Viewer

Panel = Callable[..., tuple[str, dict] | None]
MAIN, SIDE = "main", "side"
_PANELS: dict[str, list[Panel]] = {MAIN: [], SIDE: []}


def register(panel: Panel, *, place: str = MAIN) -> None:
    """Add a panel to every agency's page, in the wide column (MAIN) or beside it (SIDE)."""
    if panel not in _PANELS[place]:
        _PANELS[place].append(panel)


def panels_for(*, agency: Agency, viewer: Viewer, now: datetime, place: str = MAIN) -> list[tuple[str, dict]]:
    """Return the (template, context) pairs to show in a column."""
    shown = (panel(agency=agency, viewer=viewer, now=now) for panel in _PANELS[place])
    return [one for one in shown if one]
