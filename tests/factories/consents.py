"""On what ground tests share, written through the services."""

from datetime import datetime, timedelta

from agencies.directory.choices import AgencyKind
from cases.sharing import services
from cases.sharing.choices import SHARE_PURPOSES, FactGroup
from cases.sharing.models import Consent
from core.kernel.scope import Viewer, scope
from tests.factories.children import NOW

EVERYTHING = {
    "purposes": [key for key, _label in SHARE_PURPOSES], "kinds": AgencyKind.values, "facts": FactGroup.values,
}  # fmt: skip


def answers(*, now: datetime = NOW, **more) -> dict:
    """Return what a form of a signed agreement to everything gives."""
    today = now.date()
    return {
        "ground": "consent", "given_by": "parent", "giver_name": "Nurhayati", "way": "signed", "witness": "",
        "document_code": "", "given_on": today, "child_view": "agrees", "child_words": "", "agency_ids": [],
        "ends_on": today + timedelta(days=360), **EVERYTHING, **more,
    }  # fmt: skip


def consent(case, by: Viewer, *, now: datetime = NOW, **more) -> Consent:
    """Write down an agreement to everything, or what `more` says."""
    with scope(by):
        return services.write(by=by, now=now, case=case, answers=answers(now=now, **more))
