from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from agencies.people.models import User
from agencies.people.permissions import P
from ampk.desk import load, rows, selectors, services
from ampk.desk.forms import ReassignForm
from ampk.desk.lists import BY_SLUG, LISTS, Reach, tiles
from ampk.reports.periods import Month
from core.kernel.access import Access
from core.screens.views import ListScreen, PageScreen, Screen

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

    def first_to_take(self, one: load.WorkerLoad) -> tuple:
        """Return the order in which workers are offered: present, not the viewer, the emptiest first."""
        return (one.away_until is not None, one.user_id == self.viewer.user_id, one.open, one.name)

    def filters(self, reach: Reach) -> dict:
        """Return the choices of the filter bar and the query that carries them on."""
        carried = {"wilayah": reach.region, "bulan": reach.month.token if reach.month else ""}
        query = "&".join(f"{name}={value}" for name, value in carried.items() if value)
        return {
            "reach": reach,
            "regencies": list(selectors.regencies_of(self.viewer)),
            "months": Month.of(self.now, self.viewer.zone).back(MONTHS_OFFERED),
            "carried": query,
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
            receivers=sorted(loads, key=self.first_to_take),
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
            "receivers": sorted(loads, key=self.first_to_take),
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


class Reassign(Screen, TemplateView):
    """Give the ticked cases to one worker; what was refused is listed case by case."""

    access = Access.to(P.CASE_SUPERVISE)
    http_method_names = ("post",)
    template_name = "desk/reassigned.html"
    title = _("Alih kasus")

    def post(self, request, *args, **kwargs) -> HttpResponse:
        loads = load.worker_loads(Reach(self.viewer, self.now))
        form = ReassignForm(request.POST, codes=request.POST.getlist("k")[:100], workers=loads)
        back = self._back()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, back_url=back), status=422)
        to_id = form.cleaned_data["kepada"]
        name = next(each.name for each in loads if each.user_id == to_id)
        moved = services.reassign_many(
            by=self.viewer, now=self.now, codes=form.cleaned_data["k"], to=User.objects.get(pk=to_id)
        )
        done = [one.code for one in moved if one.refused is None]
        refused = [one for one in moved if one.refused is not None]
        if not refused:
            words = ngettext("%(n)s kasus dialihkan ke %(name)s.", "%(n)s kasus dialihkan ke %(name)s.", len(done))
            messages.success(request, words % {"n": len(done), "name": name})
            return HttpResponseRedirect(back)
        context = self.get_context_data(done=done, refused_ones=refused, name=name, back_url=back)
        return self.render_to_response(context, status=409)

    def _back(self) -> str:
        asked = self.request.POST.get("kembali", "")
        safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/dasbor/")
        return asked if safe else reverse("board")
