"""Agreements as tests need them, made through the services."""

from datetime import date, timedelta

from agencies.agreements import services
from agencies.agreements.models import Agreement
from agencies.directory.models import Agency
from core.kernel.scope import Viewer, scope
from tests.factories.children import NOW


def draft(by: Viewer, other: Agency, **facts) -> Agreement:
    """Write a draft between the viewer's agency and another; `days` is how many days it holds from today."""
    today = NOW.date()
    answers = {
        "type": "mou", "title": "Nota Kesepahaman", "services": ["schooling"], "answer_days": 2,
        "starts_on": date(2026, 1, 1), "ends_on": today + timedelta(days=facts.pop("days", 400)),
        "parties": [(Agency.objects.get(pk=by.agency_id), "1/A", "Kepala A"), (other, "1/B", "Kepala B")], **facts,
    }  # fmt: skip
    with scope(by):
        return services.write(by=by, now=NOW, answers=answers)


def in_force(by: Viewer, other: Agency, **facts) -> Agreement:
    """Write and sign."""
    row = draft(by, other, **facts)
    with scope(by):
        return services.sign(by=by, now=NOW, agreement=row)
