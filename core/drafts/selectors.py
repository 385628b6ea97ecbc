from dataclasses import dataclass
from datetime import datetime

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from core.drafts.models import Draft
from core.kernel.scope import Viewer


@dataclass(frozen=True)
class DraftRow:
    """One draft in the list: what it is in words, about which code, and where it goes on."""

    draft: Draft
    title: str
    code: str


def mine(viewer: Viewer, now: datetime):
    """Return the viewer's own drafts."""
    return Draft.objects.visible_to(viewer).kept(now).defer("body")


def count(viewer: Viewer, now: datetime) -> int:
    """Return how many drafts wait for the viewer."""
    return mine(viewer, now).count() if viewer.user_id else 0


def row_of(draft: Draft) -> DraftRow:
    """Put a draft into words: the title of the page it belongs to, and the code in its address; never a name."""
    try:
        match = resolve(draft.path)
    except Resolver404:
        return DraftRow(draft, _("Formulir yang sudah tidak ada"), "")
    view = getattr(match.func, "view_class", None)
    title = str(getattr(view, "draft_title", "") or getattr(view, "title", "") or _("Formulir"))
    return DraftRow(draft, title, str(match.kwargs.get("code", "")))
