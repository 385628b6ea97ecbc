"""The sender's verbs."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.permissions import P
from cases.casework.views.base import OfCase, cases_in_reach
from cases.documents import letterreading
from cases.documents.choices import LetterState
from cases.documents.services import letters
from core.kernel.access import Access
from core.screens.views import ActionScreen
from referrals import aftermath, forms, purposes, ranking, services, working_age
from referrals.letters import rujukan
from referrals.models import ReferralRequest
from referrals.ranking import place_of
from referrals.states import SENDER
from referrals.views.base import ReferralAction, ReferralPress

MAY_SEND = Access.to(P.REFERRAL_SEND)


def openings_for(purpose, case, today):
    """Return from when the child may work, for a purpose that asks for work; nothing for others."""
    return working_age.outlook(case.child, today) if purpose.age_rule == purposes.WORKING_AGE else []


class NewReferral(OfCase, ActionScreen):
    """From a need to a draft: first what is needed, then whom to ask and what goes along."""

    access = MAY_SEND
    form_class = forms.ReferralForm
    title = _("Buat rujukan")
    whole_file = False

    @property
    def purpose(self):
        """Return the purpose asked for in the address; None until one is chosen."""
        return purposes.find(self.request.GET.get("kebutuhan", ""))

    def get_template_names(self):
        return ["referrals/new.html" if self.purpose else "referrals/purposes.html"]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "purpose": self.purpose, "candidates": self.candidates()}

    def get_initial(self):
        """Choose the agency that was asked for in the address, such as one just written down."""
        slug = self.request.GET.get("instansi", "")
        asked = Agency.objects.filter(slug=slug, is_active=True).first() if slug else None
        if asked is None:
            return super().get_initial()
        ranked = any(one.agency.pk == asked.pk for one in self.candidates())
        return {"to_agency": str(asked.pk) if ranked else forms.ELSEWHERE, "other_agency": asked.pk}

    def candidates(self):
        """Return the ranked agencies."""
        return ranking.candidates(
            purpose=self.purpose, region_code=place_of(self.case), from_agency_id=self.viewer.agency_id,
            age=self.case.child.age_on(self.today), sex=self.case.child.sex, on=self.today,
        )  # fmt: skip

    def get(self, request, *args, **kwargs):
        if self.purpose is None:
            context = {**self.header(), "view": self, "title": self.get_title(), "viewer": self.viewer, "now": self.now}
            return self.render_to_response({**context, "purposes": purposes.PURPOSES, "back_url": self.case_url()})
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.purpose else self.get(request, *args, **kwargs)

    def keep(self):
        """Keep a draft of the form; the choice of purposes before it has none to keep."""
        return super().keep() if self.purpose else self.get(self.request, *self.args, **self.kwargs)

    def get_context_data(self, **kwargs):
        back = reverse("referral_new", args=[self.case.code])
        found = {
            "purpose": self.purpose,
            "back_url": back,
            "openings": openings_for(self.purpose, self.case, self.today),
        }
        return super().get_context_data(**self.header(), **found, **kwargs)

    def perform(self, answers):
        found = services.draft(by=self.viewer, now=self.now, case=self.case, purpose=self.purpose.key, answers=answers)
        return reverse("referral", args=[found.code])


class Edit(ReferralAction):
    """Change a draft."""

    access = MAY_SEND
    side = SENDER
    form_class = forms.ReferralForm
    template_name = "referrals/edit.html"
    title = _("Ubah draf rujukan")

    @property
    def case(self):
        """Return the case, which the sender may read."""
        return get_object_or_404(cases_in_reach(self.viewer), pk=self.referral.case_id)

    def get_form_kwargs(self):
        found = ranking.candidates(
            purpose=self.referral.aim, region_code=place_of(self.case), from_agency_id=self.viewer.agency_id,
            age=self.case.child.age_on(self.today), sex=self.case.child.sex, on=self.today,
        )  # fmt: skip
        return {**super().get_form_kwargs(), "purpose": self.referral.aim, "candidates": found}

    def get_initial(self):
        request = get_object_or_404(ReferralRequest.objects.visible_to(self.viewer), referral=self.referral)
        row = {name: getattr(self.referral, name) for name in (
            "ask", "urgency", "planned_start_on", "work_kind", "hazards_checked",
        )}  # fmt: skip
        written = {name: getattr(request, name) for name in ("reason", "situation", "skills", "facts")}
        to = self.referral.to_agency_id
        return {**row, **written, "to_agency": str(to), "other_agency": to}

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if str(self.referral.to_agency_id) not in dict(form.fields["to_agency"].choices):
            form.initial["to_agency"] = forms.ELSEWHERE
        return form

    def get_context_data(self, **kwargs):
        asked = aftermath.asked_again(self.referral, self.viewer)
        found = {"purpose": self.referral.aim, "openings": openings_for(self.referral.aim, self.case, self.today)}
        return super().get_context_data(**found, **asked, **kwargs)

    def perform(self, answers):
        services.change(by=self.viewer, now=self.now, referral=self.referral, answers=answers)
        return self.page()


class Send(ReferralPress):
    """Send the draft."""

    access = MAY_SEND
    side = SENDER
    done = _("Rujukan terkirim.")

    def perform(self):
        services.send(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class Answer(ReferralAction):
    """Reply to the receiver's question."""

    access = MAY_SEND
    side = SENDER
    form_class = forms.AnswerForm
    title = _("Jawab pertanyaan")
    done = _("Jawaban terkirim. Hitungan hari berjalan lagi.")

    def perform(self, answers):
        services.answer(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()


class Remind(ReferralPress):
    """Remind a silent desk."""

    access = MAY_SEND
    side = SENDER
    done = _("Instansi diingatkan.")

    def perform(self):
        services.remind(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class WriteLetter(ReferralPress):
    """Write the letter for an office that answers on paper; a draft that is there already opens again."""

    access = MAY_SEND
    side = SENDER
    done = _("Draf surat rujukan siap. Periksa isinya.")

    def perform(self):
        referral = self.referral
        case = get_object_or_404(cases_in_reach(self.viewer), pk=referral.case_id)
        found = letterreading.letters_about(referral.code, self.viewer)
        letter = found.filter(state=LetterState.DRAFT, agency_id=self.viewer.agency_id).first()
        if letter is None:
            letter = letters.draft(by=self.viewer, now=self.now, case=case, kind=rujukan.KEY, about=referral.code)
        return reverse("letter_edit", args=[case.code, letter.code])


class Confirm(ReferralPress):
    """Confirm the reported outcome."""

    access = MAY_SEND
    side = SENDER
    done = _("Hasil disahkan. Rujukan selesai.")

    def perform(self):
        services.confirm(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class Dispute(ReferralAction):
    """Say that the reported outcome is not so."""

    access = MAY_SEND
    side = SENDER
    form_class = forms.DisputeForm
    title = _("Sanggah hasil")
    done = _("Sanggahan terkirim. Layanan berjalan lagi.")

    def perform(self, answers):
        services.dispute(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()


class Withdraw(ReferralAction):
    """Take a referral back."""

    access = MAY_SEND
    side = SENDER
    form_class = forms.WithdrawForm
    title = _("Tarik rujukan")
    done = _("Rujukan ditarik.")

    def perform(self, answers):
        services.withdraw(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return self.page()


class Reroute(ReferralAction):
    """Turn to the next-best agency."""

    access = MAY_SEND
    side = SENDER
    form_class = forms.AgencyChoice
    title = _("Alihkan ke instansi lain")
    done = _("Draf baru disiapkan. Periksa, lalu kirim.")

    def get_form_kwargs(self):
        case = get_object_or_404(cases_in_reach(self.viewer), pk=self.referral.case_id)
        asked = (self.referral.to_agency_id,)
        found = ranking.candidates(
            purpose=self.referral.aim, region_code=place_of(case), from_agency_id=self.viewer.agency_id,
            age=case.child.age_on(self.today), sex=case.child.sex, on=self.today, without=asked,
        )  # fmt: skip
        return {**super().get_form_kwargs(), "purpose": self.referral.aim, "candidates": found, "without": asked}

    def perform(self, answers):
        new = services.reroute(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return reverse("referral", args=[new.code])


class Renew(ReferralAction):
    """Ask the same agency again, at once or from a day on."""

    access = MAY_SEND
    side = SENDER
    form_class = forms.RenewForm
    title = _("Kirim lagi ke instansi ini")
    done = _("Draf baru disiapkan. Periksa, lalu kirim.")

    def get_initial(self):
        return {"on": self.referral.retry_on}

    def perform(self, answers):
        new = services.renew(by=self.viewer, now=self.now, referral=self.referral, **answers)
        return reverse("referral_edit" if self.referral.lacking else "referral", args=[new.code])


class Conclude(ReferralPress):
    """Leave it at that."""

    access = MAY_SEND
    side = SENDER
    done = _("Rujukan diakhiri.")

    def perform(self):
        services.conclude(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()


class Mistake(ReferralPress):
    """Throw a draft away, or say that a sent one should never have been."""

    access = MAY_SEND
    side = SENDER
    done = _("Rujukan dinyatakan salah catat.")

    def perform(self):
        services.mark_mistake(by=self.viewer, now=self.now, referral=self.referral)
        return self.page()
