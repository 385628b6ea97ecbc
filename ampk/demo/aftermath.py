"""After the service in the demonstration: episodes in every condition, visits on time, late and missed."""

from datetime import timedelta

from agencies.directory.models import Agency
from ampk.demo.accounts import viewer
from cases.aftercare import services
from cases.aftercare.models import PlannedVisit
from cases.casework.models import Case
from cases.casework.services import AftercarePlan
from core.kernel.scope import scope

MONTHS = (1, 3, 6, 12)


def aftercare(story, case: Case) -> None:
    """End the service and follow the child home; visits due until now are made, sometimes missed."""
    at = story.moment("end")
    padang = viewer("sari")
    owner = Agency.objects.get(pk=padang.agency_id)
    answers = {
        "reason": "reunified", "handed_to": "parents", "receiver_name": "", "handed_on": at.date(), "condition": "Sehat.",
        "items": "", "commitments": "Orang tua mendampingi sekolah.", "receiver_agency": None,
    }  # fmt: skip
    with scope(story.worker):
        episode = services.end_service_and_open(
            by=story.worker,
            now=at,
            case=case,
            answers=answers,
            aftercare=AftercarePlan(owner.pk, padang.user_id, MONTHS),
        )
    missed_since = story.now - timedelta(days=story.chance.choice([0, 0, 20, 45]))
    with scope(padang):
        for planned in PlannedVisit.objects.visible_to(padang).filter(episode=episode).order_by("due_on"):
            day = at.replace(year=planned.due_on.year, month=planned.due_on.month, day=planned.due_on.day) - timedelta(
                days=1
            )
            if day >= missed_since:
                return
            state = story.chance.choice(["good", "good", "attention"])
            services.record_visit(by=padang, now=day, episode=episode, planned=planned, answers={
                "outcome": "met", "condition": "same", "next_step": "by_schedule", "happened_on": day.date(), "method": "home_visit",
                "met": ["child"], "note": "Anak tinggal bersama orang tua.", "next_on": None, "areas": {"schooling": state},
            })  # fmt: skip
