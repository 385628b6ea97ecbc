"""From needs to referrals: tick what is needed, look the drafts over, send all that are complete."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agencies.directory.models import Agency
from agencies.people.permissions import P
from cases.casework.views.base import OfCase
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.views import ActionScreen
from referrals import ranking, services, working_age
from referrals.bundleforms import BundleForm, NeedsForm
from referrals.choices import State
from referrals.models import Referral, ReferralRequest
from referrals.needs import needs_of
from referrals.purposes import PURPOSES, WORKING_AGE
from referrals.ranking import Candidate
from referrals.services.bundling import obstacle
from referrals.views.base import in_reach


@dataclass(frozen=True)
class Draft:
    """One draft of a bundle with everything its part of the page shows."""

    referral: Referral
    request: ReferralRequest
    candidates: list[Candidate]
    obstacle: Refused | None
    openings: list[working_age.Opening]

    @property
    def chosen_words(self) -> str:
        """Return the chosen agency with the reasons of its rank."""
        known = next((one for one in self.candidates if one.agency.pk == self.referral.to_agency_id), None)
        words = known.words if known else _t("layanan ini tidak ada di daftarnya")
        return f"{self.referral.to_agency.short_name} — {words}"

    def agency(self, pk: int) -> Agency:
        """Return the agency of a choice on the page."""
        return next((one.agency for one in self.candidates if one.agency.pk == pk), self.referral.to_agency)


class Needs(OfCase, ActionScreen):
    """Tick the needs that the file names; one submit drafts them all."""

    access = Access.to(P.REFERRAL_SEND)
    form_class = NeedsForm
    template_name = "referrals/needs.html"
    title = _("Rujuk dari kebutuhan")
    whole_file = False

    def about(self) -> None:
        self.case  # noqa: B018  (a foreign case answers 404)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "needs": needs_of(self.case, self.viewer, today=self.today)}

    def get_context_data(self, **kwargs):
        back = reverse("case_referrals", args=[self.case.code])
        return super().get_context_data(**self.header(), back_url=back, **kwargs)

    def perform(self, answers):
        code = services.bundle(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("referral_bundle", args=[self.case.code, code])


class Bundle(OfCase, ActionScreen):
    """The drafts made together: to whom and why there, what goes along, what stands in the way; one button sends."""

    access = Access.to(P.REFERRAL_SEND)
    form_class = BundleForm
    template_name = "referrals/bundle.html"
    title = _("Periksa dan kirim rujukan")
    whole_file = False
    drafts = False

    def about(self) -> None:
        self.rows  # noqa: B018  (a bundle of another office answers 404)

    @cached_property
    def rows(self) -> list[Referral]:
        """Return the referrals of the bundle that the viewer's agency sends."""
        found = in_reach(self.viewer).filter(bundle=self.kwargs["bundle"], case_id=self.case.pk)
        order = [purpose.key for purpose in PURPOSES]
        rows = sorted(
            found.filter(from_agency_id=self.viewer.agency_id), key=lambda row: (order.index(row.purpose), row.code)
        )
        if not rows:
            raise Http404
        return rows

    @cached_property
    def parts(self) -> list[Draft]:
        """Return the drafts among them, each with its ranking and what stands in its way."""
        drafts = [row for row in self.rows if row.status == State.DRAFT]
        asked = {
            one.referral_id: one for one in ReferralRequest.objects.visible_to(self.viewer).filter(referral__in=drafts)
        }
        return [self._part(row, asked[row.pk]) for row in drafts]

    def _part(self, row: Referral, request: ReferralRequest) -> Draft:
        case, child = self.case, self.case.child
        found = ranking.candidates(
            purpose=row.aim, region_code=ranking.place_of(case), from_agency_id=row.from_agency_id,
            age=child.age_on(self.today), sex=child.sex, on=self.today,
        )  # fmt: skip
        openings = working_age.outlook(child, self.today) if row.aim.age_rule == WORKING_AGE else []
        stands = obstacle(row, case, request, by=self.viewer, now=self.now)
        return Draft(row, request, found, stands, openings)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "drafts": self.parts}

    def get_context_data(self, **kwargs):
        back = reverse("case_referrals", args=[self.case.code])
        done = [row for row in self.rows if row.status != State.DRAFT]
        return super().get_context_data(**self.header(), back_url=back, done=done, **kwargs)

    def perform(self, answers):
        code = self.kwargs["bundle"]
        sent, kept = services.send_complete(by=self.viewer, now=self.now, code=code, answers=answers)
        if sent:
            words = ngettext("%(n)s rujukan terkirim.", "%(n)s rujukan terkirim.", len(sent))
            messages.success(self.request, words % {"n": len(sent)})
        return (
            reverse("referral_bundle", args=[self.case.code, code])
            if kept
            else reverse("case_referrals", args=[self.case.code])
        )
