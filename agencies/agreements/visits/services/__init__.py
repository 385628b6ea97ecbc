"""What can be done to a coordination visit."""

from agencies.agreements.visits.services.common import VisitRefused, may_manage
from agencies.agreements.visits.services.deciding import decide, drop, report
from agencies.agreements.visits.services.minuting import finish, write_minutes
from agencies.agreements.visits.services.papers import attach, open_paper, withdraw_paper
from agencies.agreements.visits.services.planning import call_off, change, hold, plan

__all__ = [
    "VisitRefused", "attach", "call_off", "change", "decide", "drop", "finish", "hold", "may_manage", "open_paper", "plan",
    "report", "withdraw_paper", "write_minutes",
]  # fmt: skip
