"""What can be done to a case; one verb per function, each in one transaction."""

from cases.casework.services.assigning import assign, join_team, move_caseload
from cases.casework.services.common import CaseRefused
from cases.casework.services.ending import AftercarePlan, close, end_service, reject, reopen, transfer
from cases.casework.services.moving import categorise, move, rate_risk
from cases.casework.services.noting import finish_task, make_task, write_note
from cases.casework.services.opening import open_case
from cases.casework.services.planning import (
    current_plan,
    decide_plan,
    record_agreement,
    save_assessment,
    save_plan,
    submit_plan,
)

__all__ = [
    "AftercarePlan", "CaseRefused", "assign", "categorise", "close", "current_plan", "decide_plan", "end_service",
    "finish_task", "join_team", "make_task", "move", "move_caseload", "open_case", "rate_risk", "record_agreement",
    "reject", "reopen", "save_assessment", "save_plan", "submit_plan", "transfer", "write_note",
]  # fmt: skip
