"""The life of a coordination visit as a table."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits.choices import VisitState as S
from agencies.people.permissions import P
from core.kernel.refusals import Missing
from core.kernel.states import Machine, step


def minutes_written(visit) -> list[Missing]:
    """Finished minutes say something."""
    if visit.minutes:
        return []
    return [Missing(_("Tulis notula"), reverse("coordination_minutes", args=[visit.code]))]


VISIT = Machine(
    "coordination_visit",
    "state",
    dict(S.choices),
    S.PLANNED,
    (
        step("hold", S.PLANNED, S.HELD, P.COORDINATION_MANAGE, _("Catat pelaksanaan")),
        step("cancel", S.PLANNED, S.CANCELLED, P.COORDINATION_MANAGE, _("Batalkan kunjungan")),
        step("finish", S.HELD, S.FINISHED, P.COORDINATION_MANAGE, _("Selesaikan notula"), needs=[minutes_written]),
    ),
)
