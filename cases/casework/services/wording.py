"""The sub-categories of the whole network; whoever keeps the rules keeps these words too."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.choices import PARENTS
from cases.casework.models import SubCategory
from cases.casework.services.common import CaseRefused, insist
from core.audit.services import record
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer


@transaction.atomic
def save_subcategory(
    *,
    by: Viewer,
    now: datetime,
    label: str,
    parent: str,
    is_active: bool = True,
    code: str = "",
    version: int | None = None,
) -> SubCategory:
    """Add a sub-category (no code), or rename, move or retire one; what cases already carry stays."""
    insist(by, P.RULES_MANAGE)
    if parent not in dict(PARENTS):
        raise CaseRefused(_("Pilih kategori induk dari daftar"), field="parent")
    row = SubCategory.objects.select_for_update().get(code=code) if code else SubCategory(code=_new_code(label))
    if code and version is not None and version != row.version:
        raise ChangedMeanwhile(row)
    if SubCategory.objects.filter(parent=parent, label__iexact=label).exclude(pk=row.pk).exists():
        raise CaseRefused(_("Rincian dengan nama ini sudah ada di kategori itu"), field="label")
    row.label, row.parent, row.is_active = label, parent, is_active
    if code:
        row.version += 1
    row.save()
    record(by=by, now=now, verb="subcategory.saved", detail={"code": row.code, "active": is_active})
    return row


def _new_code(label: str) -> str:
    base = slugify(label)[:34] or "rincian"
    taken = set(SubCategory.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if code not in taken)
