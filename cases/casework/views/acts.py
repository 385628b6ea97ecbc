"""One screen per verb: form in, one service call, on to the next page."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.choices import NoteKind, PlanState, RecordState
from cases.casework.models import Note
from cases.casework.states import BUTTONS
from cases.casework.views.base import CaseAction, CasePress, StaffedAction
from cases.casework.views.pages import rounds_of, versions_of
from core.kernel.access import Access


class Step(CasePress):
    """A button of the stage machine."""

    def perform(self):
        if self.kwargs["step"] not in BUTTONS:
            raise Http404
        services.move(by=self.viewer, now=self.now, case=self.case, name=self.kwargs["step"])
        return self.case_url()


class Assign(StaffedAction):
    """Make a worker the case's manager; a manager hands the case on with a note."""

    access = Access.to(P.CASE_SUPERVISE, P.CASE_WORK)
    form_class = forms.AssignForm
    title = _("Tugaskan manajer kasus")
    done = _("Kasus ditugaskan.")

    def perform(self, answers):
        services.assign(by=self.viewer, now=self.now, case=self.case, **answers)
        # A manager who handed the case on no longer sees it.
        return self.case_url() if self.viewer.wide else reverse("cases")


class WriteNote(CaseAction):
    """A visit, call or note."""

    access = Access.to(P.CASE_WORK)
    form_class = forms.NoteForm
    title = _("Catat kunjungan")
    done = _("Catatan disimpan.")

    def get_initial(self):
        return {"happened_on": self.today}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case, "now": self.now}

    def perform(self, answers):
        services.write_note(by=self.viewer, now=self.now, case=self.case, answers=answers)
        return self.case_url()


