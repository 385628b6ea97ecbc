from enum import StrEnum


class P(StrEnum):
    """Everything a person may do; roles collect these, views and verbs ask for them."""

    CASE_VIEW = "case.view"
    CASE_OPEN = "case.open"
    CASE_WORK = "case.work"
    CASE_SUPERVISE = "case.supervise"
    CHILD_REVEAL = "child.reveal"
    REFERRAL_SEND = "referral.send"
    REFERRAL_ANSWER = "referral.answer"
    AFTERCARE_WORK = "aftercare.work"
    AFTERCARE_SUPERVISE = "aftercare.supervise"
    AGREEMENT_VIEW = "agreement.view"
    AGREEMENT_MANAGE = "agreement.manage"
    COORDINATION_VIEW = "coordination.view"
    COORDINATION_MANAGE = "coordination.manage"
    COORDINATION_ACT = "coordination.act"
    DIRECTORY_VIEW = "directory.view"
    DIRECTORY_MANAGE = "directory.manage"
    STAFF_MANAGE = "staff.manage"
    BOARD_VIEW = "board.view"
    REPORT_VIEW = "report.view"
    AUDIT_VIEW = "audit.view"
    RULES_MANAGE = "rules.manage"
    TASKS = "tasks"
