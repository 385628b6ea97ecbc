"""Counts by the database: one aggregate query per breakdown, however many cases there are."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from ampk.reports import others
from ampk.reports.figures import FIGURES, UNKNOWN, Figure
from ampk.reports.rows import Rows
from ampk.reports.tables import Breakdown, Line
from referrals.choices import Outcome, State


def breakdowns(rows: Rows, *, drills: bool) -> list[Breakdown]:
    """Return every table of the month in order; `drills` lets their numbers open what they count."""
    return [
        *(of_cases(figure, rows, drills=drills) for figure in FIGURES),
        *(count(rows, drills=drills) for count in OTHERS.values()),
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


def referrals_sent(rows: Rows, *, drills: bool) -> Breakdown:
    """Return the referrals sent in the month by where they stand now."""
    words = [choice for choice in State.choices if choice[0] not in (State.DRAFT, State.MISTAKE)]
    return Breakdown(
        "rujukan-dikirim",
        _("Rujukan dikirim menurut keadaan sekarang"),
        _("Rujukan yang dikirim dalam bulan itu; yang salah catat tidak dihitung."),
        _lines(_grouped(others.sent(rows), "status"), words),
        drills=drills,
    )


def referrals_answered(rows: Rows, *, drills: bool) -> Breakdown:
    """Return the referrals answered in the month: in or after the promised time, yes or no."""
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
        _lines(_parts(others.answered(rows), others.ANSWERS), words),
        drills=drills,
    )


def referral_outcomes(rows: Rows, *, drills: bool) -> Breakdown:
    """Return what became of referrals whose outcome fell in the month."""
    return Breakdown(
        "hasil-rujukan",
        _("Rujukan menurut hasil"),
        _("Hasil yang tanggalnya dalam bulan itu, seperti dilaporkan instansi penerima."),
        _lines(_grouped(others.ended(rows), "outcome"), Outcome.choices),
        drills=drills,
    )


def visits(rows: Rows, *, drills: bool) -> Breakdown:
    """Return the after-care visits that fell due in the month: in time, late, not made."""
    words = [("on_time", _("Tepat waktu")), ("late", _("Terlambat")), ("not_done", _("Belum dilakukan"))]
    return Breakdown(
        "kunjungan-pascalayanan",
        _("Kunjungan pascalayanan yang jatuh tempo"),
        _("Kunjungan yang tenggatnya dalam bulan itu dan sudah lewat; yang dibatalkan dengan alasan tidak dihitung."),
        _lines(_parts(others.due_visits(rows), others.VISITS), words),
        drills=drills,
    )


def agreements(rows: Rows, *, drills: bool) -> Breakdown:
    """Return the agreements at the month's end; they name offices and no child."""
    words = [
        ("valid", _("Berlaku pada akhir bulan")),
        ("begun", _("Mulai berlaku dalam bulan itu")),
        ("ending", _("Berakhir dalam 90 hari")),
    ]
    return Breakdown(
        "kesepakatan",
        _("Kesepakatan antarinstansi"),
        _("Kesepakatan yang diikuti instansi, menurut tanggal berlakunya."),
        _lines(_parts(others.agreed(rows), others.agreement_parts(rows)), words),
        adds_up=False,
        personal=False,
        drills=drills,
    )


def _parts(found: QuerySet, parts: Mapping[str, Q]) -> dict[str, int]:
    return found.order_by().aggregate(**{code: Count("pk", filter=part) for code, part in parts.items()})


def _grouped(found: QuerySet, column: str) -> dict[str, int]:
    return dict(found.order_by().values_list(column).annotate(count=Count("pk")))


def _lines(counts: dict, words: Sequence | object) -> tuple[Line, ...]:
    return tuple(Line(str(code), str(label), counts.get(code, 0)) for code, label in words)


OTHERS = {
    "rujukan-dikirim": referrals_sent,
    "rujukan-dijawab": referrals_answered,
    "hasil-rujukan": referral_outcomes,
    "kunjungan-pascalayanan": visits,
    "kesepakatan": agreements,
}
