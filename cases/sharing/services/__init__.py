"""What can be done about who may see a case: open and end access, record and withdraw what it rests on."""

from cases.sharing.services.barring import Excluded, insist_admitted, is_excluded
from cases.sharing.services.consenting import ConsentRefused, decide, may_write, write
from cases.sharing.services.covering import NoBasis, basis_for, insist_basis
from cases.sharing.services.ending import WithdrawRefused, expire, remind_ending, withdraw
from cases.sharing.services.excluding import ExclusionRefused, exclude, follow_child, may_exclude, readmit
from cases.sharing.services.granting import close_ended, end, grant, move_child
from cases.sharing.services.requesting import (
    RequestRefused,
    Target,
    ask_access,
    end_access,
    grant_access,
    lapse_requests,
    refuse_access,
    withdraw_request,
)
from cases.sharing.services.succeeding import change_owner

__all__ = (
    "ConsentRefused", "Excluded", "ExclusionRefused", "NoBasis", "RequestRefused", "Target", "WithdrawRefused",
    "ask_access", "basis_for", "change_owner", "close_ended", "decide", "end", "end_access", "exclude", "expire",
    "follow_child", "grant", "grant_access", "insist_admitted", "insist_basis", "is_excluded", "lapse_requests",
    "may_exclude", "may_write", "move_child", "readmit", "refuse_access", "remind_ending", "withdraw",
    "withdraw_request", "write",
)  # fmt: skip
