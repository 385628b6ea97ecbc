"""Scans and photographs of papers: added, opened, withdrawn."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits import forms, services
from agencies.agreements.visits.models import VisitPaper
from agencies.agreements.visits.views.base import READ, OfVisit, VisitAct, VisitPress
from core.files.serving import answer
from core.kernel.refusals import Refused
from core.screens.views import PageScreen


class AddPaper(VisitAct):
    """Keep a scan with a visit."""

    form_class = forms.PaperForm
    title = _("Tambah berkas kunjungan")
    done = _("Berkas disimpan.")

    def perform(self, answers):
        services.attach(by=self.viewer, now=self.now, visit=self.visit, received=answers["file"], kind=answers["kind"])
        return self.back_url()


class OfPaper(OfVisit):
    """Mixin: a paper of the visit in the address."""

    @property
    def paper(self) -> VisitPaper:
        """Return the paper."""
        return get_object_or_404(VisitPaper.objects.select_related("visit"), visit=self.visit, pk=self.kwargs["pk"])


class PaperContent(OfPaper, PageScreen):
    """A scan, for whoever reads the visit; always as a file, unless `?lihat=1` asks to see it."""

    access = READ
    keeper_only = False
    template_name = "pages/refused.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        paper = self.paper
        try:
            content = services.open_paper(by=self.viewer, now=self.now, paper=paper)
        except Refused as refused:
            context = self.get_context_data(refused=refused, back_url=self.back_url())
            return self.render_to_response(context, status=410 if refused.code == "withdrawn" else 409)
        inline = bool(request.GET.get("lihat"))
        return answer(content, file_type=paper.file_type, name=paper.download_name, inline=inline)


class WithdrawPaper(OfPaper, VisitPress):
    """Serve a wrong scan no longer."""

    done = _("Berkas ditarik.")

    def perform(self):
        services.withdraw_paper(by=self.viewer, now=self.now, paper=self.paper)
        return self.back_url()
