"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SECRET, Declared

PRIVACY: Declared = {
    "User": {
        INTERNAL: "id is_active created_at",
        PERSONAL: "last_login email name staff_number",
        SECRET: "password phone",
    },
    "Membership": {
        INTERNAL: "id agency ended_at",
        PERSONAL: "user role starts_on ends_on ended_by invited_by",
    },
    "Absence": {
        INTERNAL: "id",
        PERSONAL: "user starts_on ends_on cover",
    },
    "Invitation": {
        INTERNAL: "id agency sent_at mailed_at expires_at accepted_at cancelled_at",
        PERSONAL: "email role invited_by",
        SECRET: "token_hash",
    },
}

READABLE: dict[str, str] = {
    "User.password": "a one-way hash by Django",
    "Invitation.token_hash": "a one-way hash",
}
