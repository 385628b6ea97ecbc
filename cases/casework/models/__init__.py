from cases.casework.models.assessing import Assessment, AssessmentDomain, AssessmentScore
from cases.casework.models.case import Case, CaseCategory, Decision, Handover, Report, TeamMember
from cases.casework.models.categories import CaseApproach, CaseSubCategory, SubCategory
from cases.casework.models.planning import Plan, PlanGoal
from cases.casework.models.records import Note, RiskRating, ServiceAgreement, Task

__all__ = [
    "Assessment", "AssessmentDomain", "AssessmentScore", "Case", "CaseApproach", "CaseCategory", "CaseSubCategory",
    "Decision", "Handover", "Note", "Plan", "PlanGoal", "Report", "RiskRating", "ServiceAgreement", "SubCategory",
    "Task", "TeamMember",
]  # fmt: skip
