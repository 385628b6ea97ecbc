from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.permissions import P
from cases.casework.models import ServiceAgreement
from cases.casework.views.base import CaseAction, OfCase
from cases.consent import selectors
from cases.consent.forms import WAYS, ConsentForm, DecideForm, WithdrawForm, way_of
from cases.documents.choices import Kind
from cases.documents.selectors import documents_of
from cases.sharing import rules, services
from cases.sharing.choices import SHARE_PURPOSES, ConsentBy, ConsentState, FactGroup
from cases.sharing.models import Consent
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.drafting import Place
from core.screens.views import PageScreen

MAY_WRITE = Access.to(P.CASE_WORK, P.CASE_SUPERVISE, P.AFTERCARE_WORK)


class OfConsent:
    """Mixin: the basis of the address, 404 when it is not the viewer's or not of this case."""

    @property
    def consent(self) -> Consent:
        """Return the basis, read once per request."""
        if not hasattr(self, "_consent"):
            found = selectors.consent_in(self.case.pk, self.viewer)
            self._consent = get_object_or_404(found, pk=self.kwargs["pk"])
        return self._consent

    def told(self) -> selectors.Told:
        """Return it in words."""
        return selectors.tell(self.consent, selectors.agency_names([self.consent]), self.viewer, self.now)


class Consents(OfCase, PageScreen):
    """What is in force for whom until when, what waits, and what is over."""

    access = Access.to(P.CASE_VIEW)
    template_name = "consent/list.html"
    whole_file = False

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        case = self.case
        record_read(
            by=self.viewer, now=self.now, verb="consent.read", child_id=case.child_id, case_id=case.pk,
            subject=case.code,
        )  # fmt: skip
        return super().get_context_data(
            **self.header(), rows=selectors.consents_of(case.pk, self.viewer, self.now), ways=WAYS,
            may_write=services.may_write(self.viewer, case.pk), **kwargs,
        )  # fmt: skip


class ConsentPage(OfConsent, OfCase, PageScreen):
    """One basis with everything that was written about it."""

    access = Access.to(P.CASE_VIEW)
    template_name = "consent/consent.html"
    whole_file = False

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        row = self.consent
        record_read(
            by=self.viewer, now=self.now, verb="consent.read", child_id=self.case.child_id, case_id=self.case.pk,
            subject=self.case.code,
        )  # fmt: skip
        may_write = services.may_write(self.viewer, self.case.pk)
        return super().get_context_data(
            **self.header(), told=self.told(), row=row, may_decide=may_decide(row, self.viewer),
            may_withdraw=may_write and row.state != ConsentState.ENDED, **kwargs,
        )  # fmt: skip


class WriteConsent(CaseAction):
    """Write one basis down: with consent, without it, or in an emergency."""

    access = MAY_WRITE
    form_class = ConsentForm
    template_name = "consent/form.html"
    title = _("Catat persetujuan atau dasar hukum")
    whole_file = False

    @property
    def route(self):
        """Return the way the address asks for."""
        return way_of(self.request.GET.get("dasar", ""))

    def place(self):
        """Keep the drafts of the three ways apart."""
        return Place(self.request.path, self.route.key)

    def get_form_kwargs(self):
        papers = documents_of(self.case, self.viewer).filter(kind=Kind.CONSENT, withdrawn_at=None)[:20]
        choices = [(paper.code, f"{paper.title} {paper.code}") for paper in papers]
        until = rules.BOOK.get(rules.LONGEST, self.today).due_after(self.now, zone=self.viewer.zone)
        day = until.astimezone(self.viewer.zone).date()
        return {
            **super().get_form_kwargs(), "route": self.route, "papers": choices, "until": day,
        }  # fmt: skip

    def get_initial(self):
        named = Agency.objects.filter(slug=self.request.GET.get("instansi", "")[:80]).first()
        asked = self.request.GET.get("tujuan", "")
        found: dict = {"given_on": self.today}
        if asked in dict(SHARE_PURPOSES):
            found["purposes"] = [asked]
        if named:
            found["kinds"] = [named.kind]
        agreement = (
            ServiceAgreement.objects.visible_to(self.viewer).filter(case=self.case).order_by("-recorded_at").first()
        )
        if agreement and agreement.agreed_by in ConsentBy.values:
            found["given_by"] = agreement.agreed_by
        return found

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        query.pop("dasar", None)
        back = reverse("case_consents", args=[self.case.code])
        context = super().get_context_data(ways=WAYS, route=self.route, asked=query.urlencode(), **kwargs)
        return {**context, "back_url": back}

    def perform(self, answers):
        made = services.write(by=self.viewer, now=self.now, case=self.case, answers=answers)
        onward = self.request.GET.get("lanjut", "")
        if made.is_in_force and url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
            return onward
        return reverse("consent", args=[self.case.code, made.pk])


class ConsentAction(OfConsent, CaseAction):
    """A form about one basis; `about` says 404 to whoever may not do it, before anything is shown."""

    template_name = "consent/act.html"
    whole_file = False

    def dispatch(self, request, *args, **kwargs):
        self.about()
        return super().dispatch(request, *args, **kwargs)


class Decide(ConsentAction):
    """A supervisor lets it stand without consent, or looks back at an emergency."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = DecideForm
    title = _("Putuskan berbagi data tanpa persetujuan")
    done = _("Keputusan disimpan.")

    def about(self) -> None:
        if not may_decide(self.consent, self.viewer):
            raise Http404

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(told=self.told(), **kwargs), "back_url": self.consent.get_absolute_url()}

    def perform(self, answers):
        services.decide(by=self.viewer, now=self.now, consent=self.consent, **answers)
        return self.consent.get_absolute_url()


class Withdraw(ConsentAction):
    """Take a basis back; what was shared on it closes at once."""

    access = MAY_WRITE
    form_class = WithdrawForm
    title = _("Cabut persetujuan")
    done = _("Persetujuan dicabut. Yang dibagikan atas dasar itu sudah ditutup.")

    def about(self) -> None:
        if self.consent.state == ConsentState.ENDED or not services.may_write(self.viewer, self.case.pk):
            raise Http404

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(told=self.told(), **kwargs), "back_url": self.consent.get_absolute_url()}

    def perform(self, answers):
        services.withdraw(by=self.viewer, now=self.now, consent=self.consent, **answers)
        return self.consent.get_absolute_url()


class PaperForm(OfCase, PageScreen):
    """The form to print and sign: one page for the adult, one for the child."""

    access = MAY_WRITE
    template_name = "consent/paper.html"
    whole_file = False

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.getlist("tujuan")
        purposes = [(key, label, key in chosen) for key, label in SHARE_PURPOSES]
        named = Agency.objects.filter(slug=self.request.GET.get("instansi", "")[:80]).first()
        return super().get_context_data(
            **self.header(), purposes=purposes, facts=FactGroup.choices, agency=named, **kwargs
        )


def may_decide(row: Consent, viewer) -> bool:
    """Tell whether the page offers the decision: to supervisors of the office that wrote it, but not its writer."""
    own = viewer.agency_id == row.agency_id and viewer.user_id != row.recorded_by_id
    return row.awaits_decision and own and viewer.can(P.CASE_SUPERVISE)
