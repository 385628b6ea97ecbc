"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SECRET, Declared

PRIVACY: Declared = {
    "Draft": {
        INTERNAL: "id agency_id saved_at",
        PERSONAL: "owner_id path",
        SECRET: "body",
    },
}
