"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, Declared

PRIVACY: Declared = {
    "Obligation": {
        INTERNAL: (
            "id kind key about url note holder_agency watcher_agency due_at clock rule owed_at paused_at "
            "settled_at settled_how cancelled"
        ),
        PERSONAL: "case_id holder settled_by",
    },
    "Holiday": {
        INTERNAL: "id on name is_working is_collective_leave",
    },
    "RuleValue": {
        INTERNAL: "id code value since reason set_at",
        PERSONAL: "set_by",
    },
}
