"""The stage machine's buttons."""

from datetime import datetime

from django.db import transaction

from agencies.people.permissions import P
from cases.casework.choices import Stage, source_word
from cases.casework.models import Case
from cases.casework.services.common import insist, locked, note, owe
from cases.casework.states import BUTTONS, CASE
from core.kernel.scope import Viewer

# Which duty a stage begins, and the page where it is done.
_BEGINS = {
    Stage.ASSESSMENT: ("assessment.finish", "assessment"),
    Stage.PLANNING: ("plan.finish", "plan"),
    Stage.IMPLEMENTATION: ("plan.progress", "progress_new"),
}


@transaction.atomic
def move(*, by: Viewer, now: datetime, case: Case, name: str) -> Case:
    """Take one of the stage machine's buttons.  Raises StepRefused with what is missing."""
    if name not in BUTTONS:
        raise ValueError(f"{name} is not a button.")
    insist(by, CASE[name].who, P.CASE_SUPERVISE)
    row = locked(by, case)
    CASE.apply(row, name, at=now)
    row.save(update_fields=["stage", "stage_since"])
    note(row, "case.moved", by=by, now=now, stage=source_word(Stage(row.stage)))
    if begins := _BEGINS.get(Stage(row.stage)):
        kind, page = begins
        owe(row, kind, by=by, now=now, page=page)
    return row
