"""What a case is about: legal categories, sub-categories and where care is given, each with its dates."""

from datetime import date, datetime
from types import SimpleNamespace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import OTHER, Approach, Category
from cases.casework.models import Case, CaseApproach, CaseCategory, CaseSubCategory, SubCategory
from cases.casework.services.common import CaseRefused, locked, may_work, note, today_of
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer


def standing_categories(case: Case, viewer: Viewer) -> SimpleNamespace:
    """Return the categories in force as one row with a `version` that every change counts up."""
    rows = list(CaseCategory.objects.visible_to(viewer).filter(case=case).order_by("category"))
    subs = list(
        CaseSubCategory.objects.visible_to(viewer).filter(case=case).select_related("subcategory").order_by("since")
    )
    now = [row for row in rows if row.until is None]
    return SimpleNamespace(
        version=len(rows) + len(subs) + sum(row.until is not None for row in (*rows, *subs)),
        primary=next((row.category for row in now if row.is_primary), ""),
        others=[row.category for row in now if not row.is_primary],
        subs=[row.subcategory.code for row in subs if row.until is None],
        history=sorted((row for row in rows if row.until), key=lambda row: (row.until, row.since), reverse=True),
    )


@transaction.atomic
def categorise(
    *,
    by: Viewer,
    now: datetime,
    case: Case,
    primary: str,
    others: list[str],
    subs: list[str] | None = None,
    version: int | None = None,
) -> None:
    """Set the legal categories from today: one primary, any number beside it; earlier ones keep their dates.

    `subs` are codes of sub-categories, None leaves them; each belongs to a chosen category or to none of the 15.
    """
    may_work(by)
    row = locked(by, case)
    standing = standing_categories(row, by)
    if version is not None and version != standing.version:
        raise ChangedMeanwhile(standing)
    today, wanted = today_of(by, now), {primary, *others}
    if not wanted <= set(Category.values):
        raise CaseRefused(_("Pilih kategori dari daftar"), field="primary")
    found = CaseCategory.objects.visible_to(by).filter(case=row, until=None)
    kept = set()
    for one in found:
        if one.category in wanted and one.is_primary == (one.category == primary):
            kept.add(one.category)
        else:
            one.until = today
            one.save(update_fields=["until"])
    for category in sorted(wanted - kept):
        CaseCategory(
            case=row, category=category, is_primary=category == primary, since=today, set_by_id=by.user_id
        ).save(force_insert=True)
    chosen = _set_subs(row, wanted, standing.subs if subs is None else subs, today=today, by=by, kept=subs is None)
    note(row, "case.categorised", by=by, now=now, categories=sorted(wanted), subcategories=sorted(chosen))


def _set_subs(row: Case, wanted: set[str], subs: list[str], *, today: date, by: Viewer, kept: bool) -> set[str]:
    standing = {
        one.subcategory.code: one
        for one in CaseSubCategory.objects.visible_to(by).filter(case=row, until=None).select_related("subcategory")
    }
    known = {one.code: one for one in SubCategory.objects.filter(code__in={*subs, *standing})}
    fits = {code for code in subs if code in known and known[code].parent in {*wanted, OTHER}}
    if not kept:
        for code in subs:
            if code not in known or not (known[code].is_active or code in standing):
                raise CaseRefused(_("Pilih rincian dari daftar"), field="subs")
            if code not in fits:
                raise CaseRefused(
                    _("“%(sub)s” termasuk kategori “%(parent)s”. Pilih juga kategorinya, atau lepas rinciannya.")
                    % {"sub": known[code].word, "parent": Category(known[code].parent).label},
                    field="subs",
                )
    for code, one in standing.items():
        if code not in fits:
            one.until = today
            one.save(update_fields=["until"])
    for code in sorted(fits - set(standing)):
        CaseSubCategory(case=row, subcategory=known[code], since=today, set_by_id=by.user_id).save(force_insert=True)
    return fits


@transaction.atomic
def set_approach(
    *, by: Viewer, now: datetime, case: Case, approach: str, since: date, reason: str, version: int | None = None
) -> CaseApproach:
    """Say where care is given from a date on; a change needs its reason, and what was before stays readable."""
    may_work(by)
    row = locked(by, case)
    before = CaseApproach.objects.visible_to(by).filter(case=row)
    count, last = before.count(), before.order_by("-set_at").first()
    if version is not None and version != count:
        raise ChangedMeanwhile(
            SimpleNamespace(version=count, approach=last.approach, since=last.since, reason=last.reason)
        )
    if since > today_of(by, now):
        raise CaseRefused(_("Tanggal mulai tidak boleh setelah hari ini"), field="since")
    if last and since < last.since:
        raise CaseRefused(_("Tanggal mulai tidak boleh sebelum pendekatan yang sekarang dimulai"), field="since")
    if row.approach == approach:
        raise CaseRefused(_("Pendekatan ini sudah berlaku. Pilih yang lain, atau kembali."), field="approach")
    if row.approach and not reason:
        raise CaseRefused(_("Tulis alasan perubahan pendekatan"), field="reason")
    made = CaseApproach(
        case=row, approach=approach, since=since, reason=reason, set_at=now, set_by_id=by.user_id
    )  # fmt: skip
    made.save(force_insert=True)
    row.approach = approach
    row.save(update_fields=["approach"])
    from cases.casework.choices import source_word

    note(row, "case.approach_set", by=by, now=now, approach=source_word(Approach(approach)))
    return made
