"""The frame of every page: who is looking, from where they may go, and at what moment."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from agencies.people.middleware import WARN_BEFORE
from ampk.desk.navigation import navigation_for
from core.drafts import selectors as drafts
from core.kernel import clock
from core.kernel.scope import NOBODY
from core.notices import selectors as notices


def shell(request: HttpRequest) -> dict:
    """Give every template the viewer, the navigation, the moment and the mode.

    Costs nothing until a layout asks: the counts in the navigation and the unread notices are read then.
    """
    viewer = getattr(request, "viewer", NOBODY)
    return {
        "viewer": viewer,
        "navigation": SimpleLazyObject(lambda: navigation_for(request, viewer)),
        "unread_notices": SimpleLazyObject(lambda: notices.unread_count(viewer)),
        "draft_count": SimpleLazyObject(lambda: drafts.count(viewer, clock.now())),
        "memberships": getattr(request, "memberships", []),
        "now": SimpleLazyObject(clock.now),
        "masked": viewer.masked,
        "demonstration": settings.DEMONSTRATION,
        "idle_warning": int((settings.SESSION_IDLE_LIMIT - WARN_BEFORE).total_seconds()),
        "idle_minutes": int(WARN_BEFORE.total_seconds() // 60),
        "reference": getattr(request, "reference", ""),
    }
