from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View

from agencies.people.permissions import P
from ampk.desk.duties import child_words
from ampk.reports import exports, others, selectors
from ampk.reports.counting import OTHERS
from ampk.reports.figures import BY_SLUG
from ampk.reports.periods import Month
from ampk.reports.rows import Rows
from ampk.reports.tables import Breakdown
from core.audit import sentences
from core.audit.services import record
from core.kernel.access import Access
from core.screens.views import ListScreen, PageScreen, Screen

sentences.register({"report.taken": _("Laporan bulan %(month)s diunduh")})
FORMATS = {
    "xlsx": (exports.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (exports.as_csv, "text/csv; charset=utf-8"),
}


class Asking:
    """Reads month and reach from the address."""

    def month(self) -> Month:
        """Return the chosen month, else the last one that has closed; a month to come is not there."""
        this = Month.of(self.now, self.viewer.zone)
        chosen = Month.read(self.request.GET.get("bulan", ""))
        return chosen if chosen and chosen <= this else this.plus(-1)

    def reach(self) -> str:
        """Return the chosen reach as far as the viewer may read it."""
        asked = self.request.GET.get("lingkup", "")
        return asked if asked in selectors.reaches(self.viewer) else selectors.AGENCY

    def report(self):
        """Return the report that the address asks for."""
        return selectors.monthly(self.viewer, month=self.month(), now=self.now, reach=self.reach())


class MonthlyReport(Asking, PageScreen):
    """The month in tables."""

    access = Access.to(P.REPORT_VIEW)
    template_name = "reports/report.html"
    title = _("Laporan bulanan")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            report=self.report(),
            month=self.month(),
            months=Month.of(self.now, self.viewer.zone).back(selectors.MONTHS_OFFERED),
            reach=self.reach(),
            reaches=selectors.reaches(self.viewer),
            **kwargs,
        )


class Download(Asking, Screen, View):
    """The same numbers as a file; that it was taken is written into the record."""

    access = Access.to(P.REPORT_VIEW)

    def get(self, request):
        kind = request.GET.get("format", "xlsx")
        if kind not in FORMATS:
            raise Http404
        write, content_type = FORMATS[kind]
        body = write(self.report())
        detail = {"month": self.month().token, "format": kind, "reach": self.reach()}
        record(by=self.viewer, now=self.now, verb="report.taken", detail=detail, read=True)
        name = f"rekapitulasi-{self.month().token}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(body, content_type=content_type, headers=headers)


class CountedCases(Asking, ListScreen):
    """The cases behind one number of the report."""

    access = Access.to(P.BOARD_VIEW)
    template_name = "reports/cases.html"
    page_key = "-opened_at"

    def get_title(self) -> str:
        return str(self.figure.title)

    @property
    def figure(self):
        """Return the figure of this address."""
        try:
            return BY_SLUG[self.kwargs["figure"]]
        except KeyError:
            raise Http404 from None

    def get_queryset(self):
        found = selectors.counted_cases(
            self.viewer, slug=self.figure.slug, code=self.request.GET.get("nilai", ""), month=self.month(), now=self.now
        )
        return found.select_related("child__region", "manager")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(figure=self.figure, month=self.month(), **kwargs)
        rows = [(case, child_words(case, self.viewer, self.now)) for case in context["rows"]]
        return {**context, "rows": rows, "count": self.get_queryset().count()}


class CountedRows(Asking, ListScreen):
    """The referrals, visits or agreements behind one number of the report; of a child it shows codes only."""

    access = Access.to(P.BOARD_VIEW)

    @property
    def listed(self) -> others.Listed:
        """Return the figure of this address."""
        if (found := others.BY_SLUG.get(self.kwargs["table"])) is None:
            raise Http404
        return found

    @property
    def page_key(self) -> str:
        """Return the field that the rows are sorted by."""
        return self.listed.page_key

    def get_template_names(self) -> list[str]:
        return [self.listed.template]

    @cached_property
    def table(self) -> Breakdown:
        """Return the table that the number stands in."""
        if (count := OTHERS.get(self.kwargs["table"])) is None:
            raise Http404
        return count(Rows(self.viewer, self.month(), self.now, self.viewer.agency_id, self.viewer.zone), drills=True)

    def get_title(self) -> str:
        return str(self.table.title)

    def get_queryset(self):
        code = self.request.GET.get("nilai", "")
        slug = self.kwargs["table"]
        return selectors.counted_rows(self.viewer, slug=slug, code=code, month=self.month(), now=self.now)

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("nilai", "")
        part = next((line.label for line in self.table.lines if line.code == asked), "")
        count = self.get_queryset().count()
        return super().get_context_data(month=self.month(), part=part, count=count, **kwargs)
