"""Agreements as tests need them, made through the services."""

from datetime import date, timedelta

from agencies.agreements import services
from agencies.agreements.models import Addendum, Agreement, Commitment, Paper
from agencies.directory.models import Agency
from core.kernel.scope import Viewer, scope
from tests.factories import documents
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


def promise(by: Viewer, row: Agreement, who: Agency, **facts) -> Commitment:
    """Add to a draft that a party answers within a day, or what `facts` say."""
    with scope(by):
        return services.promise(by=by, now=NOW, agreement=row, agency=who, **{"deed": "answer", "days": 1, **facts})


def paper(by: Viewer, row: Agreement, received: bytes = b"") -> Paper:
    """Keep a scan with an agreement."""
    with scope(by):
        return services.attach(by=by, now=NOW, agreement=row, received=received or documents.pdf(), kind="signed")


def in_force(by: Viewer, other: Agency, **facts) -> Agreement:
    """Write and sign."""
    row = draft(by, other, **facts)
    with scope(by):
        return services.sign(by=by, now=NOW, agreement=row, signed_on=NOW.date(), place="Padang")


def fill(world, head: Viewer) -> None:
    """Let the home office promise something to a partner, with a paper and an addendum."""
    world.agreement = draft(head, world.partner)
    world.party = world.agreement.parties.get(agency=world.partner)
    world.promise = promise(head, world.agreement, world.partner)
    world.paper = paper(head, world.agreement)
    world.addendum = Addendum.objects.create(
        agreement=world.agreement, dated_on=NOW.date(), note="Diperluas", recorded_at=NOW
    )
