"""The signed mark a form carries: whose it is and where, so that it can be kept after the session has ended."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from core.kernel.scope import Viewer
from core.screens.drafting import Place

SALT = "core.drafts.mark"
GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Mark:
    """Whose form it was and where what was typed in it is kept."""

    viewer: Viewer
    place: Place


def write(*, viewer: Viewer, place: Place, address: str) -> str:
    """Return the mark of a form that `viewer` opened at `address`."""
    return signing.dumps([viewer.user_id, viewer.agency_id or 0, place.path, place.part, address], salt=SALT)


def read(text: str, *, address: str) -> Mark | None:
    """Return what a genuine mark says that was made for this address; None for any other text."""
    try:
        user_id, agency_id, path, part, made_for = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if made_for != address:
        return None
    return Mark(Viewer(user_id=user_id, agency_id=agency_id or None), Place(path, part))
