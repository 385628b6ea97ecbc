"""What can be done about people: come in by invitation, be away, depart, and end sessions."""

from agencies.people.services.departing import (
    depart,
    end_memberships,
    hand_over,
    preview_departure,
    set_last_day,
)
from agencies.people.services.inviting import accept_invitation, cancel_invitation, invite, join, standing_invitation
from agencies.people.services.leave import cancel_leave, take_leave
from agencies.people.services.refusals import PeopleRefused
from agencies.people.services.sessions import choose_mask, end_other_sessions, end_sessions, keep_newest_sessions

__all__ = [
    "PeopleRefused",
    "accept_invitation",
    "cancel_invitation",
    "cancel_leave",
    "choose_mask",
    "depart",
    "end_memberships",
    "end_other_sessions",
    "end_sessions",
    "hand_over",
    "invite",
    "join",
    "keep_newest_sessions",
    "preview_departure",
    "set_last_day",
    "standing_invitation",
    "take_leave",
]
