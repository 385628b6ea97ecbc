"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SECRET, SENSITIVE, Declared

PRIVACY: Declared = {
    "Agreement": {
        INTERNAL: (
            "id code type title purpose financing parent renews place signed_on starts_on ends_on services regions "
            "answer_days state state_since managing_agency end_reason version"
        ),
        PERSONAL: "contact_name",
        SECRET: "contact_phone",
    },
    "AgreementParty": {
        INTERNAL: "id agreement agency number authority version",
        PERSONAL: "signatory position",
    },
    "Commitment": {
        INTERNAL: "id agreement agency deed service days note",
    },
    "Addendum": {
        INTERNAL: "id agreement number dated_on note recorded_at",
        PERSONAL: "recorded_by",
    },
    "Paper": {
        INTERNAL: "id agreement kind file_type file_name key_name size sha256 is_scanned uploaded_at withdrawn_at",
        PERSONAL: "uploaded_by",
    },
    # Visits tell of no child; what people write is kept as if it did.
    "CoordinationVisit": {
        INTERNAL: (
            "id code on host managing_agency place returns state state_since cancel_reason planned_at finished_at version"
        ),
        PERSONAL: "delegation planned_by finished_by",
        SENSITIVE: "topics minutes",
    },
    "VisitPaper": {
        INTERNAL: "id file_type file_name key_name size sha256 is_scanned uploaded_at visit kind withdrawn_at",
        PERSONAL: "uploaded_by",
    },
    "VisitAgency": {INTERNAL: "id visit agency"},
    "VisitAction": {
        INTERNAL: "id visit number owner due_on outcome settled_at",
        PERSONAL: "settled_by",
        SENSITIVE: "text result",
    },
}
