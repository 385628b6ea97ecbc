"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SENSITIVE, Declared

PRIVACY: Declared = {
    "Agreement": {
        INTERNAL: (
            "id code type title starts_on ends_on services answer_days state state_since managing_agency end_reason"
        ),
    },
    "AgreementParty": {
        INTERNAL: "id agreement agency number",
        PERSONAL: "signatory",
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
