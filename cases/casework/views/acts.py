"""One screen per daily act: form in, one service call, on to the next page."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.choices import NoteKind
from cases.casework.models import Note
from cases.casework.states import BUTTONS
from cases.casework.views.base import CaseAction, CasePress, StaffedAction
from core.kernel.access import Access


class Step(CasePress):
    """A button of the stage machine."""

    def perform(self):
        if self.kwargs["step"] not in BUTTONS:
            raise Http404
        services.move(by=self.viewer, now=self.now, case=self.case, name=self.kwargs["step"])
        return self.case_url()


class Assign(StaffedAction):
    """A supervisor makes a worker the case's manager."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.AssignForm
    title = _("Tugaskan manajer kasus")
    done = _("Kasus ditugaskan.")

    def perform(self, answers):
        services.assign(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class AskHelp(CaseAction):
    """Ask the supervisors for help."""

    access = Access.to(P.CASE_WORK)
    form_class = forms.HelpForm
    title = _("Minta bantuan supervisor")
    done = _("Permintaan dikirim ke supervisor.")
    verb = staticmethod(services.ask_help)

    def perform(self, answers):
        type(self).verb(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class AnswerHelp(AskHelp):
    """Answer a request for help."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.HelpAnswerForm
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
