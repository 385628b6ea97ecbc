"""Intakes that begin with a request of another office: their pages are filled in before, and the room above is told.

What is filled in is a draft like one that somebody typed; the child is searched for before a new one is made.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.urls import reverse

from cases.casework.models import Case
from core.drafts import services as drafts
from core.kernel.scope import Viewer
from core.screens.drafting import Place

CHILD, EVENT = "anak", "kejadian"
_FOLLOWERS: list[Callable[..., None]] = []


def register(follow: Callable[..., None]) -> None:
    """Register who is told of opened cases: `follow(number=, case=, by=, now=)` (called once at start-up)."""
    if follow not in _FOLLOWERS:
        _FOLLOWERS.append(follow)


def tell(*, number: str, case: Case, by: Viewer, now: datetime) -> None:
    """Tell whoever registered that an intake led to a case, in the transaction that opened it."""
    for follow in _FOLLOWERS:
        follow(number=number, case=case, by=by, now=now)


def fill_in(
    *, by: Viewer, now: datetime, number: str, child: Mapping[str, list[str]], event: Mapping[str, list[str]]
) -> str:
    """Keep what is known already as the person's draft of an intake; return the address where it goes on."""
    path = reverse("intake_wizard", args=[number])
    known = drafts.load_all(by=by, now=now, path=path)
    for part, fields in ((CHILD, child), (EVENT, event)):
        if part not in known:
            drafts.save(by=by, now=now, place=Place(path, part), fields=fields)
    return reverse("intake_child", args=[number])
