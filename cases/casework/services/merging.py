"""How cases follow their child when two files become one, or are parted again."""

from uuid import UUID

from cases.casework.models import Case
from cases.children.merges import MERGING


def move_cases(*, source: UUID, target: UUID, only=None, cases=()) -> list[str]:
    """Move the child's cases; each remembers for which file it was opened, so that both may bring an open one."""
    found = Case.objects.for_system(reason=MERGING).filter(child_id=source)
    if only is not None:
        found = found.filter(pk__in=only)
    ids = [str(pk) for pk in found.values_list("pk", flat=True)]
    rows = Case.objects.for_system(reason=MERGING).filter(pk__in=ids)
    if only is None:
        rows.filter(opened_for=None).update(opened_for=source)
    rows.update(child_id=target)
    rows.filter(opened_for=target).update(opened_for=None)
    return ids
