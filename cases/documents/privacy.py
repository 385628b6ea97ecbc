"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SENSITIVE, Declared

PRIVACY: Declared = {
    "Document": {
        INTERNAL: (
            "id code owner_agency audience replaces file_type file_name key_name size sha256 received_mark "
            "scanned_at uploaded_at withdrawn_at"
        ),
        PERSONAL: "case uploaded_by withdrawn_by",
        SENSITIVE: "kind title dated_on note withdraw_reason withdraw_note",
    },
    "Passage": {
        INTERNAL: "id document basis_ref sent_at",
        PERSONAL: "case sent_by",
    },
}
