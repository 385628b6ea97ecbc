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
    "Letter": {
        INTERNAL: (
            "id code agency kind about state state_since version drafted_at number year sequence dated_on frozen_at "
            "file_name key_name size sha256 mark replaces"
        ),
        PERSONAL: "case signer drafted_by frozen_by ended_by",
        SENSITIVE: "words return_note end_reason end_note",
    },
    "Agenda": {INTERNAL: "id agency year pattern last version"},
    "Passage": {
        INTERNAL: "id document basis_ref sent_at",
        PERSONAL: "case sent_by",
    },
}
