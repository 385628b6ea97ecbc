from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.agreements import forms, services
from agencies.agreements.services.writing import FACTS, MORE_FACTS, PARTY_FACTS
from agencies.agreements.views.base import MANAGE, AgreementAction, AgreementPress
from agencies.directory.picking import RegionPicking
from core.screens.views import ActionScreen


class NewAgreement(ActionScreen):
    """Write a draft."""

    access = MANAGE
    template_name = "agreements/form.html"
    form_class = forms.AgreementForm
    title = _("Kesepakatan baru")
    done = _("Rancangan disimpan. Lengkapi para pihak dan janjinya.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse("agreements"), **kwargs)

    def perform(self, answers):
        return services.write(by=self.viewer, now=self.now, answers=answers).get_absolute_url()


class EditAgreement(AgreementAction):
    """Change the facts of a draft."""

    form_class = forms.DraftForm
    title = _("Ubah rancangan kesepakatan")
    done = _("Rancangan disimpan.")

    def get_initial(self):
        return {name: getattr(self.row, name) for name in (*FACTS, *MORE_FACTS, "version")}

    def perform(self, answers):
        return services.write(by=self.viewer, now=self.now, answers=answers, agreement=self.row).get_absolute_url()


class AddParty(AgreementAction):
    """A further party of a draft."""

    form_class = forms.NewPartyForm
    title = _("Tambah pihak")
    done = _("Pihak ditambahkan.")

    def perform(self, answers):
        agency = answers.pop("agency")
        services.set_party(by=self.viewer, now=self.now, agreement=self.row, agency=agency, answers=answers)
        return self.back_url()


class OfParty:
    """Mixin: the party in the address."""

    @property
    def party(self):
        """Return the party, 404 when it is not of this agreement."""
        return get_object_or_404(self.row.parties.select_related("agency"), pk=self.kwargs["party"])


class EditParty(OfParty, AgreementAction):
    """Number, signatory, position and authority of a party."""

    form_class = forms.PartyForm
    done = _("Pihak disimpan.")

    def get_title(self):
        return str(_("Pihak: %(agency)s") % {"agency": self.party.agency.short_name})

    def get_initial(self):
        return {name: getattr(self.party, name) for name in (*PARTY_FACTS, "version")}

    def perform(self, answers):
        party = self.party
        services.set_party(
            by=self.viewer, now=self.now, agreement=self.row, agency=party.agency, answers=answers, party=party
        )
        return self.back_url()


class RemoveParty(OfParty, AgreementPress):
    """Take a party out of a draft."""

    done = _("Pihak dikeluarkan.")

    def perform(self):
        services.remove_party(by=self.viewer, now=self.now, agreement=self.row, party=self.party)
        return self.back_url()


class AddRegion(RegionPicking, AgreementAction):
    """Limit a draft to a place."""

    form_class = forms.RegionForm
    title = _("Tambah wilayah")
    done = _("Wilayah ditambahkan.")

    def perform(self, answers):
        services.add_region(by=self.viewer, now=self.now, agreement=self.row, **answers)
        return self.back_url()


class RemoveRegion(AgreementPress):
    """Take a place out of a draft."""

    done = _("Wilayah dikeluarkan.")

    def perform(self):
        services.remove_region(by=self.viewer, now=self.now, agreement=self.row, code=self.kwargs["place"])
        return self.back_url()


class AddPromise(AgreementAction):
    """Who does what within how many working days."""

    form_class = forms.PromiseForm
    title = _("Tambah janji")
    done = _("Janji ditambahkan.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "agreement": self.row}

    def perform(self, answers):
        services.promise(by=self.viewer, now=self.now, agreement=self.row, **answers)
        return self.back_url()


class TakeBackPromise(AgreementPress):
    """Take a promise out of a draft."""

    done = _("Janji dihapus.")

    def perform(self):
        commitment = get_object_or_404(self.row.commitments, pk=self.kwargs["promise"])
        services.take_back(by=self.viewer, now=self.now, agreement=self.row, commitment=commitment)
        return self.back_url()
