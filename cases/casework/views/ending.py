"""How a case ends and is taken up again."""

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.views.base import CaseAction
from core.kernel.access import Access


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
