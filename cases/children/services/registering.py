"""A child is written into the register, and what is known of it changes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children.choices import (
    BirthPrecision,
    Disability,
    DisabilityStatus,
    NikKnown,
    Paper,
    PaperStatus,
    SchoolStatus,
)
from cases.children.dates import KnownDate
from cases.children.models import Alias, Child
from cases.children.names import fold
from cases.children.nik import index_of
from cases.children.services.common import ChildRefused, may_write, source_word
from core.audit.services import record
from core.kernel.refusals import ChangedMeanwhile, Missing
from core.kernel.scope import Viewer

PAPERS = tuple(f"paper_{paper.value}" for paper in Paper)
# What `register` and `change` take, besides the birth (`born_on` or `age`); anything else is a programming error.
EDITABLE = (
    "full_name", "nickname", "sex", "nik_known", "nik", "phone", "mother_name", "religion",
    "kk_number", *PAPERS, *(paper.number_field for paper in Paper), *(f"dated_{paper.value}" for paper in Paper),
    "region", "address", "hamlet", "rt_rw", "postal_code", "address_since",
    "school_status", "school_level", "school", "school_npsn", "school_class", "school_since", "dropped_out_on",
    "languages", "disability", "disabilities", "disability_needs", "needs", "allergies",
)  # fmt: skip
_MAY_BE_NONE = frozenset(
    {"region", "address_since", "school_since", "dropped_out_on", *(f"dated_{paper.value}" for paper in Paper)}
)
OLDEST = 30  # years; the register is for children and youths, an older birth date is a slip of the pen


class NikInUse(ChildRefused):
    """A child within the viewer's reach has this NIK already."""


@transaction.atomic
def register(*, by: Viewer, now: datetime, answers: dict, sure: bool = False) -> Child:
    """Write a new child into the register; the caller opens a case in the same transaction, which gives access.

    `answers` holds EDITABLE fields and `born_on` or `age` (estimated years today).  Raises NikInUse when a child
    within reach has the NIK and the caller is not `sure` that this is another one, else ChildRefused.
    """
    if not by.can(P.CASE_OPEN):
        raise ChildRefused(_("Anda tidak berhak mencatat anak baru."))
    child = Child(registered_at=now, changed_at=now, registered_agency_id=by.agency_id)
    child.registered_by_id = child.changed_by_id = by.user_id
    _fill(child, answers, now=now, by=by)
    if child.nik and not sure:
        same = Child.objects.visible_to(by).filter(nik_index=child.nik_index).first()
        if same:
            gap = Missing(_("Buka %(code)s") % {"code": same.code}, same.get_absolute_url())
            raise NikInUse(_("NIK ini sudah dipakai %(code)s") % {"code": same.code}, field="nik", missing=[gap])
    child.save(force_insert=True)
    record(by=by, now=now, verb="child.registered", child_id=child.pk, subject=child.code)
    return child


@transaction.atomic
def change(*, by: Viewer, now: datetime, child: Child, version: int, answers: dict) -> Child:
    """Change a child's data.  Raises ChangedMeanwhile when `version` is no longer the row's version."""
    may_write(by)
    row = Child.objects.visible_to(by).select_for_update(of=("self",)).select_related("changed_by").get(pk=child.pk)
    if row.version != version:
        raise ChangedMeanwhile(row)
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    _fill(row, answers, now=now, by=by)
    changed = sorted(
        name for name, value in before.items() if getattr(row, name) != value and not name.endswith(("_key", "_index"))
    )
    if changed:
        save(row, by=by, now=now)
        record(
            by=by,
            now=now,
            verb="child.changed",
            child_id=row.pk,
            subject=row.code,
            detail={"fields": changed},
        )
    return row


update = change


