from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from agencies.agreements import forms, services
from agencies.agreements.views.base import AgreementAction, AgreementPress


class Sign(AgreementAction):
    """Put in force."""

    form_class = forms.SignForm
    title = _("Catat penandatanganan")
    done = _("Kesepakatan berlaku. Pengingat perpanjangan terjadwal.")

    def get_initial(self):
        return {"signed_on": self.now.astimezone(self.viewer.zone).date()}

    def perform(self, answers):
        return services.sign(by=self.viewer, now=self.now, agreement=self.row, **answers).get_absolute_url()


class Contacted(AgreementPress):
    """The parties were asked about renewal."""

    done = _("Dicatat: para pihak sudah dihubungi.")

    def perform(self):
        services.contacted(by=self.viewer, now=self.now, agreement=self.row)
        return self.back_url()


class Renew(AgreementPress):
    """Write the draft that is to follow."""

    done = _("Rancangan perpanjangan dibuat dengan isi yang sama. Periksa, lalu catat penandatanganannya.")

    def perform(self):
        return services.renew(by=self.viewer, now=self.now, agreement=self.row).get_absolute_url()


class End(AgreementAction):
    """End before its time."""

    form_class = forms.EndForm
    title = _("Akhiri kesepakatan")
    done = _("Kesepakatan diakhiri.")

    def perform(self, answers):
        return services.end(by=self.viewer, now=self.now, agreement=self.row, **answers).get_absolute_url()


class AddPaper(AgreementAction):
    """Keep a scan."""

    form_class = forms.PaperForm
    title = _("Tambah berkas")
    done = _("Berkas disimpan.")

    def perform(self, answers):
        received, kind = answers["file"], answers["kind"]
        services.attach(by=self.viewer, now=self.now, agreement=self.row, received=received, kind=kind)
        return self.back_url()


class WithdrawPaper(AgreementPress):
    """Serve a wrong scan no longer."""

    done = _("Berkas ditarik.")

    def perform(self):
        paper = get_object_or_404(self.row.papers, pk=self.kwargs["paper"])
        services.withdraw_paper(by=self.viewer, now=self.now, agreement=self.row, paper=paper)
        return self.back_url()


class AddAddendum(AgreementAction):
    """Note what the parties changed."""

    form_class = forms.AddendumForm
    title = _("Catat addendum")
    done = _("Addendum dicatat.")

    def perform(self, answers):
        services.add_addendum(by=self.viewer, now=self.now, agreement=self.row, **answers)
        return self.back_url()
