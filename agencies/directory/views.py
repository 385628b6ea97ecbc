import re

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory import panels, selectors, services
from agencies.directory.forms import AgencyFilter, AgencyForm, NewAgencyForm, OfferForm
from agencies.directory.models import Agency, ServiceOffer
from agencies.directory.picking import RegionPicking, picked, picker_context
from core.kernel.access import Access
from core.screens.views import ActionScreen, DetailScreen, ListScreen, PageScreen, PressScreen

VIEW = Access.to(services.VIEW)
MANAGE = Access.to(services.MANAGE)


class AgencyList(ListScreen):
    """The network: who is where and offers what."""

    access = VIEW
    title = _("Jejaring")
    template_name = "directory/agencies.html"
    page_key = "name"

    def get_queryset(self):
        self.filter = AgencyFilter(self.request.GET)
        chosen = self.filter.chosen()
        return selectors.agencies(
            name=chosen.get("q", ""), regency=chosen.get("kab", ""), kind=chosen.get("jenis", ""),
            service=chosen.get("layanan", ""),
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        may_add = self.viewer.can(services.MANAGE)
        return {**context, "filter": self.filter, "chosen": self.filter.chosen(), "may_add": may_add}


class AgencyPage(DetailScreen):
    """One agency: services, referral desk, what else the place offers, and the panels of other rooms."""

    access = VIEW
    template_name = "directory/agency.html"
    slug_field = slug_url_kwarg = "slug"
    context_object_name = "agency"

    def get_queryset(self):
        return Agency.objects.filter(is_active=True).select_related("region", "parent")

    def get_title(self) -> str:
        return self.object.name

    def get_context_data(self, **kwargs):
        agency = self.object
        where = {"agency": agency, "viewer": self.viewer, "now": self.now}
        return super().get_context_data(
            offers=selectors.offers_of(agency),
            others=selectors.service_map(agency.region_id, without=agency.pk),
            looked_after=selectors.looked_after(agency),
            may_change=services.may_change(self.viewer, agency),
            may_confirm=services.may_confirm(self.viewer, agency),
            may_refer=self.viewer.can("referral.send") and agency.pk != self.viewer.agency_id,
            main_panels=panels.panels_for(**where, place=panels.MAIN),
            side_panels=panels.panels_for(**where, place=panels.SIDE),
            **kwargs,
        )


class OfAgency:
    """Mixin: the agency in the address."""

    def dispatch(self, request, *args, **kwargs):
        self.agency = get_object_or_404(Agency, slug=kwargs["slug"], is_active=True)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("back_url", self.back_url())
        return super().get_context_data(agency=self.agency, **kwargs)

    def back_url(self) -> str:
        return self.agency.get_absolute_url()


class OfManagedAgency(OfAgency):
    """Mixin: the agency in the address, which the viewer looks after; nobody is shown a form that the verb refuses."""

    def dispatch(self, request, *args, **kwargs):
        agency = get_object_or_404(Agency, slug=kwargs["slug"], is_active=True)
        if not services.may_change(self.viewer, agency):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AddAgency(RegionPicking, ActionScreen):
    """A new agency under the viewer's own."""

    access = MANAGE
    title = _("Tambah instansi")
    template_name = "layouts/form.html"
    form_class = NewAgencyForm
    done = _("Instansi ditambahkan.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse("agencies"), **kwargs)

    def perform(self, answers):
        return services.add_agency(by=self.viewer, now=self.now, **answers).get_absolute_url()


class ChangeAgency(OfManagedAgency, ActionScreen):
    """Contact facts of an agency."""

    access = MANAGE
    title = _("Ubah data instansi")
    template_name = "layouts/form.html"
    form_class = AgencyForm
    done = _("Data instansi disimpan.")

    def get_initial(self):
        return {name: getattr(self.agency, name) for name in AgencyForm.base_fields if hasattr(self.agency, name)}

    def perform(self, answers):
        return services.change_agency(by=self.viewer, now=self.now, agency=self.agency, **answers).get_absolute_url()


class SetOffer(OfManagedAgency, RegionPicking, ActionScreen):
    """A service an agency offers; the same service in the same place is changed, not doubled."""

    access = MANAGE
    title = _("Layanan instansi")
    template_name = "layouts/form.html"
    form_class = OfferForm
    done = _("Layanan disimpan.")

    def get_initial(self):
        offer = self.agency.offers.filter(pk=self.kwargs.get("pk")).select_related("region").first()
        if offer is None:
            return {"region": self.agency.region}
        fields = (
            "service", "region", "min_age", "max_age", "sex", "capacity", "conditions", "contact_desk", "opening_hours",
        )  # fmt: skip
        return {name: getattr(offer, name) for name in fields}

    def perform(self, answers):
        services.set_offer(by=self.viewer, now=self.now, agency=self.agency, **answers)
        return self.agency.get_absolute_url()


class WithdrawOffer(OfManagedAgency, PressScreen):
    """A service is no longer offered."""

    access = MANAGE
    done = _("Layanan dihentikan.")

    def perform(self):
        offers = ServiceOffer.objects.select_related("agency").filter(agency=self.agency)
        offer = get_object_or_404(offers, pk=self.kwargs["pk"])
        services.withdraw_offer(by=self.viewer, now=self.now, offer=offer)
        return self.agency.get_absolute_url()


class ConfirmOffers(OfAgency, PressScreen):
    """The agency's own people say that its services are still right."""

    access = VIEW
    done = _("Terima kasih. Layanan tercatat masih benar per hari ini.")

    def perform(self):
        offer = None
        if "pk" in self.kwargs:
            offer = get_object_or_404(ServiceOffer, agency=self.agency, is_active=True, pk=self.kwargs["pk"])
        services.confirm_offers(by=self.viewer, now=self.now, agency=self.agency, offer=offer)
        return self.agency.get_absolute_url()


class RegionSearch(PageScreen):
    """The inside of a region picker, for pages with JavaScript; names of places only."""

    access = Access.member()
    template_name = "directory/region_picker.html"

    def get_context_data(self, **kwargs):
        name = self.request.GET.get("nama", "")
        levels = self.request.GET.get("tingkat", "2,3,4")
        if not re.fullmatch(r"[a-z][a-z_]{0,40}", name) or not re.fullmatch(r"[1-4](,[1-4]){0,3}", levels):
            raise Http404
        shown = picker_context(
            name,
            code=picked(self.request.GET, name)[:13],
            query=self.request.GET.get(f"{name}_q", "")[:100],
            levels=[int(level) for level in levels.split(",")],
        )
        return super().get_context_data(widget={**shown, "id": f"id_{name}"}, **kwargs)
