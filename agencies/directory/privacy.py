"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PUBLIC, Declared

PRIVACY: Declared = {
    "Region": {
        PUBLIC: "code name level parent full_name",
        INTERNAL: "search_key",
    },
    "Agency": {
        PUBLIC: ("slug name short_name kind region parent phone email address opening_hours contact_desk letterhead"),
        INTERNAL: "id is_active is_outside",
    },
    "ServiceOffer": {
        PUBLIC: "agency service region capacity min_age max_age sex conditions contact_desk opening_hours",
        INTERNAL: "id confirmed_on is_active",
    },
}
