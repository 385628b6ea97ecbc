"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SENSITIVE, Declared

PRIVACY: Declared = {
    "AccessRow": {
        INTERNAL: "id owner_agency agency level basis_ref starts_at ends_at consent revoked_at",
        PERSONAL: "case_id child_id person granted_by",
        SENSITIVE: "basis",
    },
    "AccessRequest": {
        INTERNAL: "id case_code owner_agency asked_code agency state asked_at decided_at ends_at",
        PERSONAL: "case_id child_id person decided_by",
        SENSITIVE: "reason words refusal",
    },
    "Exclusion": {
        INTERNAL: "id case_code whole_child agency added_at ended_at",
        PERSONAL: "case_id child_id added_by ended_by",
        SENSITIVE: "person reason end_reason",
    },
    "Bar": {
        INTERNAL: "id exclusion",
        PERSONAL: "case_id child_id",
        SENSITIVE: "person",
    },
    "Consent": {
        INTERNAL: "id case_code agency state document_code ends_at recorded_at decided_at ended_at",
        PERSONAL: "case_id child_id recorded_by decided_by ended_by",
        SENSITIVE: (
            "ground given_by giver_name way witness given_on child_view child_words reason purposes kinds "
            "agency_ids facts decision_note end_reason withdrawn_by end_note"
        ),
    },
}
