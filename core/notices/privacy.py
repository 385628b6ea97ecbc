"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, Declared

PRIVACY: Declared = {
    "Notice": {
        INTERNAL: "id kind key about url due_at owed_at read_at mailed_at",
        PERSONAL: "recipient_id case_id",
    },
    "Digest": {
        INTERNAL: "id on attempts next_try_at sent_at",
        PERSONAL: "recipient_id",
    },
    "Heartbeat": {
        INTERNAL: "name at real_at count",
    },
}
