"""The life of one version of a plan as a table, and what it needs before it may be submitted."""

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.choices import PlanState
from core.kernel.refusals import Missing
from core.kernel.states import Machine, step


def plan_complete(plan) -> list[Missing]:
    """A plan has a goal or a reason for every weak part, and for every activity somebody and a date."""
    from cases.casework.plans import gaps_of, whole

    return gaps_of(*whole(plan))


PLAN = Machine(
    "plan",
    "state",
    dict(PlanState.choices),
    PlanState.DRAFT,
    (
        step(
            "submit",
            [PlanState.DRAFT, PlanState.RETURNED],
            PlanState.SUBMITTED,
            P.CASE_WORK,
            _("Ajukan persetujuan"),
            needs=[plan_complete],
        ),
        step("withdraw", PlanState.SUBMITTED, PlanState.DRAFT, P.CASE_WORK, _("Tarik pengajuan")),
        step("approve", PlanState.SUBMITTED, PlanState.APPROVED, P.CASE_SUPERVISE, _("Setujui rencana")),
        step("return", PlanState.SUBMITTED, PlanState.RETURNED, P.CASE_SUPERVISE, _("Kembalikan rencana")),
        # Changing what somebody looked at makes a new version and voids their answer.
        step(
            "replace",
            [PlanState.SUBMITTED, PlanState.RETURNED, PlanState.APPROVED],
            PlanState.REPLACED,
            P.CASE_WORK,
            _("Ubah rencana"),
        ),
    ),
)
