from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.agreements import forms, selectors, services
from agencies.agreements.choices import STANDING, AgreementState
from agencies.agreements.models import Agreement
from agencies.directory.choices import Service
from agencies.obligations.models import Obligation
from agencies.people.permissions import P
from core.kernel.access import Access
from core.screens.views import ActionScreen, DetailScreen, ListScreen, PageScreen, PressScreen


class Agreements(ListScreen):
    """All agreements of the network, newest state first."""

    access = Access.to(P.AGREEMENT_VIEW)
    template_name = "agreements/list.html"
    title = _("Kesepakatan")
    page_key = "-state_since"

    def get_queryset(self):
        asked = self.request.GET.get("keadaan", "")
        return selectors.agreements(state=asked if asked in AgreementState.values else "")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            states=AgreementState.choices, asked=self.request.GET.get("keadaan", ""), **kwargs
        )


class AgreementPage(DetailScreen):
    """One agreement: parties, what it covers, when it must be renewed."""

    access = Access.to(P.AGREEMENT_VIEW)
    template_name = "agreements/detail.html"

    def get_queryset(self):
        return selectors.agreements()

    def get_title(self):
        return self.object.code

    def get_context_data(self, **kwargs):
        row = self.object
        mine = self.viewer.can(P.AGREEMENT_MANAGE) and row.managing_agency_id == self.viewer.agency_id
        duties = (
            Obligation.objects.visible_to(self.viewer)
            .open()
            .filter(kind="agreement.renewal", about=row.code)
            .order_by("due_at")
        )
        return super().get_context_data(
            mine=mine, duties=list(duties) if mine else [], standing=row.state in STANDING, **kwargs
        )


class Coverage(PageScreen):
    """Kabupaten/kota by service: agreement in force, offered without agreement, nothing."""

    access = Access.to(P.AGREEMENT_VIEW)
    template_name = "agreements/coverage.html"
    title = _("Cakupan jejaring")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            table=selectors.coverage(self.now.astimezone(self.viewer.zone).date()), services=Service.choices, **kwargs
        )


class NewAgreement(ActionScreen):
    """Write a draft."""

    access = Access.to(P.AGREEMENT_MANAGE)
    template_name = "agreements/form.html"
    form_class = forms.AgreementForm
    title = _("Kesepakatan baru")
    done = _("Rancangan disimpan.")

    def perform(self, answers):
        return services.write(by=self.viewer, now=self.now, answers=answers).get_absolute_url()


class OfOwnAgreement:
    """Mixin: the agreement in the address, which the viewer's agency manages; others are shown no form for it."""

    def dispatch(self, request, *args, **kwargs):
        self.row = get_object_or_404(Agreement, code=kwargs["code"])
        if self.row.managing_agency_id != self.viewer.agency_id:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditAgreement(OfOwnAgreement, NewAgreement):
    """Change a draft."""

    title = _("Ubah rancangan kesepakatan")

    def get_initial(self):
        return forms.initial_of(self.row, self.viewer.agency_id)

    def perform(self, answers):
        return services.write(by=self.viewer, now=self.now, answers=answers, agreement=self.row).get_absolute_url()


class _Press(PressScreen):
    access = Access.to(P.AGREEMENT_MANAGE)

    @property
    def row(self):
        """Return the agreement of the address."""
        return get_object_or_404(Agreement, code=self.kwargs["code"])

    def back_url(self):
        return reverse("agreement", args=[self.kwargs["code"]])


class Sign(_Press):
    """Put in force."""

    done = _("Kesepakatan berlaku. Pengingat perpanjangan terjadwal.")

    def perform(self):
        return services.sign(by=self.viewer, now=self.now, agreement=self.row).get_absolute_url()


class Contacted(_Press):
    """The parties were asked about renewal."""

    done = _("Dicatat: para pihak sudah dihubungi.")

    def perform(self):
        services.contacted(by=self.viewer, now=self.now, agreement=self.row)
        return self.back_url()


class End(OfOwnAgreement, ActionScreen):
    """End before its time."""

    access = Access.to(P.AGREEMENT_MANAGE)
    template_name = "agreements/form.html"
    form_class = forms.EndForm
    title = _("Akhiri kesepakatan")
    done = _("Kesepakatan diakhiri.")

    def perform(self, answers):
        return services.end(by=self.viewer, now=self.now, agreement=self.row, **answers).get_absolute_url()
