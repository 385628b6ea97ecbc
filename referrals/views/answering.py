"""The receiver's verbs."""

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from core.kernel.access import Access
from referrals import forms, services
from referrals.choices import State
from referrals.states import RECEIVER
from referrals.views.base import ReferralAction, ReferralPress

MAY_ANSWER = Access.to(P.REFERRAL_ANSWER)


class Accept(ReferralPress):
    """Take the referral on; the officer is whoever presses."""

    access = MAY_ANSWER
    side = RECEIVER
    done = _("Rujukan diterima. Anda petugasnya; penerimaan dapat diurungkan 10 menit.")

    def perform(self):
        services.accept(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class UndoAccept(ReferralPress):
    """Take the acceptance back within ten minutes."""

    access = MAY_ANSWER
    side = RECEIVER
    done = _("Penerimaan diurungkan.")

    def perform(self):
        services.undo_accept(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class Decline(ReferralAction):
    """Say no with a coded reason."""

    access = MAY_ANSWER
    side = RECEIVER
    form_class = forms.DeclineForm
    title = _("Tolak rujukan")
    done = _("Penolakan terkirim.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "purpose": self.referral.aim}

    def perform(self, answers):
        services.decline(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()


class Ask(ReferralAction):
    """Ask the sender something first."""

    access = MAY_ANSWER
    side = RECEIVER
    form_class = forms.QuestionForm
    title = _("Tanya dulu")
    done = _("Pertanyaan terkirim. Hitungan hari berhenti sampai pengirim menjawab.")

    def perform(self, answers):
        services.ask(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()


class Report(ReferralAction):
    """Progress or outcome in three fields."""

    access = MAY_ANSWER
    side = RECEIVER
    form_class = forms.ProgressForm
    title = _("Lapor perkembangan")
    done = _("Laporan tersimpan.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "hint": str(self.referral.aim.result_hint)}

    def get_initial(self):
        return {"on": self.today}

    def perform(self, answers):
        state = answers.pop("state")
        where = {"by": self.viewer, "now": self.now, "referral": self.referral, **answers}
        if state != forms.ProgressForm.RUNNING:
            services.report(outcome=state, **where)
        elif self.referral.status == State.ACCEPTED:
            services.start(**where)
        else:
            services.progress(**where)
        return self.page()


class Hold(ReferralAction):
    """Put the service on hold until a date."""

    access = MAY_ANSWER
    side = RECEIVER
    form_class = forms.HoldForm
    title = _("Tunda layanan")
    done = _("Layanan ditunda.")

    def perform(self, answers):
        services.hold(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()


class Resume(ReferralPress):
    """Take a held service up again."""

    access = MAY_ANSWER
    side = RECEIVER
    done = _("Layanan dilanjutkan.")

    def perform(self):
        services.resume(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class Delegate(ReferralAction):
    """Give it to a colleague at the same desk."""

    access = MAY_ANSWER
    side = RECEIVER
    form_class = forms.DelegateForm
    title = _("Ganti petugas")
    done = _("Petugas diganti.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "today": self.today}

    def perform(self, answers):
        services.delegate(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()
