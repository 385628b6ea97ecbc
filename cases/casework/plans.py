"""A plan as it is read: its versions with goals and activities, what it still lacks, and what the assessment suggests."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ENDED_STATES, RecordState
from cases.casework.models import (
    Assessment,
    AssessmentDomain,
    AssessmentScore,
    Case,
    Plan,
    PlanActivity,
    PlanGoal,
    PlanReason,
)
from cases.casework.sheets import Need, label_of, needs_of
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer

_NEED = "what a plan still lacks; the verb has read the case as the viewer"


def versions_of(case: Case, viewer: Viewer) -> list[Plan]:
    """Return a case's plan versions with everything in them, newest first."""
    activities = PlanActivity.objects.visible_to(viewer).select_related("person", "agency").order_by("position")
    goals = PlanGoal.objects.visible_to(viewer).order_by("position")
    found = Plan.objects.visible_to(viewer).filter(case=case)
    return list(_with(found, goals, activities, PlanReason.objects.visible_to(viewer)).order_by("-version"))


def whole(plan: Plan) -> tuple[Plan, list[Need]]:
    """Return a plan with everything in it and the needs of the last finished assessment, for a step of its machine."""
    activities = PlanActivity.objects.for_system(reason=_NEED).order_by("position")
    goals = PlanGoal.objects.for_system(reason=_NEED).order_by("position")
    found = Plan.objects.for_system(reason=_NEED).select_related("case")
    read = _with(found, goals, activities, PlanReason.objects.for_system(reason=_NEED)).get(pk=plan.pk)
    rounds = Assessment.objects.for_system(reason=_NEED).filter(case=plan.case_id, state=RecordState.FINISHED)
    last = rounds.order_by("-round").prefetch_related(
        Prefetch("domains", AssessmentDomain.objects.for_system(reason=_NEED)),
        Prefetch("scores", AssessmentScore.objects.for_system(reason=_NEED)),
    )
    return read, needs_of(last.first())


def _with(found: QuerySet, goals: QuerySet, activities: QuerySet, reasons: QuerySet) -> QuerySet:
    return found.select_related("author", "approved_by", "submitted_by", "case").prefetch_related(
        Prefetch("goals", goals.prefetch_related(Prefetch("activities", activities))), Prefetch("reasons", reasons)
    )


def gaps_of(plan: Plan, needs: Iterable[Need]) -> list[Missing]:
    """Return what a plan lacks before it may be submitted, each with the page where it is supplied."""
    code, goals, found = plan.case.code, list(plan.goals.all()), []
    if not goals:
        found.append(Missing(_("Isi paling sedikit satu tujuan"), reverse("goal_new", args=[code])))
    for need in open_needs(plan, needs):
        words = _("%(need)s lemah: tulis tujuan, atau alasan tanpa tujuan") % {"need": need.label}
        found.append(Missing(words, f"{reverse('goal_new', args=[code])}?bidang={need.slug}"))
    for number, goal in enumerate(goals, start=1):
        if not goal.activities.all():
            words = _("Tujuan %(n)s belum punya kegiatan") % {"n": number}
            found.append(Missing(words, reverse("activity_new", args=[code, goal.lineage])))
        for activity in goal.activities.all():
            if lack := lacks(activity):
                words = _("Tujuan %(n)s: kegiatan belum punya %(lack)s") % {"n": number, "lack": lack}
                found.append(Missing(words, reverse("activity_edit", args=[code, activity.lineage])))
    return found


def open_needs(plan: Plan | None, needs: Iterable[Need]) -> list[Need]:
    """Return the weak parts for which a plan has neither a goal nor a reason."""
    if plan is None:
        return list(needs)
    met = {goal.domain for goal in plan.goals.all()} | {one.domain for one in plan.reasons.all()}
    return [need for need in needs if need.slug not in met]


def lacks(activity: PlanActivity) -> str:
    """Say what an activity still lacks, "" when somebody is to do it by a date or it has ended."""
    if activity.is_ready or activity.state in ENDED_STATES:
        return ""
    if activity.due_on:
        return str(_("penanggung jawab"))
    return str(_("tenggat")) if activity.person_id or activity.agency_id else str(_("penanggung jawab dan tenggat"))


def goals_of(plan: Plan | None) -> list[PlanGoal]:
    """Return a plan's goals with words for their part; those with an activity without owner or date come first."""
    found = list(plan.goals.all()) if plan else []
    for number, goal in enumerate(found, start=1):
        goal.number, goal.label = number, label_of(goal.domain)
        goal.rows = sorted(goal.activities.all(), key=lambda one: not lacks(one))
        for one in goal.rows:
            one.lack = lacks(one)
        goal.is_loose = not goal.rows or any(one.lack for one in goal.rows)
    return sorted(found, key=lambda goal: not goal.is_loose)


def reasons_of(plan: Plan | None) -> list[PlanReason]:
    """Return a plan's reasons with words for their part."""
    found = list(plan.reasons.all()) if plan else []
    for one in found:
        one.label = label_of(one.domain)
    return found


def base_of(versions: list[Plan], plan: Plan) -> Plan | None:
    """Return the version a supervisor decided on before this one: what a change is measured against."""
    earlier = [one for one in versions if one.version < plan.version]
    return next((one for one in earlier if one.approved_at or one.return_note), None)
