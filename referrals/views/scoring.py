"""Promise against fact: the table of all partners, one page per pair to print, and the rows behind each number."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.agreements import selectors as agreements
from agencies.directory.models import Agency
from agencies.people.permissions import P
from core.kernel.access import Access
from core.screens.views import ListScreen, PageScreen
from referrals import scoreboard
from referrals.scoreboard import ASKED, DIRECTIONS, MEASURES, PERIODS

MAY_COMPARE = Access.to(P.BOARD_VIEW)
USUAL = "12"


class Asking:
    """Reads period and direction from the address."""

    @property
    def period(self) -> str:
        """Return the chosen period, a year when none is."""
        asked = self.request.GET.get("masa", USUAL)  # type: ignore[attr-defined]
        return asked if asked in PERIODS else USUAL

    @property
    def direction(self) -> str:
        """Return the chosen direction, what we asked of others when none is."""
        asked = self.request.GET.get("arah", ASKED)  # type: ignore[attr-defined]
        return asked if asked in DIRECTIONS else ASKED

    def scores(self, direction: str, other_id: int | None = None):
        """Return the numbers of a direction."""
        return scoreboard.scores(
            self.viewer, direction=direction, period=self.period, now=self.now, other_id=other_id  # type: ignore[attr-defined]
        )  # fmt: skip

    def asked(self) -> dict:
        """Return what the filter of the page shows."""
        return {"period": self.period, "periods": PERIODS.items(), "period_label": PERIODS[self.period]}


class OfPair(Asking):
    """The other agency of the address."""

    @cached_property
    def other(self) -> Agency:
        """Return the agency; 404 for one's own, which has no pair with itself."""
        found = Agency.objects.select_related("region").exclude(pk=self.viewer.agency_id)  # type: ignore[attr-defined]
        return get_object_or_404(found, slug=self.kwargs["slug"])  # type: ignore[attr-defined]


class Scoreboard(Asking, PageScreen):
    """Every agency we asked or that asked us, with what was promised and what was kept."""

    access = MAY_COMPARE
    template_name = "referrals/scoreboard.html"
    title = _("Ketepatan janji rujukan")

    def get_context_data(self, **kwargs):
        rows = self.scores(self.direction)
        mains = [one for one in MEASURES.values() if one.is_main]
        sums = scoreboard.total(rows)
        return super().get_context_data(
            rows=rows, mains=mains, sums=[sums.get(one.slug, 0) for one in mains], measures=MEASURES.values(),
            direction=self.direction, directions=DIRECTIONS.items(), **self.asked(), **kwargs,
        )  # fmt: skip


class PairSheet(OfPair, PageScreen):
    """One page about two agencies for their next coordination meeting: numbers both ways, agreements, no child."""

    access = MAY_COMPARE
    template_name = "referrals/scoreboard_pair.html"
    title = _("Ketepatan janji rujukan")

    def get_context_data(self, **kwargs):
        sides = [
            (direction, label, next(iter(self.scores(direction, self.other.pk)), None))
            for direction, label in DIRECTIONS.items()
        ]
        between = agreements.agreements(self.viewer).filter(parties__agency_id=self.other.pk)
        between = between.filter(
            pk__in=agreements.agreements(self.viewer).filter(parties__agency_id=self.viewer.agency_id or 0)
        )
        return super().get_context_data(
            other=self.other, sides=sides, agreements=between.distinct().order_by("-state_since")[:5],
            **self.asked(), **kwargs,
        )  # fmt: skip


class Counted(OfPair, ListScreen):
    """The referrals behind one number of a pair."""

    access = MAY_COMPARE
    template_name = "referrals/scoreboard_list.html"
    page_key = "-sent_at"

    @property
    def measure(self):
        """Return the measure of the address."""
        try:
            return MEASURES[self.kwargs["measure"]]
        except KeyError:
            raise Http404 from None

    def get_title(self) -> str:
        return str(self.measure.label)

    def get_queryset(self):
        return scoreboard.counted(
            self.viewer, direction=self.direction, period=self.period, now=self.now, other_id=self.other.pk,
            measure=self.measure,
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        count = self.get_queryset().count()
        return super().get_context_data(
            other=self.other, measure=self.measure, count=count, direction=self.direction,
            direction_label=DIRECTIONS[self.direction], **self.asked(), **kwargs,
        )  # fmt: skip
