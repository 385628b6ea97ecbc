"""The life of a case as a table: which step leads where, who may, and what it needs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.obligations.selectors import missing_for_case
from agencies.people.permissions import P
from cases.casework.choices import WAITING_TRANSFERS, ConferenceState, PlanState, RecordState, Stage
from cases.casework.planstates import PLAN
from cases.casework.transferstates import TRANSFER
from core.kernel.refusals import Missing
from core.kernel.states import Machine, Need, step

# The tables of the plan and of an offered case stand in files of their own.
__all__ = ["BUTTONS", "CASE", "CONFERENCE", "NEED_WORDS", "ONWARD", "PLAN", "TRANSFER"]
_NEED = "what a step needs; the case is already limited to the viewer"


def manager_assigned(case) -> list[Missing]:
    """A case needs somebody who answers for it."""
    return [] if case.manager_id else [Missing(_("Tugaskan manajer kasus"), reverse("case_assign", args=[case.code]))]


def primary_category(case) -> list[Missing]:
    """A case needs its primary legal category."""
    from cases.casework.models import CaseCategory

    found = CaseCategory.objects.for_system(reason=_NEED).filter(case=case, is_primary=True, until=None)
    return [] if found.exists() else [Missing(_("Tetapkan kategori utama"), reverse("categories", args=[case.code]))]


def agreement_recorded(case) -> list[Missing]:
    """Service rests on an agreement or a legal basis."""
    from cases.casework.models import ServiceAgreement

    found = ServiceAgreement.objects.for_system(reason=_NEED).filter(case=case)
    return (
        []
        if found.exists()
        else [Missing(_("Catat kesepakatan layanan"), reverse("agreement_record", args=[case.code]))]
    )


def assessment_finished(case) -> list[Missing]:
    """No plan without a finished assessment."""
    from cases.casework.models import Assessment

    found = Assessment.objects.for_system(reason=_NEED).filter(case=case, state=RecordState.FINISHED)
    if case.stage == Stage.ASSESSMENT:  # a reopened case is assessed anew
        found = found.filter(finished_at__gte=case.stage_since)
    return [] if found.exists() else [Missing(_("Selesaikan asesmen"), reverse("assessment", args=[case.code]))]


def plan_approved(case) -> list[Missing]:
    """No implementation without a plan whose current version a supervisor approved."""
    from cases.casework.models import Plan

    found = Plan.objects.for_system(reason=_NEED).filter(case=case).order_by("-version").first()
    # In the planning stage of a reopened case the approval of its former life does not count.
    is_fresh = case.stage != Stage.PLANNING or (found and found.approved_at and found.approved_at >= case.stage_since)
    if found and found.state == PlanState.APPROVED and is_fresh:
        return []
    return [Missing(_("Minta persetujuan rencana versi terbaru"), reverse("plan", args=[case.code]))]


def handover_recorded(case) -> list[Missing]:
    """No end of service without a reason, a handover record and an after-care plan."""
    from cases.casework.models import Handover

    found = Handover.objects.for_system(reason=_NEED).filter(case=case, recorded_at__gte=case.opened_at)
    return (
        []
        if found.exists()
        else [
            Missing(_("Isi alasan, serah terima, dan rencana pascalayanan"), reverse("service_end", args=[case.code]))
        ]
    )


def nothing_owed(case) -> list[Missing]:
    """No close while anything is owed."""
    return missing_for_case(case.pk)


def no_offer_waiting(case) -> list[Missing]:
    """A case that was offered to somebody does not end before they answer or the offer is withdrawn."""
    from cases.casework.models import Transfer

    found = Transfer.objects.for_system(reason=_NEED).filter(case=case, state__in=WAITING_TRANSFERS).first()
    return [Missing(_("Tarik tawaran alih kasus"), reverse("transfer", args=[found.code]))] if found else []


# What each need asks for, in the words of the checklist on the case's page.
NEED_WORDS: dict[Need, object] = {
    manager_assigned: _("manajer kasus"),
    primary_category: _("kategori utama"),
    agreement_recorded: _("kesepakatan layanan"),
    assessment_finished: _("asesmen selesai"),
    plan_approved: _("rencana disetujui supervisor"),
    handover_recorded: _("alasan, serah terima, dan rencana pascalayanan"),
    nothing_owed: _("tidak ada yang terutang"),
    no_offer_waiting: _("tidak sedang ditawarkan ke pihak lain"),
}

CASE = Machine(
    "case",
    "stage",
    dict(Stage.choices),
    Stage.ACCESS,
    (
        step(
            "agree",
            Stage.ACCESS,
            Stage.AGREEMENT,
            P.CASE_WORK,
            _("Lanjut ke kesepakatan"),
            needs=[manager_assigned, primary_category],
        ),
        step("assess", Stage.AGREEMENT, Stage.ASSESSMENT, P.CASE_WORK, _("Mulai asesmen"), needs=[agreement_recorded]),
        step(
            "plan",
            Stage.ASSESSMENT,
            Stage.PLANNING,
            P.CASE_WORK,
            _("Mulai perencanaan"),
            needs=[manager_assigned, agreement_recorded, assessment_finished],
        ),
        step(
            "implement",
            Stage.PLANNING,
            Stage.IMPLEMENTATION,
            P.CASE_WORK,
            _("Mulai implementasi"),
            needs=[plan_approved],
        ),
        step(
            "monitor",
            Stage.IMPLEMENTATION,
            Stage.MONITORING,
            P.CASE_WORK,
            _("Lanjut ke monitoring"),
            needs=[plan_approved],
        ),
        step(
            "end_service",
            [Stage.IMPLEMENTATION, Stage.MONITORING],
            Stage.AFTERCARE,
            P.CASE_WORK,
            _("Akhiri layanan"),
            needs=[handover_recorded, no_offer_waiting],
        ),
        step("close", Stage.AFTERCARE, Stage.DONE, P.CASE_SUPERVISE, _("Tutup kasus"), needs=[nothing_owed]),
        step(
            "reject",
            [Stage.ACCESS, Stage.AGREEMENT, Stage.ASSESSMENT, Stage.PLANNING],
            Stage.REJECTED,
            P.CASE_SUPERVISE,
            _("Tolak kasus"),
            needs=[no_offer_waiting],
        ),
        step(
            "transfer",
            [Stage.ACCESS, Stage.AGREEMENT, Stage.ASSESSMENT, Stage.PLANNING, Stage.IMPLEMENTATION, Stage.MONITORING],
            Stage.TRANSFERRED,
            P.CASE_SUPERVISE,
            _("Alihkan ke luar jejaring"),
            needs=[nothing_owed],
        ),
        step(
            "reopen",
            [Stage.AFTERCARE, Stage.DONE, Stage.REJECTED, Stage.TRANSFERRED],
            Stage.ASSESSMENT,
            P.CASE_SUPERVISE,
            _("Buka kembali"),
        ),
    ),
)


def minutes_complete(conference) -> list[Missing]:
    """Minutes say who came, what is known, and whether child and family were heard."""
    from cases.casework.models import Invited, Minutes

    minutes = Minutes.objects.for_system(reason=_NEED).filter(conference=conference).first()
    came = Invited.objects.for_system(reason=_NEED).filter(conference=conference, came=True)
    page = reverse("conference_minutes", args=[conference.code])
    wanted = (
        (came.exists(), _("Catat siapa yang hadir")),
        (minutes and minutes.facts, _("Tulis fakta yang dibahas")),
        (minutes and minutes.child_heard and minutes.child_view, _("Catat pendapat anak, atau mengapa tidak didengar")),
        (
            minutes and minutes.family_heard and minutes.family_view,
            _("Catat pendapat keluarga, atau mengapa tidak didengar"),
        ),
    )
    return [Missing(words, page) for is_there, words in wanted if not is_there]


CONFERENCE = Machine(
    "conference",
    "state",
    dict(ConferenceState.choices),
    ConferenceState.PLANNED,
    (
        step("hold", ConferenceState.PLANNED, ConferenceState.HELD, P.CASE_WORK, _("Catat pelaksanaan")),
        step("cancel", ConferenceState.PLANNED, ConferenceState.CANCELLED, P.CASE_WORK, _("Batalkan temu kasus")),
        step(
            "finish",
            ConferenceState.HELD,
            ConferenceState.FINISHED,
            P.CASE_WORK,
            _("Selesaikan notula"),
            needs=[minutes_complete],
        ),
    ),
)
# Steps that are one button; the others have a form of their own.
BUTTONS = ("agree", "assess", "plan", "implement", "monitor")
# The steps that lead on along the path; what the next of them needs is the checklist of the case's page.
ONWARD = (*BUTTONS, "end_service", "close")
