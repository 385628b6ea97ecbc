"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SECRET, SENSITIVE, Declared

PRIVACY: Declared = {
    "Case": {
        INTERNAL: "owner_agency stage_since opened_at last_contact_at service_ended_at closed_at",
        PERSONAL: "id code child opened_for manager region opened_by",
        SENSITIVE: "stage approach source risk end_reason close_reason",
    },
    "CaseCategory": {
        INTERNAL: "id",
        PERSONAL: "case set_by",
        SENSITIVE: "category is_primary since until",
    },
    "Report": {
        INTERNAL: "id received_at",
        PERSONAL: "case region received_by",
        SENSITIVE: "source narrative event_on in_danger consent",
        SECRET: "reporter_contact",
    },
    "TeamMember": {
        INTERNAL: "id since_at until_at",
        PERSONAL: "case person added_by",
    },
    "Decision": {
        INTERNAL: "id to_agency decided_at",
        PERSONAL: "case decided_by",
        SENSITIVE: "kind reason explanation",
    },
    "Handover": {
        INTERNAL: "id receiver_agency recorded_at",
        PERSONAL: "case recorded_by",
        SENSITIVE: "reason handed_to receiver_name handed_on condition items commitments",
    },
    "Assessment": {
        INTERNAL: "id round instrument state version started_at finished_at",
        PERSONAL: "case started_by finished_by",
        SENSITIVE: "reason conclusion recommendation",
    },
    "AssessmentDomain": {
        INTERNAL: "id assessment state version written_at",
        PERSONAL: "case written_by",
        SENSITIVE: "domain answers narrative strengths",
    },
    "AssessmentScore": {
        INTERNAL: "id assessment",
        PERSONAL: "case",
        SENSITIVE: "factor score",
    },
    "SubCategory": {
        INTERNAL: "id code label parent is_active version",
    },
    "CaseSubCategory": {
        INTERNAL: "id subcategory",
        PERSONAL: "case set_by",
        SENSITIVE: "since until",
    },
    "CaseApproach": {
        INTERNAL: "id set_at",
        PERSONAL: "case set_by",
        SENSITIVE: "approach since reason",
    },
    "Task": {
        INTERNAL: "id case_code desk agency due_on state turn version made_at done_at",
        PERSONAL: "case assigned_to made_by done_by",
        SENSITIVE: "text snooze_reason",
    },
    "TaskEvent": {
        INTERNAL: "id task due_on at",
        PERSONAL: "by",
        SENSITIVE: "kind reason",
    },
    "Conference": {
        INTERNAL: "id code case_code agency state starts_at version invited_at held_at finished_at",
        PERSONAL: "case invited_by finished_by",
        SENSITIVE: "meeting place cancel_reason",
    },
    "Invited": {
        INTERNAL: "id conference agency",
        PERSONAL: "case person",
        SENSITIVE: "part family name came",
    },
    "Minutes": {
        INTERNAL: "id conference version saved_at",
        PERSONAL: "case saved_by",
        SENSITIVE: "agenda facts child_heard child_view family_heard family_view differences next_on",
    },
    "ConferenceDecision": {
        INTERNAL: "id conference number due_on agency task",
        PERSONAL: "case person",
        SENSITIVE: "text",
    },
    "MinutesAddition": {
        INTERNAL: "id conference written_at",
        PERSONAL: "case written_by",
        SENSITIVE: "text",
    },
    "Plan": {
        INTERNAL: "id version state state_since created_at submitted_at approved_at",
        PERSONAL: "case author submitted_by approved_by",
        SENSITIVE: "return_note",
    },
    "PlanGoal": {
        INTERNAL: "id lineage plan position state version",
        PERSONAL: "case written_by",
        SENSITIVE: "domain goal state_on state_reason",
    },
    "PlanActivity": {
        INTERNAL: "id lineage plan goal position agency due_on state version",
        PERSONAL: "case person written_by",
        SENSITIVE: "component activity state_on state_reason",
    },
    "PlanReason": {
        INTERNAL: "id plan",
        PERSONAL: "case written_by",
        SENSITIVE: "domain reason",
    },
    "ProgressReport": {
        INTERNAL: "id plan written_at",
        PERSONAL: "case written_by",
        SENSITIVE: "period_from period_to obstacles child_view next_steps",
    },
    "ProgressLine": {
        INTERNAL: "id report lineage position state",
        PERSONAL: "case",
        SENSITIVE: "goal reached",
    },
    "ServiceAgreement": {
        INTERNAL: "id recorded_at",
        PERSONAL: "case recorded_by",
        SENSITIVE: "basis agreed_on agreed_by agreed_name child_heard child_view legal_basis explanation",
    },
    "Note": {
        INTERNAL: "id code corrects written_at agency",
        PERSONAL: "case written_by",
        SENSITIVE: (
            "kind happened_on outcome condition next_step next_on happened_time place met met_other session "
            "component minutes is_group text"
        ),
    },
    "NoteEdit": {
        INTERNAL: "id note number written_at",
        PERSONAL: "case written_by",
        SENSITIVE: "happened_on happened_time place met met_other text",
    },
    "RiskRating": {
        INTERNAL: "id level computed instrument rated_at",
        PERSONAL: "case rated_by",
        SENSITIVE: "answers reason review_on",
    },
    "Transfer": {
        INTERNAL: "id code state state_since from_agency to_agency offered_at due_at answered_at",
        PERSONAL: "case from_manager to_person region offered_by answered_by new_manager",
        SENSITIVE: "kind reason sex age_band stage risk duties decline_reason decline_text read_until",
    },
}

READABLE: dict[str, str] = {
    "Case.close_reason": "a code; which list it is from depends on the end",
    "Decision.reason": "a code; which list it is from depends on the decision",
    "AssessmentDomain.domain": "a key of the instrument",
    "AssessmentScore.factor": "a key of the instrument",
    "PlanGoal.domain": "a key of the instrument",
    "PlanReason.domain": "a key of the instrument",
    "Note.next_step": "a code",
    "Note.met": "codes",
    "NoteEdit.met": "codes",
    "Transfer.reason": "a code",
    "Transfer.sex": "a code, in the envelope of an offer",
}
