from cases.casework.models.assessing import Assessment, AssessmentDomain, AssessmentScore
from cases.casework.models.case import Case, CaseCategory, Decision, Handover, Report, TeamMember
from cases.casework.models.categories import CaseApproach, CaseSubCategory, SubCategory
from cases.casework.models.conferences import Conference, ConferenceDecision, Invited, Minutes, MinutesAddition
from cases.casework.models.planning import Plan, PlanActivity, PlanGoal, PlanReason
from cases.casework.models.progress import ProgressLine, ProgressReport
from cases.casework.models.records import Note, NoteEdit, RiskRating, ServiceAgreement
from cases.casework.models.tasks import Task, TaskEvent
from cases.casework.models.transferring import Transfer

__all__ = [
    "Assessment",
    "AssessmentDomain",
    "AssessmentScore",
    "Case",
    "CaseApproach",
    "CaseCategory",
    "CaseSubCategory",
    "Conference",
    "ConferenceDecision",
    "Decision",
    "Handover",
    "Invited",
    "Minutes",
    "MinutesAddition",
    "Note",
    "NoteEdit",
    "Plan",
    "PlanActivity",
    "PlanGoal",
    "PlanReason",
    "ProgressLine",
    "ProgressReport",
    "Report",
    "RiskRating",
    "ServiceAgreement",
    "SubCategory",
    "Task",
    "TaskEvent",
    "TeamMember",
    "Transfer",
]
