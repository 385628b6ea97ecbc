"""One screen per verb: form in, one service call, on to the next page."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.choices import PlanState, RecordState
from cases.casework.models import Task
from cases.casework.states import BUTTONS
from cases.casework.views.base import CaseAction, CasePress, StaffedAction
from cases.casework.views.pages import rounds_of, versions_of
from cases.children import carried
from cases.children.models import Child
from core.kernel.access import Access
from core.kernel.views import ActionScreen, PressScreen


class Intake(ActionScreen):
    """A new child and a new case; comes from the search, which must come first."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/intake.html"
    form_class = forms.IntakeForm
    title = _("Catat anak baru")
    done = _("Kasus dibuka.")

    def get_initial(self):
        return carried.look(self.request)

    def perform(self, answers):
        case = services.open_case(by=self.viewer, now=self.now, answers=answers)
        carried.forget(self.request)
        return reverse("case", args=[case.code])


class IntakeForKnown(ActionScreen):
    """A new case for a child who is registered already."""

    access = Access.to(P.CASE_OPEN)
    template_name = "casework/intake.html"
    form_class = forms.KnownChildForm
    title = _("Kasus baru")
    done = _("Kasus dibuka.")

    def perform(self, answers):
        child = get_object_or_404(Child.objects.visible_to(self.viewer), code=self.kwargs["code"])
        case = services.open_case(by=self.viewer, now=self.now, answers=answers, child=child)
        return reverse("case", args=[case.code])

    def get_context_data(self, **kwargs):
        child = get_object_or_404(Child.objects.visible_to(self.viewer), code=self.kwargs["code"])
        return super().get_context_data(child=child, **kwargs)


class Step(CasePress):
    """A button of the stage machine."""

    def perform(self):
        if self.kwargs["step"] not in BUTTONS:
            raise Http404
        services.move(by=self.viewer, now=self.now, case=self.case, name=self.kwargs["step"])
        return self.case_url()


class Assign(StaffedAction):
    """Make a worker the case's manager."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.AssignForm
    title = _("Tugaskan manajer kasus")
    done = _("Kasus ditugaskan.")

    def perform(self, answers):
        services.assign(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class WriteNote(CaseAction):
    """A visit, call or note."""

    access = Access.to(P.CASE_WORK)
    form_class = forms.NoteForm
    title = _("Catat kunjungan")
    done = _("Catatan disimpan.")

    def get_initial(self):
        return {"happened_on": self.today}

    def perform(self, answers):
        services.write_note(by=self.viewer, now=self.now, case=self.case, answers=answers)
        return self.case_url()


class MakeTask(StaffedAction):
    """Something to do by a date."""

    form_class = forms.TaskForm
    title = _("Buat tugas")
    done = _("Tugas dibuat.")

    def perform(self, answers):
        services.make_task(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class FinishTask(PressScreen):
    """Tick a task off."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    done = _("Tugas selesai.")

    def perform(self):
        task = get_object_or_404(Task.objects.visible_to(self.viewer), pk=self.kwargs["pk"])
        services.finish_task(by=self.viewer, now=self.now, task=task)
        return reverse("today")


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
        may_decide = waiting and self.viewer.can(P.CASE_SUPERVISE) and self.viewer.user_id not in (current.submitted_by_id, current.author_id)
        decide = forms.DecideForm(viewer=self.viewer, initial={"version": current.version}) if may_decide else None
        return super().get_context_data(versions=versions, current=current, waiting=waiting, decide_form=decide, **kwargs)


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
            by=self.viewer, now=self.now, case=self.case, version=answers["version"], approve=answers["decision"] == "approve", text=answers["text"]
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