@transaction.atomic
def set_paper(*, by: Viewer, now: datetime, child_id, paper: str, status: str) -> Child:
    """Note whether a child holds a paper; the record keeps when it changed."""
    may_write(by)
    row = Child.objects.visible_to(by).select_for_update().get(pk=child_id)
    if getattr(row, f"paper_{Paper(paper)}") != PaperStatus(status):
        setattr(row, f"paper_{paper}", str(status))
        save(row, by=by, now=now)
        detail = {"paper": source_word(Paper(paper).label), "status": str(status)}
        record(by=by, now=now, verb="child.paper", child_id=row.pk, subject=row.code, detail=detail)
    return row


def _fill(child: Child, answers: dict, *, now: datetime, by: Viewer) -> None:
    today = now.astimezone(by.zone).date()
    answers = dict(answers)
    birth = {name: answers.pop(name) for name in ("born_on", "birth_precision", "age") if name in answers}
    for name, value in answers.items():
        if name not in EDITABLE:
            raise ValueError(f"{name} is not part of a child's data.")
        setattr(child, name, value if value is not None or name in _MAY_BE_NONE else "")
    if not child.full_name and not child.nickname:
        raise ChildRefused(_("Isi nama atau nama panggilan anak"), field="full_name")
    if birth:
        _fill_birth(child, today=today, **birth)
    child.nik_known = NikKnown.YES if child.nik else child.nik_known
    if child.nik_known == NikKnown.YES and not child.nik:
        raise ChildRefused(_("Isi NIK, atau pilih bahwa NIK belum diketahui"), field="nik")
    child.nik_index = index_of(child.nik)
    _fill_others(child)
    index(child)


def _fill_others(child: Child) -> None:
    if child.disability != DisabilityStatus.YES:
        child.disabilities, child.disability_needs = [], ""
    elif unknown := set(child.disabilities) - set(Disability.values):
        raise ValueError(f"{unknown} are no kinds of disability.")
    if child.school_status != SchoolStatus.DROPPED:
        child.dropped_out_on = None
    for paper in Paper:
        # A number was read from the paper, so somebody has seen it.
        if getattr(child, paper.number_field) and getattr(child, f"paper_{paper.value}") == PaperStatus.UNKNOWN:
            setattr(child, f"paper_{paper.value}", PaperStatus.HELD)


def index(child: Child) -> None:
    """Make again what search reads: the folded words of all names in use, and of the mother's."""
    others: list[str] = []
    if not child._state.adding:
        used = Alias.objects.for_system(reason="names of a child the verb has read as the viewer")
        others = list(used.filter(child=child, removed_at=None).values_list("name", flat=True))
    child.name_key = fold(child.full_name, child.nickname, *others)[:300]
    child.mother_key = fold(child.mother_name)[:130]


def _fill_birth(
    child: Child, *, today: date, born_on: date | None = None, birth_precision: str = "", age: int | None = None
) -> None:
    if (born_on and born_on.year < today.year - OLDEST) or (age or 0) > OLDEST:
        raise ChildRefused(_("Periksa tahun lahir atau usianya"), field="born_on" if born_on else "age")
    if born_on:
        known = KnownDate.of(born_on, birth_precision or getattr(born_on, "precision", BirthPrecision.EXACT))
        # What is known only in part lies ahead when its first day does.
        first = date(known.year, 1 if known.precision == BirthPrecision.YEAR else known.month, 1)
        if (known if known.precision == BirthPrecision.EXACT else first) > today:
            raise ChildRefused(_("Tanggal lahir tidak boleh setelah hari ini"), field="born_on")
        child.born_on, child.age_estimate, child.estimated_on = min(date(*known.timetuple()[:3]), today), None, None
        child.birth_precision = known.precision
        return
    child.born_on = None
    if age is not None and age != child.age_on(today):
        child.age_estimate, child.estimated_on = age, today
    is_estimated = child.age_estimate is not None
    child.birth_precision = BirthPrecision.ESTIMATE if is_estimated else BirthPrecision.UNKNOWN


def save(row: Child, *, by: Viewer, now: datetime) -> None:
    """Save a changed child: one version on, by whom and when."""
    row.version += 1
    row.changed_at, row.changed_by_id = now, by.user_id
    row.save()
