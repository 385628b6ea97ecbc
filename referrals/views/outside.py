"""The sender's screens for what passes outside the system: letter, phone, link, a body outside the network."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from agencies.directory import outside
from agencies.directory.picking import RegionPicking
from agencies.people.permissions import P
from core.kernel.access import Access
from core.screens.views import ActionScreen
from referrals import outside_forms as forms
from referrals import services
from referrals.choices import State
from referrals.services import outside_links
from referrals.states import RECEIVER, SENDER
from referrals.views.answering import MAY_ANSWER
from referrals.views.base import ReferralAction, ReferralPress
from referrals.views.sending import MAY_SEND


class _Sender(ReferralAction):
    access = MAY_SEND
    side = SENDER
    template_name = "referrals/outside/form.html"


class SendOutside(_Sender):
    """Send a draft by numbered letter or by phone."""

    form_class = forms.SendOutsideForm
    title = _("Kirim lewat surat atau telepon")
    done = _("Rujukan tercatat terkirim. Hitungan hari jawab berjalan.")

    def perform(self, answers):
        services.send_outside(by=self.viewer, now=self.now, referral=self.referral, heard=answers["heard"])
        return self.page()


class RecordAnswer(_Sender):
    """Write down what the office answered by letter or on the phone."""

    form_class = forms.AnswerHeardForm
    title = _("Catat jawaban instansi")
    done = _("Jawaban tercatat.")

    def perform(self, answers):
        where = {"by": self.viewer, "now": self.now, "referral": self.referral, "heard": answers["heard"]}
        if answers["said"] == forms.AnswerHeardForm.ACCEPTED:
            services.record_accept(**where)
        else:
            services.record_decline(**where, reason=answers["reason"], body=answers["body"])
        return self.page()


class RecordProgress(_Sender):
    """Write down how the service goes or what became of it."""

    form_class = forms.ProgressHeardForm
    title = _("Catat perkembangan dari instansi")
    done = _("Perkembangan tercatat.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "hint": str(self.referral.aim.result_hint)}

    def get_initial(self):
        return {"on": self.today}

    def perform(self, answers):
        state = answers.pop("state")
        where = {"by": self.viewer, "now": self.now, "referral": self.referral, **answers}
        if state != forms.ProgressHeardForm.RUNNING:
            services.record_report(outcome=state, **where)
        elif self.referral.status == State.ACCEPTED:
            services.record_start(**where)
        else:
            services.record_progress(**where)
        return self.page()


class Verify(_Sender):
    """A letter confirms what was said on the phone."""

    form_class = forms.VerifyForm
    title = _("Benarkan jawaban telepon dengan surat")
    done = _("Jawaban dibenarkan dengan surat.")

    def perform(self, answers):
        services.verify(by=self.viewer, now=self.now, referral=self.referral, heard=answers["heard"])
        return self.page()


class Affirm(ReferralPress):
    """The office itself says that what it said on the phone is so."""

    access = MAY_ANSWER
    side = RECEIVER
    done = _("Terima kasih. Jawaban lewat telepon sudah dibenarkan; Anda petugasnya.")

    def perform(self):
        services.affirm(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class IssueLink(_Sender):
    """Make a link for an officer without an account; link and code are shown on this one answer only."""

    form_class = forms.LinkForm
    title = _("Tautan sekali pakai")
    issued: outside_links.Issued | None = None

    def perform(self, answers):
        self.issued = outside_links.issue(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        if self.issued is None or answer.status_code != 302:
            return answer
        del self._referral
        context = {
            "referral": self.referral, "issued": self.issued, "now": self.now, "viewer": self.viewer,
            "title": self.get_title(), "view": self, "back_url": self.page(),
            "address": self.request.build_absolute_uri(reverse("officer_link", args=[self.issued.token])),
        }  # fmt: skip
        response = self.response_class(self.request, "referrals/outside/issued.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response


class RevokeLink(ReferralPress):
    """Make the standing link useless at once."""

    access = MAY_SEND
    side = SENDER
    done = _("Tautan dicabut.")

    def perform(self):
        outside_links.revoke(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class NewRecipient(RegionPicking, ActionScreen):
    """A body outside the network; likely ones that are known already are shown before a second row is made."""

    access = Access.to(P.REFERRAL_SEND, P.CASE_OPEN)
    template_name = "referrals/outside/recipient.html"
    form_class = forms.RecipientForm
    title = _("Catat instansi di luar jejaring")
    done = _("Instansi tersimpan dan dapat dipilih lagi kapan saja.")
    drafts = False

    @property
    def onward(self) -> str:
        """Return where the person came from, within this site."""
        asked = self.request.GET.get("lanjut", "")
        return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("agencies")

    def form_valid(self, form):
        known = outside.alike(form.cleaned_data["name"], form.cleaned_data["region"])
        if known and self.request.POST.get("_dilihat") != "ya":
            return self.render_to_response(self.get_context_data(form=form, known=known))
        return super().form_valid(form)

    def perform(self, answers):
        agency = outside.record_outside(by=self.viewer, now=self.now, **answers)
        return self.chosen(agency)

    def chosen(self, agency) -> str:
        """Return the way back with this agency chosen."""
        if self.onward == reverse("agencies"):
            return agency.get_absolute_url()
        sign = "&" if "?" in self.onward else "?"
        return f"{self.onward}{sign}{urlencode({'instansi': agency.slug})}"

    def get_context_data(self, known=(), **kwargs):
        found = [(one, self.chosen(one)) for one in known]
        return super().get_context_data(known=found, back_url=self.onward, **kwargs)
