"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SENSITIVE, Declared

PRIVACY: Declared = {
    "Episode": {
        INTERNAL: "id code case_agency owner_agency status status_since opened_at ended_at",
        PERSONAL: "case child worker region opened_by ended_by",
        SENSITIVE: "starts_on result",
    },
    "Visit": {
        INTERNAL: "id episode written_at agency",
        PERSONAL: "case written_by",
        SENSITIVE: "happened_on method met outcome condition next_step next_on note",
    },
    "PlannedVisit": {
        INTERNAL: "id episode sequence due_on state visit done_at",
        PERSONAL: "case",
        SENSITIVE: "months cancel_reason",
    },
    "LifeAreaAnswer": {
        INTERNAL: "id episode visit state answered_at",
        PERSONAL: "case",
        SENSITIVE: "area",
    },
    "Decision": {
        INTERNAL: "id episode to_agency decided_at",
        PERSONAL: "case decided_by",
        SENSITIVE: "kind explanation",
    },
}

READABLE: dict[str, str] = {
    "Visit.met": "codes",
}
