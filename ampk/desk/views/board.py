from django.http import Http404
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from ampk.desk import load, rows, selectors
from ampk.desk.lists import BY_SLUG, LISTS, Reach, tiles
from ampk.desk.views import undo
from ampk.reports.periods import Month
from core.kernel.access import Access
from core.screens.views import ListScreen, PageScreen

FIRST_ROWS = 5
MONTHS_OFFERED = 12


class Reaching:
    """Reads kab/kota, worker and month from the address; impersonal filters may stand there."""

    def reach(self) -> Reach:
        """Return what the page looks at."""
        asked = self.request.GET
        region, worker = asked.get("wilayah", ""), asked.get("pekerja", "")
        return Reach(
            self.viewer,
            self.now,
            region=region if all(part.isdecimal() for part in region.split(".")) and len(region) <= 5 else "",
            worker=int(worker) if worker.isdecimal() and len(worker) < 10 else None,
            month=Month.read(asked.get("bulan", "")),
        )

    def receivers(self, loads: list[load.WorkerLoad]) -> list[load.WorkerLoad]:
        """Return the workers in the order they are offered: present, not the viewer, the emptiest first."""
        return sorted(
            loads, key=lambda one: (one.away_until is not None, one.user_id == self.viewer.user_id, one.open, one.name)
        )

    def filters(self, reach: Reach) -> dict:
        """Return the choices of the filter bar and the query that carries them on."""
        carried = {"wilayah": reach.region, "bulan": reach.month.token if reach.month else ""}
        query = "&".join(f"{name}={value}" for name, value in carried.items() if value)
        return {
            "reach": reach,
            "regencies": list(selectors.regencies_of(self.viewer)),
            "months": Month.of(self.now, self.viewer.zone).back(MONTHS_OFFERED),
            "carried": query,
            "undo": undo.offered(self.request.session, self.viewer, self.now),
        }


class Board(Reaching, PageScreen):
    """The supervisor's page: six numbers that are all work to do, then load, then follow-up."""

    access = Access.to(P.BOARD_VIEW)
    template_name = "desk/board.html"
    title = _("Dasbor")

    def get_context_data(self, **kwargs):
        reach = self.reach()
        loads = load.worker_loads(reach)
        months = load.follow_up(reach)
        late = BY_SLUG["terlambat"]
        found = late.rows(reach).select_related("holder", "holder_agency").order_by(late.since, "pk")[:FIRST_ROWS]
        numbers = tiles(reach)
        return super().get_context_data(
            tiles=numbers,
            late=next(tile for tile in numbers if tile.list is late),
            list=late,
            rows=rows.board_rows(late, found, reach),
            loads=loads,
            receivers=self.receivers(loads),
            middle=load.middle(loads),
            months_due=months,
            chart=_chart(months),
            legend=[_t("Tepat waktu"), _t("Terlambat"), _t("Belum dilakukan")],
            may_move=self.viewer.can(P.CASE_SUPERVISE),
            **self.filters(reach),
            **kwargs,
        )


def _chart(months) -> list:
    return [
        (
            one.month.short_label + ("*" if one.still_running else ""),
            [one.on_time, one.late, one.not_done],
            _t("%(part)s dari %(all)s") % {"part": one.on_time, "all": one.total},
        )
        for one in months
    ]


class BoardListScreen(Reaching, ListScreen):
    """The list behind one number: the same queryset, a page of it, with bulk reassignment."""

    access = Access.to(P.BOARD_VIEW)
    template_name = "desk/board_list.html"

    @property
    def one(self):
        """Return the list of this address."""
        try:
            return BY_SLUG[self.kwargs["list"]]
        except KeyError:
            raise Http404 from None

    @property
    def page_key(self) -> str:
        """Return what the list is sorted by."""
        return self.one.since

    def get_queryset(self):
        related = ("holder", "holder_agency") if self.one.of == "duty" else ("child__region", "manager")
        return self.one.rows(self.reach()).select_related(*related)

    def get_title(self) -> str:
        return str(self.one.title)

    def get_context_data(self, **kwargs):
        reach = self.reach()
        context = super().get_context_data(**kwargs)
        loads = load.worker_loads(Reach(self.viewer, self.now))
        return {
            **context,
            **self.filters(reach),
            "list": self.one,
            "count": self.one.rows(reach).count(),
            "rows": rows.board_rows(self.one, context["rows"], reach),
            "receivers": self.receivers(loads),
            "worker_name": next((each.name for each in loads if each.user_id == reach.worker), ""),
            "may_move": self.viewer.can(P.CASE_SUPERVISE),
        }


class Definitions(PageScreen):
    """How every number of the board is counted."""

    access = Access.to(P.BOARD_VIEW)
    template_name = "desk/definitions.html"
    title = _("Cara hitung")

    def get_context_data(self, **kwargs):
        return super().get_context_data(lists=LISTS, **kwargs)
