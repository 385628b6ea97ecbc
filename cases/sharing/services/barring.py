"""What keeps excluded persons out: their standing exclusions spelt out, case by case, for both walls."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.sharing.models import AccessRow, Bar, Exclusion
from core.kernel.refusals import Refused
from core.kernel.scope import system_scope

REASON = "who is kept out of a file"


_FORMER: list[Callable[[UUID], Iterable[UUID]]] = []


def register_former(former: Callable[[UUID], Iterable[UUID]]) -> None:
    """Let the children's room say under which ids a child's file stood before, because the record keeps them."""
    if former not in _FORMER:
        _FORMER.append(former)


class Excluded(Refused):
    """The person is kept out of this child's file; nobody can let them in before the exclusion has ended."""

    sentence = _("Orang ini dikecualikan dari berkas anak ini. Pilih orang lain.")


def is_excluded(person_id: int | None, *, case_id: UUID | None = None, child_id: UUID | None = None) -> bool:
    """Tell whether a person is kept out of a case, or of everything about a child."""
    if person_id is None:
        return False
    with system_scope(REASON):
        found = Bar.objects.for_system(reason=REASON).filter(person_id=person_id)
        return found.filter(**({"case_id": case_id} if case_id else {"child_id": child_id})).exists()


def insist_admitted(person_id: int | None, case_id: UUID, *, field: str = "") -> None:
    """Raise Excluded when a person who is to get something of a case is kept out of it."""
    if is_excluded(person_id, case_id=case_id):
        raise Excluded(field=field)


def cases_of(row: Exclusion) -> list[UUID]:
    """Return the cases an exclusion keeps its person out of; every case has access rows, so they tell."""
    if not row.whole_child:
        return [row.case_id]
    found = AccessRow.objects.for_system(reason=REASON).filter(child_id=row.child_id)
    return list(found.order_by().values_list("case_id", flat=True).distinct())


def spell_out(rows: Iterable[Exclusion], *, also: dict[UUID, UUID] | None = None) -> None:
    """Write the bars of exclusions anew, in the caller's system scope; `also` is a child's id and one that joins it."""
    for row in rows:
        Bar.objects.for_system(reason=REASON).filter(exclusion=row).delete()
        if row.ended_at is not None:
            continue
        bars = [Bar(exclusion=row, person_id=row.person_id, case_id=case_id) for case_id in cases_of(row)]
        if row.whole_child:
            ids = {row.child_id, *(pk for former in _FORMER for pk in former(row.child_id))}
            ids |= {(also or {}).get(row.child_id, row.child_id)}
            bars += [
                Bar(exclusion=row, person_id=row.person_id, child_id=child_id) for child_id in sorted(ids, key=str)
            ]
        Bar.objects.bulk_create(bars)


def follow_case(case_id: UUID, child_id: UUID) -> None:
    """Let exclusions from a child hold for a case whose first access row is being written, in the system's scope."""
    found = Exclusion.objects.for_system(reason=REASON).standing().filter(child_id=child_id, whole_child=True)
    rows = list(found.exclude(bars__case_id=case_id))
    Bar.objects.bulk_create([Bar(exclusion=row, person_id=row.person_id, case_id=case_id) for row in rows])
