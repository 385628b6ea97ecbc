"""What can be done with a referral; each verb is one function, the table in `states.py` says when."""

from referrals.services.answering import AlreadyAnswered, accept, answer, ask, decline, undo_accept
from referrals.services.bundling import bundle, send_complete
from referrals.services.common import ReferralRefused, side_of
from referrals.services.drafting import AgeRefused, AlreadyLive, change, draft
from referrals.services.ending import conclude, mark_mistake, remind, renew, reroute, withdraw
from referrals.services.outside_recording import (
    Heard,
    affirm,
    record_accept,
    record_decline,
    record_progress,
    record_report,
    record_start,
    send_outside,
    verify,
)
from referrals.services.sending import send
from referrals.services.serving import confirm, delegate, dispute, hold, progress, report, resume, start

__all__ = [
    "AgeRefused",
    "AlreadyAnswered",
    "AlreadyLive",
    "Heard",
    "ReferralRefused",
    "accept",
    "affirm",
    "answer",
    "ask",
    "bundle",
    "change",
    "conclude",
    "confirm",
    "decline",
    "delegate",
    "dispute",
    "draft",
    "hold",
    "mark_mistake",
    "progress",
    "record_accept",
    "record_decline",
    "record_progress",
    "record_report",
    "record_start",
    "remind",
    "renew",
    "report",
    "reroute",
    "resume",
    "send",
    "send_complete",
    "send_outside",
    "side_of",
    "start",
    "undo_accept",
    "verify",
    "withdraw",
]
