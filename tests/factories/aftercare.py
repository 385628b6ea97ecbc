"""Cases whose service ended and the after-care that follows, built through the services."""

from datetime import date, datetime

from agencies.directory.models import Region
from agencies.people.models import User
from cases.aftercare import services
from cases.aftercare.models import Episode
from cases.casework.models import Case
from cases.casework.services import AftercarePlan, open_case
from cases.children.models import Child
from core.kernel.scope import Viewer, scope
from tests.factories import consents
from tests.factories.children import NOW

HANDOVER = {
    "reason": "reunified", "handed_to": "parents", "receiver_name": "Siti Aminah", "handed_on": date(2026, 11, 12),
    "condition": "sehat", "items": "akta", "commitments": "mengasuh", "receiver_agency": None,
}  # fmt: skip


def case_in_service(by: Viewer, *, now: datetime = NOW, region: str = "13.71", consent: bool = True) -> Case:
    """Open a case and put it into implementation; `by` is a worker, who reads it through the intake's access.

    The family has agreed to share everything, unless `consent` says otherwise.
    """
    answers = {
        "child": {
            "full_name": "Budi Santosa", "sex": "L", "born_on": date(2014, 5, 12), "region": Region.objects.get(pk=region),
        },
        "category": "violence", "source": "police", "in_danger": False, "sure": True,
    }  # fmt: skip
    with scope(by):
        case = open_case(by=by, now=now, answers=answers)
        if consent:
            consents.consent(case, by, now=now)
        Case.objects.visible_to(by).filter(pk=case.pk).update(stage="implementation", manager_id=by.user_id)
        return Case.objects.visible_to(by).select_related("child").get(pk=case.pk)


def episode(
    by: Viewer, owner_agency_id: int, *, worker: User | int | None = None, now: datetime = NOW, **more
) -> Episode:
    """End the service of a fresh case and return its episode."""
    case = more.pop("case", None) or case_in_service(by, now=now, region=more.pop("region", "13.71"))
    plan = AftercarePlan(
        owner_agency_id, getattr(worker, "pk", worker), more.pop("months", (1, 3, 6, 12)), more.pop("first", None)
    )
    with scope(by):
        return services.end_service_and_open(by=by, now=now, case=case, answers={**HANDOVER, **more}, aftercare=plan)


def child_of(made: Episode, by: Viewer) -> Child:
    """Return the child as a viewer sees it.  Raises Child.DoesNotExist when they do not."""
    with scope(by):
        return Child.objects.visible_to(by).get(pk=made.child_id)
