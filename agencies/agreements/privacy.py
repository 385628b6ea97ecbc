"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, Declared

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
}
