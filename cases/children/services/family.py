"""Siblings who both have a file, and who cared for a child when."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.children.choices import Relation
from cases.children.dates import until_today
from cases.children.models import CarePeriod, Child, ImportantPerson
from cases.children.services.common import ChildRefused, may_write
from core.audit.services import record
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer


@transaction.atomic
def link_sibling(*, by: Viewer, now: datetime, child: Child, other: Child) -> None:
    """Note in both files that two children are siblings; the viewer must see both.  Twice changes nothing."""
    may_write(by)
    if child.pk == other.pk:
        raise ChildRefused(_("Pilih anak yang lain."), field="code")
    both = Child.objects.visible_to(by).filter(pk__in=[child.pk, other.pk]).order_by("pk").select_for_update()
    rows = {row.pk: row for row in both}
    if len(rows) != 2:
        raise ChildRefused(_("Anak dengan kode ini tidak ditemukan di antara data Anda."), field="code")
    for here, there in ((rows[child.pk], rows[other.pk]), (rows[other.pk], rows[child.pk])):
        if ImportantPerson.objects.visible_to(by).filter(child=here, linked_child=there).exists():
            continue
        ImportantPerson(
            child=here, linked_child=there, name=there.known_as, relation=Relation.SIBLING, sex=there.sex,
            added_at=now, changed_at=now, added_by_id=by.user_id,
        ).save(force_insert=True)  # fmt: skip
        _note("child.sibling_linked", here, by=by, now=now)


@transaction.atomic
def unlink_sibling(*, by: Viewer, now: datetime, person: ImportantPerson) -> None:
    """Undo a wrong link in both files; the sibling stays as a person without a file."""
    may_write(by)
    if not person.linked_child_id:
        return
    pairs = ((person.child_id, person.linked_child_id), (person.linked_child_id, person.child_id))
    for here, there in pairs:
        found = ImportantPerson.objects.visible_to(by).filter(child_id=here, linked_child_id=there)
        if found.update(linked_child=None, changed_at=now):
            _note("child.sibling_unlinked", Child.objects.visible_to(by).get(pk=here), by=by, now=now)


@transaction.atomic
def record_care(
    *, by: Viewer, now: datetime, child: Child, person: ImportantPerson, since: date, until: date | None, note: str = "",
    period: CarePeriod | None = None, version: int = 0,
) -> CarePeriod:  # fmt: skip
    """Note that a person cared for a child from a day on; with `period` change what was noted."""
    may_write(by)
    today = now.astimezone(by.zone).date()
    since, until = until_today(since, today) or since, until_today(until, today)
    if since > today or (until and until > today):
        raise ChildRefused(_("Tanggal tidak boleh setelah hari ini"), field="since" if since > today else "until")
    if until and until < since:
        raise ChildRefused(_("Tanggal selesai mendahului tanggal mulai"), field="until")
    if person.child_id != child.pk:
        raise ChildRefused(_("Pilih orang dari keluarga anak ini"), field="person")
    if period:
        row = CarePeriod.objects.visible_to(by).select_for_update().get(pk=period.pk, child=child)
        if row.version != version:
            raise ChangedMeanwhile(row)
        row.version += 1
    else:
        row = CarePeriod(child=child, written_at=now, written_by_id=by.user_id)
    row.person, row.since, row.until, row.note = person, since, until, note
    row.save()
    _note("child.carer_noted", child, by=by, now=now)
    return row


def _note(verb: str, child: Child, *, by: Viewer, now: datetime) -> None:
    record(by=by, now=now, verb=verb, child_id=child.pk, subject=child.code)
