from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from agencies.people.services.refusals import PeopleRefused
from agencies.people.viewers import may_unmask
from core.audit.services import record
from core.kernel.scope import Viewer

MOST_SESSIONS = 3


def end_sessions(user: User, *, keep: str = "") -> int:
    """End a person's sessions at once, except the one with key `keep`; return how many ended."""
    found = UserSession.objects.filter(user=user).exclude(session_key=keep)
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    found.delete()
    return len(keys)


def keep_newest_sessions(user: User, *, current: str, most: int = MOST_SESSIONS) -> int:
    """End a person's oldest sessions until at most `most` are left, never the current one; return how many ended."""
    found = UserSession.objects.filter(user=user).exclude(session_key=current).order_by("-created_at", "-pk")
    keys = list(found.values_list("session_key", flat=True)[most - 1 :])
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def end_other_sessions(*, by: Viewer, now: datetime, keep: str) -> int:
    """End the viewer's sessions on other devices; return how many."""
    count = end_sessions(User.objects.get(pk=by.acting_user_id), keep=keep)
    record(by=by, now=now, verb="person.sessions_ended", detail={"count": count})
    return count


@transaction.atomic
def choose_mask(*, by: Viewer, now: datetime, masked: bool) -> bool:
    """Switch the masking of names; showing them is recorded.  Returns what holds from now on."""
    if not masked and not (by.role and may_unmask(by.role)):
        raise PeopleRefused(_("Peran Anda selalu melihat nama samar."))
    record(by=by, now=now, verb="names.masked" if masked else "names.shown")
    return masked
