"""The other names a child is known by; search finds them like the first ones."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.children.choices import AliasKind
from cases.children.models import Alias, Child
from cases.children.services.common import ChildRefused, locked, may_write, source_word
from cases.children.services.registering import index, save
from core.audit.services import record
from core.kernel.scope import Viewer


@transaction.atomic
def add_alias(*, by: Viewer, now: datetime, child: Child, name: str, kind: str) -> Alias:
    """Add another name of a child.  The same name twice is refused."""
    may_write(by)
    row = locked(by, child)
    same = Alias.objects.visible_to(by).filter(child=row, removed_at=None, name__iexact=name)
    if name.casefold() in {row.full_name.casefold(), row.nickname.casefold()} or same.exists():
        raise ChildRefused(_("Nama ini sudah tercatat."), field="name")
    alias = Alias(child=row, name=name, kind=str(AliasKind(kind)), added_at=now, added_by_id=by.user_id)
    alias.save(force_insert=True)
    index(row)
    save(row, by=by, now=now)
    detail = {"kind": source_word(AliasKind(kind).label)}
    record(by=by, now=now, verb="child.alias_added", child_id=row.pk, subject=row.code, detail=detail)
    return alias


@transaction.atomic
def remove_alias(*, by: Viewer, now: datetime, child: Child, alias: Alias) -> None:
    """Take a name out of use; the row stays for the history."""
    may_write(by)
    row = locked(by, child)
    if not Alias.objects.visible_to(by).filter(pk=alias.pk, child=row, removed_at=None).update(removed_at=now):
        return
    index(row)
    save(row, by=by, now=now)
    record(by=by, now=now, verb="child.alias_removed", child_id=row.pk, subject=row.code)
