"""Two files of one child become one; nothing is thrown away, and within 30 days they can be parted again."""

import json
from datetime import datetime, timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children import merges
from cases.children.choices import AliasKind, PairState
from cases.children.factsheet import FACTS
from cases.children.models import Alias, Child, DuplicatePair, Merge
from cases.children.services.common import ChildRefused
from cases.children.services.registering import index, save
from cases.sharing.models import AccessRow
from core.audit.services import record
from core.kernel.scope import Viewer, system_scope

UNDO_DAYS = 30
_COLUMNS = tuple(column for fact in FACTS for column in fact.columns)
_TWICE = _("Kedua berkas memuat catatan yang tidak boleh rangkap. Selesaikan salah satunya dahulu.")


class MergeRefused(ChildRefused):
    """The two files cannot become one, or cannot be parted, now or by this person."""


@transaction.atomic
def merge(
    *, by: Viewer, now: datetime, winner: Child, loser: Child, chosen: dict[str, str], versions: tuple[int, int]
) -> Merge:
    """Unite the loser's file with the winner's and return what happened.

    `chosen` says for a fact's key "loser" where that file's value is to stand; everything else stays as the winner has
    it.  Only a supervisor of an agency that owns cases of both may.  `versions` are the ones that were compared.
    """
    insist_on_owner(by, winner, loser)
    if winner.pk == loser.pk:
        raise MergeRefused(_("Pilih dua berkas yang berbeda."))
    with system_scope("two files of one child become one"):
        # Always in the same order, so that two who merge at once wait for each other instead of for ever.
        found = Child.objects.for_system(reason=merges.MERGING).filter(pk__in=[winner.pk, loser.pk])
        rows = {row.pk: row for row in found.order_by("pk").select_for_update()}
        stays, goes = rows[winner.pk], rows[loser.pk]
        if stays.merged_into_id or goes.merged_into_id:
            raise MergeRefused(_("Salah satu berkas ini sudah digabung. Buka lagi daftarnya."))
        if (stays.version, goes.version) != versions:
            raise MergeRefused(_("Salah satu berkas baru saja diubah orang lain. Periksa lagi pilihan Anda."))
        before = snapshot(stays)
        names = [stays.full_name, stays.nickname, goes.full_name, goes.nickname]
        for fact in FACTS:
            if chosen.get(fact.key) == "loser":
                for column in fact.columns:
                    setattr(stays, column, getattr(goes, column))
        if not stays.full_name and not stays.nickname:
            raise MergeRefused(_("Isi nama atau nama panggilan anak"))
        case_ids = _cases(stays, goes)
        try:
            with transaction.atomic():
                moved = merges.move_all(source=goes.pk, target=stays.pk)
        except IntegrityError:
            raise MergeRefused(_TWICE) from None
        added = _keep_names(stays, names, by=by, now=now)
        index(stays)
        # Above both, so that a form opened on either before is told that the file has changed.
        stays.version = max(stays.version, goes.version)
        save(stays, by=by, now=now)
        Child.objects.for_system(reason=merges.MERGING).filter(pk=goes.pk).update(merged_into=stays)
        kept = {"before": before, "after": snapshot(stays), "aliases": added}
        row = Merge(
            winner=stays, loser=goes, agency_id=by.acting_agency_id, merged_at=now, merged_by_id=by.acting_user_id,
            undo_until=now + timedelta(days=UNDO_DAYS), kept=json.dumps(kept, cls=DjangoJSONEncoder), moved=moved,
        )  # fmt: skip
        row.save(force_insert=True)
        mark_pair(stays, goes, PairState.MERGED, by=by, now=now)
    tell("child.merged", stays, goes, case_ids, by=by, now=now)
    return row


def insist_on_owner(by: Viewer, *children: Child) -> None:
    """Raise MergeRefused unless the viewer supervises in an agency that owns a case of each child."""
    if not by.can(P.CASE_SUPERVISE):
        raise MergeRefused(_("Berkas digabung dan dipisahkan supervisor."))
    owned = AccessRow.objects.visible_to(by).standing().filter(owner_agency_id=by.agency_id)
    ids = {child.pk for child in children}
    if set(owned.filter(child_id__in=ids).values_list("child_id", flat=True)) != ids:
        raise MergeRefused(
            _("Hanya supervisor instansi yang memiliki kasus di kedua berkas yang boleh menggabungkannya.")
        )


def snapshot(child: Child) -> dict:
    """Return what stands in the columns that a merge may change, as JSON keeps it."""
    values = {column: getattr(child, column) for column in _COLUMNS}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def mark_pair(one: Child, other: Child, state: str, *, by: Viewer, now: datetime) -> None:
    """Write down what was decided about two files, whether the night had found them or not."""
    first, second = sorted((one.pk, other.pk))
    DuplicatePair.objects.for_system(reason=merges.MERGING).update_or_create(
        first_id=first,
        second_id=second,
        defaults={"state": state, "decided_at": now, "decided_by_id": by.user_id},
        create_defaults={
            "state": state, "decided_at": now, "decided_by_id": by.user_id, "score": 0, "found_at": now,
        },
    )  # fmt: skip


def tell(verb: str, stays: Child, goes: Child, case_ids: list, *, by: Viewer, now: datetime) -> None:
    """Write the act into the record of both children and of every case of theirs."""
    for child, other in ((stays, goes), (goes, stays)):
        record(by=by, now=now, verb=verb, child_id=child.pk, subject=child.code, detail={"other": other.code})
    for case_id in case_ids:
        record(
            by=by, now=now, verb=verb, case_id=case_id, child_id=stays.pk, subject=stays.code,
            detail={"other": goes.code},
        )  # fmt: skip


def _cases(*children: Child) -> list:
    rows = AccessRow.objects.for_system(reason=merges.MERGING).filter(child_id__in=[child.pk for child in children])
    return sorted(set(rows.values_list("case_id", flat=True)), key=str)


def _keep_names(child: Child, names: list[str], *, by: Viewer, now: datetime) -> list[str]:
    """Let every name that no longer stands in the file be found as another name; return the new rows' ids."""
    used = Alias.objects.for_system(reason=merges.MERGING).filter(child=child, removed_at=None)
    known = {child.full_name, child.nickname, "", *used.values_list("name", flat=True)}
    rows = [
        Alias(child=child, name=name, kind=AliasKind.MERGED, added_at=now, added_by_id=by.user_id)
        for name in dict.fromkeys(names)
        if name not in known
    ]
    return [str(row.pk) for row in Alias.objects.bulk_create(rows)]
