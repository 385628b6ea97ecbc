"""The stage machine's buttons and the risk level."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.choices import Risk, Stage
from cases.casework.models import Case, RiskRating
from cases.casework.rules import BOOK, contact_rule
from cases.casework.services.common import CaseRefused, insist, locked, may_work, note, owe, settle, today_of
from cases.casework.states import BUTTONS, CASE
from core.kernel.scope import Viewer

# Which duty a stage begins, and the page where it is done.
_BEGINS = {Stage.ASSESSMENT: ("assessment.finish", "assessment"), Stage.PLANNING: ("plan.finish", "plan")}


@transaction.atomic
def move(*, by: Viewer, now: datetime, case: Case, name: str) -> Case:
    """Take one of the stage machine's buttons.  Raises StepRefused with what is missing."""
    if name not in BUTTONS:
        raise ValueError(f"{name} is not a button.")
    insist(by, CASE[name].who, P.CASE_SUPERVISE)
    row = locked(by, case)
    CASE.apply(row, name, at=now)
    row.save(update_fields=["stage", "stage_since"])
    note(row, "case.moved", by=by, now=now, stage=_source_label(Stage(row.stage)))
    if begins := _BEGINS.get(Stage(row.stage)):
        kind, page = begins
        owe(row, kind, by=by, now=now, page=page)
    return row


@transaction.atomic
def rate_risk(*, by: Viewer, now: datetime, case: Case, level: str, reason: str) -> RiskRating:
    """Rate the risk with its reason; the level sets the next contact and the next review."""
    may_work(by)
    row = locked(by, case)
    if level == Risk.UNRATED:
        raise CaseRefused(_("Pilih tingkat risiko"), field="level")
    today = today_of(by, now)
    review_on = today + timedelta(days=BOOK.get("risk.review", today).value)
    rating = RiskRating(case=row, level=level, reason=reason, review_on=review_on, rated_at=now, rated_by_id=by.user_id)
    rating.save(force_insert=True)
    changed = row.risk != level
    row.risk = level
    row.save(update_fields=["risk"])
    settle(row, "case.risk_review", "rated", by=by, now=now)
    if row.stage in Stage.values and row.service_ended_at is None and row.is_open:
        owe(row, "case.risk_review", by=by, now=now, page="risk", rule="risk.review")
        if changed:
            settle(row, "case.contact", "risk_changed", by=by, now=now)
            owe(row, "case.contact", by=by, now=now, page="note_new", by_rule=contact_rule(level, today))
    note(row, "case.risk_rated", by=by, now=now, level=_source_label(Risk(level)))
    return rating


def _source_label(choice) -> str:
    from cases.casework.choices import source_word

    return source_word(choice)
