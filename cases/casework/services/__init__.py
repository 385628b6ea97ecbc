"""What can be done to a case; one verb per function, each in one transaction."""

from cases.casework.services.agreeing import record_agreement
from cases.casework.services.assessing import begin_round, missing_sections, save_sections, save_summary
from cases.casework.services.assigning import assign, move_caseload, unassign
from cases.casework.services.categorising import categorise, set_approach, standing_categories
from cases.casework.services.common import CaseRefused
from cases.casework.services.conferring import Guests, call_off, change, hold, invite
from cases.casework.services.ending import AftercarePlan, close, end_service, reject, reopen, transfer_outside
from cases.casework.services.goals import (
    explain_gap,
    raise_goal,
    remove_activity,
    remove_goal,
    write_activity,
    write_goal,
)
from cases.casework.services.helping import answer_help, ask_help
from cases.casework.services.marking import mark_activity, mark_goal
from cases.casework.services.minuting import add_to_minutes, decide, finish_minutes, save_minutes
from cases.casework.services.moving import move
from cases.casework.services.noting import correct_note, edit_note, insist_editable, may_edit, write_note
from cases.casework.services.offering import offer_to_agency, offer_to_colleague, withdraw_offer
from cases.casework.services.opening import answer_danger, open_case
from cases.casework.services.planning import current_plan, decide_plan, submit_plan, withdraw_plan
from cases.casework.services.progress import report_progress
from cases.casework.services.rating import rate_risk
from cases.casework.services.reporting import add_report, take_in
from cases.casework.services.sessions import write_session
from cases.casework.services.taking import accept_offer, decline_offer, may_answer
from cases.casework.services.tasks import cancel_task, finish_task, make_task, reassign_task, snooze_task, undo_task
from cases.casework.services.teaming import join_team, leave_team
from cases.casework.services.wording import save_subcategory

__all__ = [
    "AftercarePlan",
    "CaseRefused",
    "Guests",
    "accept_offer",
    "add_report",
    "add_to_minutes",
    "answer_danger",
    "answer_help",
    "ask_help",
    "assign",
    "begin_round",
    "call_off",
    "cancel_task",
    "categorise",
    "change",
    "close",
    "correct_note",
    "current_plan",
    "decide",
    "decide_plan",
    "decline_offer",
    "edit_note",
    "end_service",
    "explain_gap",
    "finish_minutes",
    "finish_task",
    "hold",
    "insist_editable",
    "invite",
    "join_team",
    "leave_team",
    "make_task",
    "mark_activity",
    "mark_goal",
    "may_answer",
    "may_edit",
    "missing_sections",
    "move",
    "move_caseload",
    "offer_to_agency",
    "offer_to_colleague",
    "open_case",
    "raise_goal",
    "rate_risk",
    "reassign_task",
    "record_agreement",
    "reject",
    "remove_activity",
    "remove_goal",
    "reopen",
    "report_progress",
    "save_minutes",
    "save_sections",
    "save_subcategory",
    "save_summary",
    "set_approach",
    "snooze_task",
    "standing_categories",
    "submit_plan",
    "take_in",
    "transfer_outside",
    "unassign",
    "undo_task",
    "withdraw_offer",
    "withdraw_plan",
    "write_activity",
    "write_goal",
    "write_note",
    "write_session",
]
