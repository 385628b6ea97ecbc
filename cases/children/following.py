"""How this room's own rows follow a merged child."""

from cases.children import merges
from cases.children.merges import MERGING
from cases.children.models import Alias, CarePeriod, Child, ImportantPerson, Merge
from cases.sharing import services as sharing
from cases.sharing.models import AccessRequest, Consent
from cases.sharing.services.barring import register_former


def _people(*, source, target, only=None, cases=()) -> list[str]:
    """Move family and important people; somebody who is linked in both files stays where they are."""
    rows = ImportantPerson.objects.for_system(reason=MERGING)
    there = rows.filter(child_id=target).exclude(linked_child=None).values("linked_child_id")
    found = rows.filter(child_id=source).exclude(linked_child_id__in=[target])
    found = found.filter(pk__in=only) if only is not None else found.exclude(linked_child_id__in=there)
    ids = [str(pk) for pk in found.values_list("pk", flat=True)]
    rows.filter(pk__in=ids).update(child_id=target)
    return ids


def _care(*, source, target, only=None, cases=()) -> list[str]:
    """Move the periods of care with the person who gave it."""
    rows = CarePeriod.objects.for_system(reason=MERGING)
    ids = [str(pk) for pk in rows.filter(child_id=source, person__child_id=target).values_list("pk", flat=True)]
    rows.filter(pk__in=ids).update(child_id=target)
    return ids


def _aliases(*, source, target, only=None, cases=()) -> list[str]:
    """Move the other names; one that both files have stays."""
    rows = Alias.objects.for_system(reason=MERGING)
    there = rows.filter(child_id=target, removed_at=None).values("name")
    found = rows.filter(child_id=source)
    found = found.filter(pk__in=only) if only is not None else found.exclude(name__in=there)
    ids = [str(pk) for pk in found.values_list("pk", flat=True)]
    rows.filter(pk__in=ids).update(child_id=target)
    return ids


def _links(*, source, target, only=None, cases=()) -> list[str]:
    """Let siblings' links lead to the file that stays, unless they lead there already."""
    rows = ImportantPerson.objects.for_system(reason=MERGING)
    both = rows.filter(linked_child_id=target).values("child_id")
    found = rows.filter(linked_child_id=source).exclude(child_id=target).exclude(child_id__in=both)
    if only is not None:
        found = found.filter(pk__in=only)
    ids = [str(pk) for pk in found.values_list("pk", flat=True)]
    rows.filter(pk__in=ids).update(linked_child_id=target)
    return ids


def _former(*, source, target, only=None, cases=()) -> list[str]:
    """Let the codes of files that joined earlier lead to the file that stays, in one step."""
    rows = Child.objects.for_system(reason=MERGING).filter(merged_into_id=source).exclude(pk=target)
    found = rows.filter(pk__in=only) if only is not None else rows
    ids = [str(pk) for pk in found.values_list("pk", flat=True)]
    Child.objects.for_system(reason=MERGING).filter(pk__in=ids).update(merged_into_id=target)
    return ids


def _excluded(*, source, target, only=None, cases=()) -> list[str]:
    """Move who is kept out of the file; at a parting, what was written while the files were one holds for both."""
    parted = Merge.objects.for_system(reason=MERGING).filter(winner_id=source, loser_id=target, undone_at=None)
    since = parted.order_by("-merged_at").values_list("merged_at", flat=True).first() if only is not None else None
    return sharing.follow_child(source=source, target=target, only=only, cases=cases, since=since)


def _nothing(*, source, target, only=None, cases=()) -> list[str]:
    """Move nothing: these rows are written anew with what they are derived from."""
    return []


def _former_ids(child_id) -> list:
    """Return the ids of the files that joined a child's file."""
    rows = Child.objects.for_system(reason=MERGING).filter(merged_into_id=child_id)
    return list(rows.values_list("pk", flat=True))


def register() -> None:
    """Register this room's tables and the access rows beneath it."""
    register_former(_former_ids)
    merges.register("children.importantperson", _people)
    merges.register("children.careperiod", _care)
    merges.register("children.alias", _aliases)
    merges.register("children.importantperson.linked_child", _links)
    merges.register("children.child.merged_into", _former)
    merges.register("sharing.accessrow", sharing.move_child)
    merges.register("sharing.exclusion", _excluded)
    merges.register("sharing.bar", _nothing)
    merges.register("sharing.accessrequest", merges.rows_of(AccessRequest, case_column="case_id"))
    merges.register("sharing.consent", merges.rows_of(Consent, case_column="case_id"))
