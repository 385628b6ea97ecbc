"""What the monthly recapitulation counts: one definition per figure, used for the number and for its list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Case as Choose
from django.db.models import CharField, F, FloatField, Func, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Greatest, Substr, TruncDate
from django.db.models.lookups import Exact, IsNull, LessThanOrEqual
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Region
from ampk.reports.rows import Rows
from cases.casework import choices
from cases.casework.models import CaseCategory
from cases.children.choices import Sex
from cases.children.masking import AGE_BANDS
from core.audit.models import Entry

UNKNOWN = "-"


@dataclass(frozen=True)
class Figure:
    """One breakdown of cases: which cases, parted by what, in which words.

    `cases` gives the counted cases, `value` the expression that parts them, `words` the (code, label) pairs
    in the order of the table; codes without a word of their own are left to `names`.
    """

    slug: str
    title: str | Promise
    definition: str | Promise
    cases: Callable[[Rows], QuerySet]
    value: Callable[[Rows], object]
    words: tuple[tuple[str, str | Promise], ...] = ()
    names: Callable[[Iterable[str]], dict[str, str]] | None = None

    def parted(self, rows: Rows) -> QuerySet:
        """Return the counted cases with the code they are counted under as `part`."""
        return self.cases(rows).annotate(part=self.value(rows))


def new_cases(rows: Rows) -> QuerySet:
    """Return the cases opened in the month."""
    return rows.cases().filter(opened_at__gte=rows.start, opened_at__lt=rows.end)


def ended_services(rows: Rows) -> QuerySet:
    """Return the cases whose service ended in the month."""
    return rows.cases().filter(service_ended_at__gte=rows.start, service_ended_at__lt=rows.end)


def stood_open(rows: Rows) -> QuerySet:
    """Return the cases that were open at the month's end."""
    at = rows.last_moment
    return rows.cases().filter(opened_at__lt=at).exclude(closed_at__lt=at)


def _stage_then(rows: Rows):
    """Return the stage at the month's end: today's where it has not changed since, else what the record says."""
    at = rows.last_moment
    moves = Entry.objects.filter(case_id=OuterRef("pk"), verb="case.moved", at__lt=at).order_by("-at", "-id")
    said = Subquery(moves.values_list(KeyTextTransform("stage", "detail"))[:1])
    return Choose(
        When(service_ended_at__lt=at, then=Value(str(choices.Stage.AFTERCARE))),
        When(stage_since__lt=at, stage__in=choices.SERVICE_STAGES, then=F("stage")),
        *[When(Exact(said, Value(word)), then=Value(stage)) for stage, word in _words_of_record()],
        default=Value(str(choices.Stage.ACCESS)),
        output_field=CharField(),
    )


def _words_of_record() -> list[tuple[str, str]]:
    """Return (stage, the word the record keeps for it)."""
    return [(str(stage), choices.source_word(stage)) for stage in choices.SERVICE_STAGES]


def _primary_category(rows: Rows):
    primary = CaseCategory.objects.for_system(reason="condition of a query that is itself scoped")
    primary = primary.filter(case=OuterRef("pk"), is_primary=True, until=None)
    return Coalesce(Subquery(primary.values("category")[:1]), Value(UNKNOWN))


def _age_band(rows: Rows):
    """Return the band of the child's age on the day the case was opened."""
    opened_on = TruncDate("opened_at", tzinfo=rows.zone)
    born = _years("child__born_on", opened_on)
    guessed = F("child__age_estimate") + Greatest(_years("child__estimated_on", opened_on), Value(0.0))
    age = Coalesce(born, guessed, output_field=FloatField())
    bands = [When(LessThanOrEqual(age, Value(float(high))), then=Value(f"{low}-{high}")) for low, high in AGE_BANDS]
    unknown = When(IsNull(age, True), then=Value(UNKNOWN))
    return Choose(unknown, *bands, default=Value("18+"), output_field=CharField())


def _years(since: str, on) -> Func:
    years = "date_part('year', age(%(expressions)s))"
    return Func(on, F(since), template=years, output_field=FloatField())


def _or_unknown(field: str):
    return lambda rows: Choose(When(**{field: ""}, then=Value(UNKNOWN)), default=F(field), output_field=CharField())


def _regency(rows: Rows):
    return Coalesce(Substr("region_id", 1, 5), Value(UNKNOWN), output_field=CharField())


def regency_names(codes: Iterable[str]) -> dict[str, str]:
    """Return code -> name of kabupaten/kota."""
    return dict(Region.objects.filter(code__in=list(codes)).values_list("code", "name"))


_band = lazy(lambda low, high: gettext("%(low)s–%(high)s tahun") % {"low": low, "high": high}, str)
_NOT_KNOWN = (UNKNOWN, _("Belum diketahui"))

FIGURES = (
    Figure(
        "kategori",
        _("Kasus baru menurut kategori utama"),
        _("Kasus yang dibuka dalam bulan itu, menurut kategori utamanya sekarang (UU 35/2014 ps. 59 ayat 2)."),
        new_cases,
        _primary_category,
        (*choices.Category.choices, _NOT_KNOWN),
    ),
    Figure(
        "jenis-kelamin",
        _("Kasus baru menurut jenis kelamin"),
        _("Kasus yang dibuka dalam bulan itu."),
        new_cases,
        lambda rows: F("child__sex"),
        tuple(Sex.choices),
    ),
    Figure(
        "usia",
        _("Kasus baru menurut kelompok umur"),
        _("Umur anak pada hari kasus dibuka; umur perkiraan ikut dihitung."),
        new_cases,
        _age_band,
        (*((f"{low}-{high}", _band(low, high)) for low, high in AGE_BANDS), ("18+", _("18 tahun ke atas")), _NOT_KNOWN),
    ),
    Figure(
        "pendekatan",
        _("Kasus baru menurut pendekatan"),
        _("Kasus yang dibuka dalam bulan itu, menurut pendekatannya sekarang."),
        new_cases,
        _or_unknown("approach"),
        (*choices.Approach.choices, (UNKNOWN, _("Belum ditetapkan"))),
    ),
    Figure(
        "kab-kota",
        _("Kasus baru menurut kab/kota"),
        _("Kasus yang dibuka dalam bulan itu, menurut tempat kejadian atau tempat tinggal anak."),
        new_cases,
        _regency,
        (),
        regency_names,
    ),
    Figure(
        "tahap",
        _("Kasus terbuka pada akhir bulan menurut tahap"),
        _("Kasus yang terbuka pada akhir bulan (bulan berjalan: sekarang), menurut tahapnya saat itu."),
        stood_open,
        _stage_then,
        tuple((str(stage), stage.label) for stage in choices.PATH),
    ),
    Figure(
        "akhir-layanan",
        _("Layanan berakhir menurut alasan"),
        _("Kasus yang layanannya berakhir dalam bulan itu."),
        ended_services,
        _or_unknown("end_reason"),
        (*choices.EndReason.choices, _NOT_KNOWN),
    ),
)
BY_SLUG = {figure.slug: figure for figure in FIGURES}
