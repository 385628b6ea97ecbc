"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, Declared

PRIVACY: Declared = {
    "Entry": {
        INTERNAL: "id at agency_id verb is_read purpose detail request",
        PERSONAL: "actor_id case_id child_id subject",
    },
    "Submission": {
        INTERNAL: "id token url at",
        PERSONAL: "user_id",
    },
}