class JoinTeam(StaffedAction):
    """Add a colleague to the team."""

    form_class = forms.TeamForm
    title = _("Tambah anggota tim")
    done = _("Anggota tim ditambahkan.")

    def perform(self, answers):
        services.join_team(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class AskHelp(CaseAction):
    """Ask the supervisors for help."""

    access = Access.to(P.CASE_WORK)
    form_class = forms.WordsForm
    title = _("Minta bantuan supervisor")
    done = _("Permintaan dikirim ke supervisor.")
    verb = staticmethod(services.ask_help)

    def perform(self, answers):
        type(self).verb(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class AnswerHelp(AskHelp):
    """Answer a request for help."""

    access = Access.to(P.CASE_SUPERVISE)
    title = _("Jawab permintaan bantuan")
    done = _("Jawaban dikirim.")
    verb = staticmethod(services.answer_help)

    def get_context_data(self, **kwargs):
        asked = (
            Note.objects.visible_to(self.viewer)
            .filter(case=self.case, kind=NoteKind.HELP)
            .order_by("-written_at")
            .first()
        )
        return super().get_context_data(asked=asked, **kwargs)


class CorrectNote(CaseAction):
    """Add a correction to a note; the old words stay."""

    access = Access.to(P.CASE_WORK)
    form_class = forms.WordsForm
    title = _("Koreksi catatan")
    done = _("Koreksi ditambahkan.")

    def note(self) -> Note:
        """Return the note that is corrected, 404 when it is not in this file."""
        return get_object_or_404(
            Note.objects.visible_to(self.viewer).select_related("case"), case=self.case, code=self.kwargs["note"]
        )

    def perform(self, answers):
        services.correct_note(by=self.viewer, now=self.now, wrong=self.note(), **answers)
        return reverse("case_timeline", args=[self.case.code])

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.note(), **kwargs)


class RateRisk(CaseAction):
    """Rate the risk with its reason."""

    form_class = forms.RiskForm
    title = _("Nilai risiko")
    done = _("Risiko disimpan.")

    def perform(self, answers):
        services.rate_risk(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class Categorise(CaseAction):
    """Set the legal categories."""

    form_class = forms.CategoriesForm
    title = _("Kategori AMPK")
    done = _("Kategori disimpan.")

    def perform(self, answers):
        services.categorise(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class RecordAgreement(CaseAction):
    """On what ground the service rests."""

    form_class = forms.AgreementForm
    title = _("Kesepakatan layanan")
    done = _("Kesepakatan dicatat.")

    def get_initial(self):
        return {"agreed_on": self.today}

    def perform(self, answers):
        services.record_agreement(by=self.viewer, now=self.now, case=self.case, answers=answers)
        return self.case_url()


class Assess(CaseAction):
    """The running assessment round, with the last round beside it."""

    template_name = "casework/assessment.html"
    form_class = forms.AssessmentForm
    title = _("Asesmen")
    done = _("Asesmen disimpan.")

    def get_initial(self):
        current = next((one for one in rounds_of(self.case, self.viewer) if one.state == RecordState.DRAFT), None)
        if current is None:
            return {}
        found = {"conclusion": current.conclusion}
        for row in current.domains.all():
            found |= {f"{row.domain}_state": row.state, f"{row.domain}_narrative": row.narrative}
        return found

    def perform(self, answers):
        saved = services.save_assessment(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url() if saved.state == RecordState.FINISHED else reverse("assessment", args=[self.case.code])

    def get_context_data(self, **kwargs):
        finished = [one for one in rounds_of(self.case, self.viewer) if one.state == RecordState.FINISHED]
        return super().get_context_data(rounds=finished, **kwargs)


class EditPlan(StaffedAction):
    """The goals of the plan; saving an approved plan makes a new version."""

    template_name = "casework/plan.html"
    form_class = forms.PlanForm
    title = _("Rencana layanan")
    done = _("Rencana disimpan. Ajukan bila sudah lengkap.")

    def get_initial(self):
        versions = versions_of(self.case, self.viewer)
        found = {}
        for goal in versions[0].goals.all() if versions else ():
            n = goal.position
            found |= {
                f"goal_{n}": goal.goal, f"activity_{n}": goal.activity, f"domain_{n}": goal.domain,
                f"component_{n}": goal.component, f"person_{n}": goal.person_id, f"due_{n}": goal.due_on,
            }  # fmt: skip
        return found

    def perform(self, answers):
        services.save_plan(by=self.viewer, now=self.now, case=self.case, goals=answers["goals"])
        return reverse("plan", args=[self.case.code])

    def get_context_data(self, **kwargs):
        versions = versions_of(self.case, self.viewer)
        current = versions[0] if versions else None
        waiting = current is not None and current.state == PlanState.SUBMITTED
        may_decide = (
            waiting
            and self.viewer.can(P.CASE_SUPERVISE)
            and self.viewer.user_id not in (current.submitted_by_id, current.author_id)
        )
        decide = forms.DecideForm(viewer=self.viewer, initial={"version": current.version}) if may_decide else None
        return super().get_context_data(
            versions=versions, current=current, waiting=waiting, decide_form=decide, **kwargs
        )


class SubmitPlan(CasePress):
    """Ask for approval."""

    access = Access.to(P.CASE_WORK)
    done = _("Rencana diajukan.")

    def perform(self):
        services.submit_plan(by=self.viewer, now=self.now, case=self.case)
        return reverse("plan", args=[self.case.code])


class DecidePlan(CaseAction):
    """Approve or return a version."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.DecideForm
    title = _("Keputusan atas rencana")
    done = _("Keputusan dikirim.")

    def perform(self, answers):
        services.decide_plan(
            by=self.viewer,
            now=self.now,
            case=self.case,
            version=answers["version"],
            approve=answers["decision"] == "approve",
            text=answers["text"],
        )
        return self.case_url()


class Close(CaseAction):
    """Close a case."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.CloseForm
    title = _("Tutup kasus")
    done = _("Kasus ditutup.")
    verb = staticmethod(services.close)

    def perform(self, answers):
        type(self).verb(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class Reject(Close):
    """Do not take a case on."""

    form_class = forms.RejectForm
    title = _("Tolak kasus")
    done = _("Kasus ditolak.")
    verb = staticmethod(services.reject)


class Reopen(Close):
    """Take a closed case up again."""

    form_class = forms.ReopenForm
    title = _("Buka kembali kasus")
    done = _("Kasus dibuka kembali.")
    verb = staticmethod(services.reopen)


class Transfer(Close):
    """Pass a case on to another agency."""

    form_class = forms.TransferForm
    title = _("Alihkan kasus")
    done = _("Kasus dialihkan.")
    verb = staticmethod(services.transfer)
