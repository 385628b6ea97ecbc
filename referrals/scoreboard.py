"""Promise against fact between two agencies: what was asked, answered in time, refused why, and what came of it.

Every number is a filter of the same rows that its list shows, so both are equal by construction.  No row tells of a
child; the sheet holds numbers only.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db.models import Count, ExpressionWrapper, F, FloatField, Q
from django.db.models.functions import Extract
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from core.kernel.rules import add_months
from core.kernel.scope import Viewer
from referrals import selectors
from referrals.choices import ENDED, DeclineReason, Outcome, State
from referrals.models import Referral
from referrals.querysets import ReferralQuerySet
from referrals.selectors import Median

ASKED, RECEIVED = "keluar", "masuk"
DIRECTIONS = {ASKED: _("Kami minta"), RECEIVED: _("Diminta dari kami")}
PERIODS = {"3": _("3 bulan terakhir"), "6": _("6 bulan terakhir"), "12": _("12 bulan terakhir"), "semua": _("Semua")}
FEW = 20  # under this many a share is written as "3 dari 7", never in percent


@dataclass(frozen=True)
class Measure:
    """One number: its words, what exactly it counts, and whether it stands in the first table."""

    slug: str
    label: str | Promise
    definition: str | Promise
    where: Q | None = None
    is_main: bool = False

    def condition(self, now: datetime) -> Q:
        """Return which rows it counts at a moment."""
        return _late(now) if self.where is None else self.where


def _late(now: datetime) -> Q:
    silent = Q(status__in=[State.SENT, State.OPENED], answer_due_at__lt=now)
    # Whatever the sender did afterwards: an answer that was due and never came is a broken promise.
    given_up = Q(answered_at=None, status__in=ENDED, answer_due_at__lt=F("status_since"))
    return Q(answered_at__gt=F("answer_due_at")) | silent | given_up


_REFUSED = ~Q(decline_reason="")
MEASURES: dict[str, Measure] = {
    one.slug: one
    for one in (
        Measure("terkirim", _("Terkirim"), _("Rujukan yang dikirim dalam masa ini."), Q(), is_main=True),
        Measure("dijawab", _("Dijawab"), _("Diterima atau ditolak."), Q(answered_at__isnull=False), is_main=True),
        Measure(
            "tepat", _("Dijawab tepat janji"),
            _("Dijawab sampai batas yang dijanjikan; waktu menunggu jawaban pengirim tidak dihitung."),
            Q(answered_at__lte=F("answer_due_at")), is_main=True,
        ),
        Measure(
            "lewat", _("Lewat janji"), _("Dijawab sesudah batasnya, gugur, atau belum dijawab dan batasnya sudah lewat."),
            is_main=True,
        ),
        Measure(
            "diterima", _("Diterima"), _("Diterima, apa pun hasilnya kemudian."),
            Q(answered_at__isnull=False) & ~_REFUSED, is_main=True,
        ),
        Measure("ditolak", _("Ditolak"), _("Ditolak dengan alasan."), _REFUSED, is_main=True),
        *(
            Measure(f"ditolak-{reason}", reason.label, _("Ditolak dengan alasan ini."), Q(decline_reason=str(reason)))
            for reason in DeclineReason
        ),
        Measure(
            "disahkan", _("Hasil disahkan"), _("Hasilnya dilaporkan dan disahkan pengirim."),
            Q(status=State.CLOSED) & ~Q(outcome=""), is_main=True,
        ),
        *(
            Measure(
                f"hasil-{outcome}", outcome.label, _("Hasil yang disahkan."), Q(status=State.CLOSED, outcome=str(outcome))
            )
            for outcome in Outcome
        ),
        Measure(
            "berjalan", _("Masih berjalan"), _("Diterima, hasilnya belum disahkan."),
            Q(status__in=["accepted", "accepted_held", "in_service", "service_held", "reported"]),
        ),
    )
}  # fmt: skip


@dataclass
class Score:
    """All numbers of one pair in one direction."""

    agency: Agency
    counts: dict[str, int] = field(default_factory=dict)
    median_hours: float | None = None

    @property
    def cells(self) -> list[tuple[Measure, int]]:
        """Return the numbers of the first table, in its order."""
        return [(one, self.counts.get(one.slug, 0)) for one in MEASURES.values() if one.is_main]

    @property
    def lines(self) -> list[tuple[Measure, int]]:
        """Return every number with its measure."""
        return [(one, self.counts.get(one.slug, 0)) for one in MEASURES.values()]

    @property
    def kept(self) -> str:
        """Return the kept promise in words: "12 dari 14", from twenty on with its share; "–" when none fell due."""
        kept, broken = self.counts.get("tepat", 0), self.counts.get("lewat", 0)
        due = kept + broken
        if not due:
            return "–"
        words = _t("%(kept)s dari %(due)s") % {"kept": kept, "due": due}
        return f"{words} ({round(100 * kept / due)}%)" if due >= FEW else words

    @property
    def hours(self) -> str:
        """Return the median hours from sending to the answer, "–" without an answer."""
        if self.median_hours is None:
            return "–"
        return _t("%(hours)s jam") % {"hours": number_format(self.median_hours, 0 if self.median_hours >= 10 else 1)}


def since(period: str, viewer: Viewer, now: datetime) -> datetime | None:
    """Return where a period begins, None for all time."""
    if period not in PERIODS or period == "semua":
        return None
    day = add_months(now.astimezone(viewer.zone).date(), -int(period))
    return datetime.combine(day, time(0), tzinfo=viewer.zone)


def rows_of(
    viewer: Viewer, *, direction: str, period: str, now: datetime, other_id: int | None = None
) -> ReferralQuerySet:
    """Return the referrals that a direction counts, as far as the viewer may open them."""
    mine = viewer.agency_id or 0
    if direction == RECEIVED:
        found, column = selectors.desk(viewer), "from_agency_id"
    else:
        found, column = Referral.objects.visible_to(viewer).sent_from(mine).exclude(sent_at=None), "to_agency_id"
    # What was entered in error never happened.
    found = found.exclude(status=State.MISTAKE)
    begin = since(period, viewer, now)
    found = found.filter(sent_at__gte=begin) if begin else found
    return found.filter(**{column: other_id}) if other_id else found


def scores(viewer: Viewer, *, direction: str, period: str, now: datetime, other_id: int | None = None) -> list[Score]:
    """Return the numbers of each other agency, the most asked first; two queries."""
    column = "from_agency_id" if direction == RECEIVED else "to_agency_id"
    found = rows_of(viewer, direction=direction, period=period, now=now, other_id=other_id)
    numbers = {f"n_{place}": Count("pk", filter=one.condition(now)) for place, one in enumerate(MEASURES.values())}
    seconds = Extract(F("answered_at") - F("sent_at"), "epoch")
    hours = Median(ExpressionWrapper(seconds / 3600.0, FloatField()))
    counted = list(found.order_by().values(column).annotate(hours=hours, **numbers))
    agencies = Agency.objects.select_related("region").in_bulk([row[column] for row in counted])
    made = [
        Score(
            agencies[row[column]],
            {one.slug: row[f"n_{place}"] for place, one in enumerate(MEASURES.values())},
            row["hours"],
        )
        for row in counted
    ]
    return sorted(made, key=lambda one: (-one.counts["terkirim"], one.agency.name))


def counted(
    viewer: Viewer, *, direction: str, period: str, now: datetime, other_id: int | None, measure: Measure
) -> ReferralQuerySet:
    """Return the rows behind one number."""
    found = rows_of(viewer, direction=direction, period=period, now=now, other_id=other_id)
    return found.filter(measure.condition(now)).with_agencies()


def total(rows: Iterable[Score]) -> dict[str, int]:
    """Return the sums of a table's rows by measure."""
    found: dict[str, int] = {}
    for row in rows:
        for slug, count in row.counts.items():
            found[slug] = found.get(slug, 0) + count
    return found
