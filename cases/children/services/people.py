"""Who matters to the child."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.children.choices import ContactSafety, Relation
from cases.children.models import Child, ImportantPerson
from cases.children.services.common import ChildRefused, may_write, source_word
from core.audit.services import record
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer

PERSON_EDITABLE = (
    "name",
    "relation",
    "phone",
    "is_guardian",
    "safe_to_contact",
    "reason",
    "sex",
    "life",
    "lives_with",
    "occupation",
)


@transaction.atomic
def add_person(*, by: Viewer, now: datetime, child: Child, answers: dict) -> ImportantPerson:
    """Add somebody who matters to the child.  A person who must not be contacted needs a reason."""
    may_write(by)
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
    may_write(by)
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


def _fill_person(person: ImportantPerson, answers: dict) -> None:
    for name, value in answers.items():
        if name not in PERSON_EDITABLE:
            raise ValueError(f"{name} is not part of a person's data.")
        setattr(person, name, value)
    if person.safe_to_contact == ContactSafety.UNSAFE and not person.reason:
        raise ChildRefused(_("Tulis alasan mengapa orang ini tidak boleh dihubungi"), field="reason")


def _record_person(verb: str, person: ImportantPerson, child: Child, *, by: Viewer, now: datetime) -> None:
    detail = {"relation": source_word(Relation(person.relation).label)}
    record(by=by, now=now, verb=verb, child_id=child.pk, subject=child.code, detail=detail)
