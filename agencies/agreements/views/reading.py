from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from agencies.agreements import coverage, selectors, services
from agencies.agreements.choices import AgreementState
from agencies.agreements.forms import CoverageFilter
from agencies.agreements.models import Agreement, Paper
from agencies.agreements.states import AGREEMENT
from agencies.agreements.views.base import READ, may_manage
from agencies.directory.choices import Service
from agencies.directory.models import Region
from agencies.obligations.models import Obligation
from core.files.serving import answer
from core.kernel.refusals import Refused
from core.screens.views import DetailScreen, ListScreen, PageScreen


class Agreements(ListScreen):
    """The agreements of the viewer's agency, newest state first."""

    access = READ
    template_name = "agreements/list.html"
    title = _("Kesepakatan")
    page_key = "-state_since"

    def asked(self) -> dict[str, str]:
        """Return the filters that hold; unknown values are taken as none."""
        state, service = self.request.GET.get("keadaan", ""), self.request.GET.get("layanan", "")
        return {
            "state": state if state in AgreementState.values else "",
            "service": service if service in Service.values else "",
        }

    def get_queryset(self):
        return selectors.agreements(self.viewer, **self.asked())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            states=AgreementState.choices, services=Service.choices, asked=self.asked(), **kwargs
        )


class AgreementPage(DetailScreen):
    """One agreement: parties, what it covers and promises, its papers, when it must be renewed."""

    access = READ
    template_name = "agreements/detail.html"

    def get_queryset(self):
        return selectors.agreements(self.viewer).select_related("managing_agency")

    def get_title(self):
        return self.object.code

    def get_context_data(self, **kwargs):
        row = self.object
        mine = may_manage(self.viewer, row)
        duties = Obligation.objects.visible_to(self.viewer).open().filter(kind="agreement.renewal", about=row.code)
        return super().get_context_data(
            mine=mine,
            is_draft=row.state == AgreementState.DRAFT,
            missing=AGREEMENT.missing(row, "sign") if mine and row.state == AgreementState.DRAFT else [],
            parties=list(row.parties.select_related("agency").order_by("pk")),
            commitments=list(row.commitments.select_related("agency").order_by("agency__name", "deed", "service")),
            regions=list(Region.objects.filter(code__in=row.regions).order_by("full_name")),
            papers=list(row.papers.filter(withdrawn_at=None).order_by("-uploaded_at")),
            addenda=list(row.addenda.order_by("-dated_on", "-pk")),
            linked=selectors.around(row, self.viewer),
            duties=list(duties.order_by("due_at")) if mine else [],
            steps=steps_of(row),
            **kwargs,
        )


def steps_of(row: Agreement) -> list[dict]:
    """Return the life of an agreement for the line of stages."""
    names = [_("Rancangan"), _("Berlaku"), _("Segera berakhir"), AgreementState(row.state).label]
    order = {AgreementState.DRAFT: 0, AgreementState.IN_FORCE: 1, AgreementState.EXPIRING: 2}
    now = order.get(AgreementState(row.state), 3)
    if now < 3:
        names[3] = _("Diperpanjang atau berakhir")
    return [{"label": name, "is_done": at < now, "is_now": at == now} for at, name in enumerate(names)]


class PaperContent(PageScreen):
    """A scan, for the members of the parties; always as a file, unless `?lihat=1` asks to see it."""

    access = READ
    template_name = "pages/refused.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        agreement = get_object_or_404(Agreement.objects.visible_to(self.viewer), code=kwargs["code"])
        paper = get_object_or_404(Paper.objects.select_related("agreement"), pk=kwargs["paper"], agreement=agreement)
        try:
            content = services.open_paper(by=self.viewer, now=self.now, paper=paper)
        except Refused as refused:
            context = self.get_context_data(refused=refused, back_url=agreement.get_absolute_url())
            return self.render_to_response(context, status=410 if refused.code == "withdrawn" else 409)
        inline = bool(request.GET.get("lihat"))
        return answer(content, file_type=paper.file_type, name=paper.download_name, inline=inline)


class Coverage(ListScreen):
    """Kabupaten/kota by service: agreement in force, offered without agreement, nothing."""

    access = READ
    template_name = "agreements/coverage.html"
    title = _("Cakupan jejaring")
    page_key = "full_name"
    page_size = 40

    def get_queryset(self):
        self.filter = CoverageFilter(self.request.GET, provinces=coverage.provinces())
        return coverage.places(self.filter.chosen())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = self.now.astimezone(self.viewer.zone).date()
        lines = coverage.table(context["rows"], today)
        chosen = self.filter.chosen()
        province = next((one for one in coverage.provinces() if one.code == chosen), None)
        return {
            **context, "lines": lines, "services": Service.choices, "filter": self.filter, "today": today,
            "province": province,
        }  # fmt: skip


class CoverageCell(PageScreen):
    """The agencies that one cell of the table counts."""

    access = READ
    template_name = "agreements/cell.html"
    title = _("Cakupan jejaring")

    def get_context_data(self, **kwargs):
        region = get_object_or_404(Region, code=self.kwargs["place"], level=2)
        service = self.kwargs["service"]
        if service not in Service.values:
            raise Http404
        today = self.now.astimezone(self.viewer.zone).date()
        found, agencies = coverage.cell(region, service, today)
        theirs = Agreement.objects.visible_to(self.viewer).standing(today).fitting(service, region.code)
        readable: dict[int, list[Agreement]] = {}
        for row in theirs.order_by("title").prefetch_related("parties"):
            for party in row.parties.all():
                readable.setdefault(party.agency_id, []).append(row)
        return super().get_context_data(
            region=region,
            cell=found,
            agreed=[(one, readable.get(one.pk, [])) for one in agencies if one.pk in found.agreed],
            offered=[one for one in agencies if one.pk in found.offered],
            **kwargs,
        )
