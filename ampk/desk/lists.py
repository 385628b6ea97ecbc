"""The supervisor's lists: one queryset per list, so that the number on a tile is always the list it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agencies.obligations.models import Obligation
from ampk.reports.periods import Month
from cases.casework.choices import Risk
from cases.casework.models import Case
from cases.casework.rules import SILENT_DAYS, STUCK_DAYS
from core.kernel.scope import Viewer

DUTY, CASE = "duty", "case"
HIGH_RISKS = (Risk.IMMEDIATE, Risk.HIGH)
ANSWER_KIND = "referral.answer"
APPROVAL_KINDS = ("plan.approve", "case.help", "aftercare.help", "aftercare.decide")
FOLLOW_UP_KINDS = ("case.contact", "aftercare.visit")


@dataclass(frozen=True)
class Reach:
    """What the board looks at: the viewer's agency, perhaps one kab/kota, one worker, one month."""

    viewer: Viewer
    now: datetime
    region: str = ""
    worker: int | None = None
    month: Month | None = None

    def cases(self) -> QuerySet[Case]:
        """Return the cases the agency answers for, within the chosen kab/kota and worker."""
        found = Case.objects.visible_to(self.viewer).owned_by(self.viewer.agency_id)
        found = self._within(found) if self.region else found
        return found.filter(manager_id=self.worker) if self.worker else found

    def duties(self) -> QuerySet[Obligation]:
        """Return the duties the agency and its people hold, within the chosen kab/kota and worker."""
        found = self._near(Obligation.objects.visible_to(self.viewer).of_agency(self.viewer.agency_id))
        return found.filter(holder_id=self.worker) if self.worker else found

    def awaited(self) -> QuerySet[Obligation]:
        """Return the duties other agencies owe to this one."""
        found = Obligation.objects.visible_to(self.viewer).filter(watcher_agency_id=self.viewer.agency_id)
        return self._near(found.exclude(holder_agency_id=self.viewer.agency_id))

    def _near(self, duties: QuerySet[Obligation]) -> QuerySet[Obligation]:
        if not self.region:
            return duties
        near = self._within(Case.objects.visible_to(self.viewer))
        return duties.filter(case_id__in=near.values("pk"))

    def _within(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        # Codes have fixed lengths, so the start of a code is the region it lies in.
        return cases.filter(region__code__startswith=self.region)

    def silent(self) -> QuerySet[Case]:
        """Return the high-risk cases whose child nobody met for too long, with since when."""
        found = self.cases().without_contact(self.now, SILENT_DAYS)
        return found.annotate(silent_since=Coalesce("last_contact_at", "opened_at"))

    def due_in_month(self) -> QuerySet[Obligation]:
        """Return the follow-ups whose moment fell in the month and has passed; those with a stopped clock wait."""
        month = self.month or Month.of(self.now, self.viewer.zone)
        found = self.duties().filter(kind__in=FOLLOW_UP_KINDS, paused_at=None, cancelled=False)
        zone = self.viewer.zone
        return found.filter(due_at__gte=month.start(zone), due_at__lt=min(month.end(zone), self.now))


ON_TIME = Q(settled_at__lte=F("due_at"))
TOO_LATE = Q(settled_at__gt=F("due_at"))
NOT_DONE = Q(settled_at=None)


@dataclass(frozen=True)
class BoardList:
    """One list: `rows` is the only place that says what is on it; `since` is what it is sorted by, oldest first."""

    slug: str
    title: str | Promise
    of: str
    rows: Callable[[Reach], QuerySet]
    since: str
    definition: str | Promise
    detail: str | Promise = ""
    is_tile: bool = False
    is_late: bool = False
    by_month: bool = False


@dataclass(frozen=True)
class Tile:
    """One number of the board with the words beside it."""

    list: BoardList
    count: int
    detail: str


LISTS = (
    BoardList(
        "terlambat",
        _("Terlambat"),
        DUTY,
        lambda reach: reach.duties().overdue(reach.now),
        "due_at",
        _(
            "Tugas instansi Anda yang melewati tenggatnya dan belum diselesaikan. Tugas yang "
            "dijeda (misalnya menunggu jawaban pertanyaan) tidak dihitung. Aturan yang sama "
            "dipakai pengingat dan Hari ini."
        ),
        _("terlama %(age)s"),
        is_tile=True,
        is_late=True,
    ),
    BoardList(
        "tanpa-kontak",
        _("Risiko tinggi tanpa kontak"),
        CASE,
        lambda reach: reach.silent(),
        "silent_since",
        _(
            "Kasus dalam layanan dengan risiko tinggi atau bahaya sekarang yang anaknya tidak "
            "ditemui lebih dari 7 hari, dihitung dari pertemuan terakhir atau sejak kasus dibuka."
        ),
        _("lebih dari 7 hari"),
        is_tile=True,
        is_late=True,
    ),
    BoardList(
        "rujukan-tak-dijawab",
        _("Rujukan tak dijawab"),
        DUTY,
        lambda reach: reach.awaited().filter(kind=ANSWER_KIND).overdue(reach.now),
        "due_at",
        _(
            "Rujukan yang dikirim instansi Anda dan belum diterima atau ditolak setelah batas "
            "jawabnya. Hitungan berhenti selama pertanyaan penerima belum dijawab."
        ),
        _("lewat batas jawab"),
        is_tile=True,
    ),
    BoardList(
        "belum-ditugaskan",
        _("Belum ditugaskan"),
        CASE,
        lambda reach: reach.cases().unassigned(),
        "opened_at",
        _("Kasus terbuka tanpa manajer kasus, dihitung sejak kasus dibuka."),
        _("terlama %(age)s"),
        is_tile=True,
    ),
    BoardList(
        "mandek",
        _("Mandek"),
        CASE,
        lambda reach: reach.cases().stuck(reach.now, STUCK_DAYS),
        "stage_since",
        _("Kasus dalam layanan yang lebih dari 30 hari berada di tahap yang sama. Pascalayanan tidak dihitung."),
        _("di tahap lebih dari 30 hari"),
        is_tile=True,
    ),
    BoardList(
        "minta-persetujuan",
        _("Minta persetujuan"),
        DUTY,
        lambda reach: reach.duties().running().filter(kind__in=APPROVAL_KINDS),
        "due_at",
        _("Rencana dan permintaan bantuan yang menunggu keputusan supervisor."),
        _("terlama %(age)s"),
        is_tile=True,
    ),
    BoardList(
        "terbuka",
        _("Kasus terbuka"),
        CASE,
        lambda reach: reach.cases().open(),
        "opened_at",
        _("Kasus instansi Anda yang belum ditutup."),
    ),
    BoardList(
        "risiko-tinggi",
        _("Risiko tinggi"),
        CASE,
        lambda reach: reach.cases().open().filter(risk__in=HIGH_RISKS),
        "opened_at",
        _("Kasus terbuka dengan risiko tinggi atau bahaya sekarang."),
    ),
    BoardList(
        "jatuh-tempo",
        _("Tindak lanjut jatuh tempo"),
        DUTY,
        lambda reach: reach.due_in_month(),
        "due_at",
        _("Kontak dan kunjungan yang jatuh tempo dalam bulan itu: tepat waktu, terlambat, dan belum dilakukan."),
        by_month=True,
    ),
    BoardList(
        "tepat-waktu",
        _("Tindak lanjut tepat waktu"),
        DUTY,
        lambda reach: reach.due_in_month().filter(ON_TIME),
        "due_at",
        _("Kontak dan kunjungan yang jatuh tempo dalam bulan itu dan dilakukan sampai tenggatnya."),
        by_month=True,
    ),
    BoardList(
        "lewat-waktu",
        _("Tindak lanjut terlambat dilakukan"),
        DUTY,
        lambda reach: reach.due_in_month().filter(TOO_LATE),
        "due_at",
        _("Kontak dan kunjungan yang jatuh tempo dalam bulan itu dan dilakukan setelah tenggatnya."),
        by_month=True,
    ),
    BoardList(
        "belum-dilakukan",
        _("Tindak lanjut belum dilakukan"),
        DUTY,
        lambda reach: reach.due_in_month().filter(NOT_DONE),
        "due_at",
        _(
            "Kontak dan kunjungan yang jatuh tempo dalam bulan itu, tenggatnya lewat, dan belum "
            "dilakukan. Yang dibatalkan dengan alasan tidak dihitung."
        ),
        by_month=True,
    ),
)
BY_SLUG = {one.slug: one for one in LISTS}


def tiles(reach: Reach) -> list[Tile]:
    """Return the six numbers that are all work to do, each counted from the list it opens (one query each)."""
    found = []
    for one in LISTS:
        if one.is_tile:
            sums = one.rows(reach).aggregate(count=Count("pk"), oldest=Min(one.since))
            age = age_words(sums["oldest"], reach) if sums["oldest"] else ""
            found.append(Tile(one, sums["count"], str(one.detail) % {"age": age} if sums["count"] else ""))
    return found


def age_words(since: datetime, reach: Reach) -> str:
    """Return how long ago something was: hours for the first three days, then days by the calendar."""
    past = reach.now - since
    if past < timedelta(days=3):
        return _t("%(n)s jam") % {"n": int(past / timedelta(hours=1))}
    zone = reach.viewer.zone
    return _t("%(n)s hari") % {"n": (reach.now.astimezone(zone).date() - since.astimezone(zone).date()).days}
