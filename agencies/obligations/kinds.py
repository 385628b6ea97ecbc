"""What each kind of duty is called and who may take it up; rooms register their own at start-up."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.kernel.scope import Viewer


@dataclass(frozen=True)
class KindWords:
    """Words for one kind: `label` (what is owed), `action` (the button), `permission` of whoever may
    take up a duty that has no named holder yet; `of_desk`: colleagues see it while its holder is away uncovered."""

    label: str | Promise
    action: str | Promise
    permission: str = "case.work"
    of_desk: bool = False


_KINDS: dict[str, KindWords] = {}


def register(words: dict[str, KindWords]) -> None:
    """Add kinds of duties with their words."""
    _KINDS.update(words)


def words(kind: str) -> KindWords:
    """Return the words for a kind.  Raises KeyError for an unknown kind."""
    return _KINDS[kind]


def reminder_sentence(detail: dict) -> str:
    """Say in the timeline what a reminder was about; a kind that is no longer known keeps its code."""
    kind = str(detail.get("kind", "–"))
    return _("Pengingat dikirim: %(kind)s") % {"kind": _KINDS[kind].label if kind in _KINDS else kind}


def open_to(viewer: Viewer) -> list[str]:
    """Return the kinds a viewer may take up when nobody is named."""
    return [kind for kind, known in _KINDS.items() if viewer.can(known.permission)]


def of_desk() -> list[str]:
    """Return the kinds that a whole desk answers for when the named person is away."""
    return [kind for kind, known in _KINDS.items() if known.of_desk]


def permissions() -> dict[str, str]:
    """Return kind -> permission for all kinds."""
    return {kind: known.permission for kind, known in _KINDS.items()}


def move_duties(*, from_user, to_user, agency, by: Viewer, now: datetime) -> tuple[str, int]:
    """Move a departing person's open duties to a colleague or back to the desk; return a label and how many moved."""
    from agencies.obligations.services import reassign

    to_id = to_user.pk if to_user else None
    count = reassign(agency_id=agency.pk, from_id=from_user.pk, to_id=to_id, by=by, now=now)
    return _("Tugas"), count
