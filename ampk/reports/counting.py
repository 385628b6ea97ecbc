"""Counts by the database: one aggregate query per breakdown, however many cases there are."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from agencies.agreements.choices import AgreementState
from agencies.agreements.models import Agreement
from ampk.desk.lists import NOT_DONE, ON_TIME, TOO_LATE
from ampk.reports.figures import FIGURES, UNKNOWN, Figure
from ampk.reports.rows import Rows
from ampk.reports.tables import Breakdown, Line
from referrals.choices import Outcome, State

VISIT_KIND = "aftercare.visit"
ENDING_SOON_DAYS = 90


def breakdowns(rows: Rows, *, drills: bool) -> list[Breakdown]:
    """Return every table of the month in order; `drills` marks those whose numbers open their cases."""
    return [
        *(of_cases(figure, rows, drills=drills) for figure in FIGURES),
        referrals_sent(rows),
        referrals_answered(rows),
        referral_outcomes(rows),
        visits(rows),
        agreements(rows),
    ]


def of_cases(figure: Figure, rows: Rows, *, drills: bool) -> Breakdown:
    """Return one breakdown of cases; its lines add up to the number of counted cases."""
    counts = _grouped(figure.parted(rows), "part")
    words = dict(figure.words)
    if figure.names:
        named = figure.names(code for code in counts if code not in words)
        words = {
            code: words.get(code) or named.get(code) or _("Belum diketahui")
            for code in sorted(counts, key=lambda code: (code == UNKNOWN, code))
        }
    unknown = {code: str(code) for code in counts if code not in words}
    lines = _lines(counts, (words | unknown).items())
    return Breakdown(figure.slug, figure.title, figure.definition, lines, drills=drills)


def referrals_sent(rows: Rows) -> Breakdown:
    """Return the referrals sent in the month by where they stand now."""
    found = rows.referrals().filter(sent_at__gte=rows.start, sent_at__lt=rows.end).exclude(status=State.MISTAKE)
    words = [choice for choice in State.choices if choice[0] not in (State.DRAFT, State.MISTAKE)]
    return Breakdown(
        "rujukan-dikirim",
        _("Rujukan dikirim menurut keadaan sekarang"),
        _("Rujukan yang dikirim dalam bulan itu; yang salah catat tidak dihitung."),
        _lines(_grouped(found, "status"), words),
    )


def referrals_answered(rows: Rows) -> Breakdown:
    """Return the referrals answered in the month: in or after the promised time, yes or no."""
    found = rows.referrals().filter(answered_at__gte=rows.start, answered_at__lt=rows.end)
    late = Q(answer_days__gt=F("promise_days"))
    sums = found.order_by().aggregate(
        yes=Count("pk", filter=Q(decline_reason="") & ~late),
        yes_late=Count("pk", filter=Q(decline_reason="") & late),
        no=Count("pk", filter=~Q(decline_reason="") & ~late),
        no_late=Count("pk", filter=~Q(decline_reason="") & late),
    )
    words = [
        ("yes", _("Diterima tepat waktu")),
        ("yes_late", _("Diterima terlambat")),
        ("no", _("Ditolak tepat waktu")),
        ("no_late", _("Ditolak terlambat")),
    ]
    return Breakdown(
        "rujukan-dijawab",
        _("Rujukan dijawab"),
        _("Rujukan yang jawabannya jatuh dalam bulan itu; waktu jeda karena pertanyaan tidak dihitung."),
        _lines(sums, words),
    )


def referral_outcomes(rows: Rows) -> Breakdown:
    """Return what became of referrals whose outcome fell in the month."""
    last = rows.month.plus(1).first_day
    found = rows.referrals().filter(outcome_on__gte=rows.month.first_day, outcome_on__lt=last).exclude(outcome="")
    return Breakdown(
        "hasil-rujukan",
        _("Rujukan menurut hasil"),
        _("Hasil yang tanggalnya dalam bulan itu, seperti dilaporkan instansi penerima."),
        _lines(_grouped(found, "outcome"), Outcome.choices),
    )


def visits(rows: Rows) -> Breakdown:
    """Return the after-care visits that fell due in the month: in time, late, not made."""
    due = rows.duties().filter(kind=VISIT_KIND, paused_at=None, cancelled=False)
    due = due.filter(due_at__gte=rows.start, due_at__lt=rows.last_moment)
    sums = due.order_by().aggregate(
        on_time=Count("pk", filter=ON_TIME), late=Count("pk", filter=TOO_LATE), not_done=Count("pk", filter=NOT_DONE)
    )
    words = [("on_time", _("Tepat waktu")), ("late", _("Terlambat")), ("not_done", _("Belum dilakukan"))]
    return Breakdown(
        "kunjungan-pascalayanan",
        _("Kunjungan pascalayanan yang jatuh tempo"),
        _("Kunjungan yang tenggatnya dalam bulan itu dan sudah lewat; yang dibatalkan dengan alasan tidak dihitung."),
        _lines(sums, words),
    )


def agreements(rows: Rows) -> Breakdown:
    """Return the agreements at the month's end; they name offices and no child."""
    first, last = rows.month.first_day, rows.last_day
    found = Agreement.objects.exclude(state=AgreementState.DRAFT)
    if rows.agency_id is not None:
        found = found.filter(parties__agency_id=rows.agency_id)
    valid = Q(starts_on__lte=last, ends_on__gte=last) & ~Q(state=AgreementState.ENDED)
    soon = last + timedelta(days=ENDING_SOON_DAYS)
    sums = found.order_by().aggregate(
        valid=Count("pk", filter=valid),
        begun=Count("pk", filter=Q(starts_on__gte=first, starts_on__lte=last)),
        ending=Count("pk", filter=valid & Q(ends_on__lte=soon)),
    )
    words = [
        ("valid", _("Berlaku pada akhir bulan")),
        ("begun", _("Mulai berlaku dalam bulan itu")),
        ("ending", _("Berakhir dalam 90 hari")),
    ]
    return Breakdown(
        "kesepakatan",
        _("Kesepakatan antarinstansi"),
        _("Kesepakatan yang diikuti instansi, menurut tanggal berlakunya."),
        _lines(sums, words),
        adds_up=False,
        personal=False,
    )


def _grouped(found: QuerySet, column: str) -> dict[str, int]:
    return dict(found.order_by().values_list(column).annotate(count=Count("pk")))


def _lines(counts: dict, words: Sequence | object) -> tuple[Line, ...]:
    return tuple(Line(str(code), str(label), counts.get(code, 0)) for code, label in words)
