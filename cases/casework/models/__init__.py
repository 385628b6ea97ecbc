from cases.casework.models.case import Case, CaseCategory, Decision, Handover, Report, TeamMember
from cases.casework.models.planning import Assessment, AssessmentDomain, Plan, PlanGoal
from cases.casework.models.records import Note, RiskRating, ServiceAgreement, Task

__all__ = [
    "Assessment", "AssessmentDomain", "Case", "CaseCategory", "Decision", "Handover", "Note", "Plan", "PlanGoal",
    "Report", "RiskRating", "ServiceAgreement", "Task", "TeamMember",
]  # fmt: skip
