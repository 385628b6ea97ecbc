"""What can be done to a child's entry in the register."""

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children.choices import (
    BirthPrecision,
    ContactSafety,
    NikKnown,
    Paper,
    PaperStatus,
    Relation,
    Secret,
)
from cases.children.models import Child, ImportantPerson
from cases.children.names import fold
from cases.children.nik import index_of
from core.audit.services import record
from core.kernel.refusals import ChangedMeanwhile, Missing, Refused
from core.kernel.scope import Viewer

PAPERS = tuple(f"paper_{paper.value}" for paper in Paper)
# What `register` and `change` take, besides the birth (`born_on` or `age`); anything else is a programming error.
EDITABLE = (
    "full_name", "nickname", "sex", "nik_known", "nik", "kk_number", "phone", "address", "region", "school", "needs",
    "mother_name", *PAPERS,
)  # fmt: skip
PERSON_EDITABLE = ("name", "relation", "phone", "is_guardian", "safe_to_contact", "reason")
OLDEST = 30  # years; the register is for children and youths, an older birth date is a slip of the pen
_SECRET_FIELDS = {
    Secret.NIK: "nik",
    Secret.FAMILY_CARD: "kk_number",
    Secret.PHONE: "phone",
    Secret.ADDRESS: "address",
}


class ChildRefused(Refused):
    """The child's data cannot be saved like this, or not by this person."""


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
    _may_write(by)
    row = Child.objects.visible_to(by).select_for_update(of=("self",)).select_related("changed_by").get(pk=child.pk)
    if row.version != version:
        raise ChangedMeanwhile(row)
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    _fill(row, answers, now=now, by=by)
    changed = sorted(
        name for name, value in before.items() if getattr(row, name) != value and not name.endswith(("_key", "_index"))
    )
    if changed:
        _save(row, by=by, now=now)
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
    _may_write(by)
    row = Child.objects.visible_to(by).select_for_update().get(pk=child_id)
    if getattr(row, f"paper_{Paper(paper)}") != PaperStatus(status):
        setattr(row, f"paper_{paper}", str(status))
        _save(row, by=by, now=now)
        detail = {"paper": _source(Paper(paper).label), "status": str(status)}
        record(by=by, now=now, verb="child.paper", child_id=row.pk, subject=row.code, detail=detail)
    return row


@transaction.atomic
def add_person(*, by: Viewer, now: datetime, child: Child, answers: dict) -> ImportantPerson:
    """Add somebody who matters to the child.  A person who must not be contacted needs a reason."""
    _may_write(by)
    person = ImportantPerson(child=child, added_at=now, changed_at=now, added_by_id=by.user_id)
    _fill_person(person, answers)
    person.save(force_insert=True)
    _record_person("person.added", person, child, by=by, now=now)
    return person


@transaction.atomic
def change_person(
    *, by: Viewer, now: datetime, person: ImportantPerson, version: int, answers: dict
) -> ImportantPerson:
    """Change what is known of somebody who matters to the child.  Raises ChangedMeanwhile like `change`."""
    _may_write(by)
    row = (
        ImportantPerson.objects.visible_to(by).select_for_update(of=("self",)).select_related("child").get(pk=person.pk)
    )
    if row.version != version:
        raise ChangedMeanwhile(row)
    _fill_person(row, answers)
    row.version += 1
    row.changed_at = now
    row.save()
    _record_person("person.changed", row, row.child, by=by, now=now)
    return row


@transaction.atomic
def reveal(*, by: Viewer, now: datetime, child: Child, what: str, person: ImportantPerson | None = None) -> str:
    """Return a masked fact (one of Secret; with `person` that person's name or phone) and record the look."""
    if not by.can(P.CHILD_REVEAL):
        raise ChildRefused(_("Anda tidak berhak membuka data ini."))
    secret = Secret(what)
    if person is not None and secret not in (Secret.NAME, Secret.PHONE):
        raise ValueError(f"{what} is not kept of a person.")
    detail = {"what": _source(secret.label)}
    if person is not None:
        detail["of"] = _source(Relation(person.relation).label)
    record(by=by, now=now, verb="child.revealed", child_id=child.pk, subject=child.code, detail=detail, read=True)
    if secret == Secret.NAME:
        return person.name if person else child.known_as
    return getattr(person or child, _SECRET_FIELDS[secret])


def _may_write(by: Viewer) -> None:
    if not by.can(P.CASE_WORK) and not by.can(P.AFTERCARE_WORK):
        raise ChildRefused(_("Anda tidak berhak mengubah data anak."))


def _fill(child: Child, answers: dict, *, now: datetime, by: Viewer) -> None:
    today = now.astimezone(by.zone).date()
    answers = dict(answers)
    born_on, age = answers.pop("born_on", child.born_on), answers.pop("age", None)
    for name, value in answers.items():
        if name not in EDITABLE:
            raise ValueError(f"{name} is not part of a child's data.")
        setattr(child, name, value if value is not None or name == "region" else "")
    if not child.full_name and not child.nickname:
        raise ChildRefused(_("Isi nama atau nama panggilan anak"), field="full_name")
    _fill_birth(child, born_on, age, today)
    child.nik_known = NikKnown.YES if child.nik else child.nik_known
    if child.nik_known == NikKnown.YES and not child.nik:
        raise ChildRefused(_("Isi NIK, atau pilih bahwa NIK belum diketahui"), field="nik")
    child.nik_index = index_of(child.nik)
    child.name_key = fold(child.full_name, child.nickname)[:200]
    child.mother_key = fold(child.mother_name)[:130]


def _fill_birth(child: Child, born_on: date | None, age: int | None, today: date) -> None:
    if born_on and born_on > today:
        raise ChildRefused(_("Tanggal lahir tidak boleh setelah hari ini"), field="born_on")
    if (born_on and born_on.year < today.year - OLDEST) or (age or 0) > OLDEST:
        raise ChildRefused(_("Periksa tahun lahir atau usianya"), field="born_on" if born_on else "age")
    if born_on:
        child.born_on, child.age_estimate, child.estimated_on = born_on, None, None
        child.birth_precision = BirthPrecision.EXACT
        return
    child.born_on = None
    if age is not None and age != child.age_on(today):
        child.age_estimate, child.estimated_on = age, today
    known = child.age_estimate is not None
    child.birth_precision = BirthPrecision.ESTIMATE if known else BirthPrecision.UNKNOWN


def _fill_person(person: ImportantPerson, answers: dict) -> None:
    for name, value in answers.items():
        if name not in PERSON_EDITABLE:
            raise ValueError(f"{name} is not part of a person's data.")
        setattr(person, name, value)
    if person.safe_to_contact == ContactSafety.UNSAFE and not person.reason:
        raise ChildRefused(_("Tulis alasan mengapa orang ini tidak boleh dihubungi"), field="reason")


def _save(row: Child, *, by: Viewer, now: datetime) -> None:
    row.version += 1
    row.changed_at, row.changed_by_id = now, by.user_id
    row.save()


def _record_person(verb: str, person: ImportantPerson, child: Child, *, by: Viewer, now: datetime) -> None:
    detail = {"relation": _source(Relation(person.relation).label)}
    record(by=by, now=now, verb=verb, child_id=child.pk, subject=child.code, detail=detail)


def _source(label) -> str:
    # The record keeps the words of the source language; they are translated when shown.
    with translation.override(None):
        return str(label)
