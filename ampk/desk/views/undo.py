"""The last reassignment of a session, kept for a few minutes so that a wrong click can be taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.kernel.scope import Viewer

KEY = "reassigned"
OFFERED = timedelta(minutes=10)


@dataclass(frozen=True)
class Undo:
    """What can be given back: (case code, former manager or none) pairs, who received them, by which name."""

    moves: list[tuple[str, int | None]]
    taken_by: int
    name: str


def remember(
    session, viewer: Viewer, now: datetime, moves: list[tuple[str, int | None]], taken_by: int, name: str
) -> None:
    """Keep a reassignment, also of cases that had no manager before."""
    session.pop(KEY, None)
    if moves:
        session[KEY] = {
            "at": now.isoformat(), "membership": viewer.membership_id, "moves": moves, "taken_by": taken_by, "name": name,
        }  # fmt: skip


def offered(session, viewer: Viewer, now: datetime) -> Undo | None:
    """Return the reassignment that may still be undone by this viewer, None when its minutes have passed."""
    kept = session.get(KEY)
    if not kept or kept["membership"] != viewer.membership_id:
        return None
    if not timedelta(0) <= now - datetime.fromisoformat(kept["at"]) <= OFFERED:
        return None
    return Undo([(code, former) for code, former in kept["moves"]], kept["taken_by"], kept["name"])


def forget(session) -> None:
    """Offer nothing any more."""
    session.pop(KEY, None)
