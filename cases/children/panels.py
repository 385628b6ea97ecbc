"""What higher rooms show on a child's page; they register at start-up, so this room knows none of them."""

from collections.abc import Callable
from datetime import datetime

from cases.children.models import Child
from core.kernel.scope import Viewer

# panel(child=..., viewer=..., now=...) -> (template, context) or None; an optional "count" of the context goes
# into the sub-navigation ("Kasus (2)").
Panel = Callable[..., tuple[str, dict] | None]
_PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    """Add a panel to every child's page."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def panels_for(*, child: Child, viewer: Viewer, now: datetime) -> list[tuple[str, dict]]:
    """Return the (template, context) pairs to show."""
    shown = (panel(child=child, viewer=viewer, now=now) for panel in _PANELS)
    return [one for one in shown if one]
