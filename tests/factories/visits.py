"""Coordination visits as tests need them, made through the services."""

from datetime import timedelta

from agencies.agreements.visits import services
from agencies.agreements.visits.models import CoordinationVisit, VisitPaper
from agencies.directory.models import Agency
from core.kernel.scope import Viewer, scope
from tests.factories import documents
from tests.factories.children import NOW

TODAY = NOW.date()


def answers(host: Agency, **facts) -> dict:
    """Return what is planned with."""
    said = {
        "on": TODAY, "host": host, "agencies": [], "place": "Ruang rapat", "delegation": "Hasan Basri, kepala seksi",
        "topics": "Sekolah sesudah pulang\nJanji jawab rujukan",
    }  # fmt: skip
    return {**said, **facts}


def planned(by: Viewer, host: Agency, **facts) -> CoordinationVisit:
    """Plan a visit."""
    returns = facts.pop("returns", None)
    with scope(by):
        return services.plan(by=by, now=NOW, answers=answers(host, **facts), returns=returns)


def held(by: Viewer, host: Agency, **facts) -> CoordinationVisit:
    """Plan a visit of today and hold it."""
    row = planned(by, host, **facts)
    with scope(by):
        return services.hold(by=by, now=NOW, visit=row)


def decided(by: Viewer, host: Agency, **facts) -> CoordinationVisit:
    """Hold a visit at which the host takes something on within thirty days."""
    row = held(by, host, **facts)
    with scope(by):
        services.decide(
            by=by, now=NOW, visit=row, text="Menyiapkan daftar sekolah", owner=host, due_on=TODAY + timedelta(days=30)
        )
    return row


def paper(by: Viewer, row: CoordinationVisit, **facts) -> VisitPaper:
    """Keep a scan with a visit."""
    with scope(by):
        return services.attach(by=by, now=NOW, visit=row, **{"received": documents.pdf(), "kind": "letter", **facts})
