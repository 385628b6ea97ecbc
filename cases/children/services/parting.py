"""Two files that were merged by mistake are parted again; after 30 days that is over."""

import json
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children import merges
from cases.children.choices import PairState
from cases.children.models import Alias, Child, Merge
from cases.children.services.merging import MergeRefused, mark_pair, snapshot, tell
from cases.children.services.registering import index, save
from cases.sharing.models import AccessRow
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer, system_scope

_CLOCK = "merged files gather what came late, and lose their way back in time"


@transaction.atomic
def unmerge(*, by: Viewer, now: datetime, merge: Merge) -> Merge:
    """Give both files back as they were.

    What was changed or added in the common file since stays with the winner, except what hangs on a case that goes
    back.  Raises MergeRefused after 30 days, for another agency, or while a later merge stands on top.
    """
    if not by.can(P.CASE_SUPERVISE) or merge.agency_id != by.agency_id:
        raise MergeRefused(_("Penggabungan dibatalkan supervisor instansi yang menggabungkannya."))
    with system_scope("two merged files are parted"):
        ids = [merge.winner_id, merge.loser_id]
        found = Child.objects.for_system(reason=merges.MERGING).filter(pk__in=ids).order_by("pk").select_for_update()
        rows = {row.pk: row for row in found}
        row = Merge.objects.for_system(reason=merges.MERGING).select_for_update().get(pk=merge.pk)
        stays, goes = rows[row.winner_id], rows[row.loser_id]
        _insist_possible(row, stays, now=now)
        kept = json.loads(row.kept)
        _restore(stays, kept)
        Child.objects.for_system(reason=merges.MERGING).filter(pk=goes.pk).update(merged_into=None)
        back = merges.move_all(source=stays.pk, target=goes.pk, moved=row.moved)
        Alias.objects.for_system(reason=merges.MERGING).filter(pk__in=kept["aliases"], child=stays).delete()
        index(stays)
        save(stays, by=by, now=now)
        row.undone_at, row.undone_by_id, row.kept = now, by.user_id, ""
        row.save(update_fields=["undone_at", "undone_by", "kept"])
        mark_pair(stays, goes, PairState.DIFFERENT, by=by, now=now)
        access = AccessRow.objects.for_system(reason=merges.MERGING).filter(child_id__in=ids)
        cases = sorted(set(access.values_list("case_id", flat=True)), key=str)
    tell("child.unmerged", stays, goes, cases, by=by, now=now)
    row.moved = back
    return row


def keep_merges(*, now: datetime) -> int:
    """Gather what was written to a file in the moment it was merged; close merges whose 30 days are over.

    Runs nightly and returns how many rows it changed; twice changes nothing.
    """
    with system_scope(_CLOCK):
        rows = Merge.objects.for_system(reason=_CLOCK).standing().filter(closed_at=None).select_for_update()
        changed = 0
        for row in rows.order_by("merged_at"):
            late = merges.move_all(source=row.loser_id, target=_last(row))
            if any(late.values()):
                row.moved = {name: [*row.moved.get(name, []), *late.get(name, [])] for name in {*row.moved, *late}}
            if row.undo_until <= now:
                row.closed_at, row.kept, row.moved = now, "", {}
            elif not any(late.values()):
                continue
            row.save(update_fields=["closed_at", "kept", "moved"])
            changed += 1
    return changed


@transaction.atomic
def not_the_same(*, by: Viewer, now: datetime, one: Child, other: Child) -> None:
    """Remember that two files are of two children, so that nobody is asked again."""
    if not by.can(P.CASE_SUPERVISE):
        raise MergeRefused(_("Berkas digabung dan dipisahkan supervisor."))
    seen = Child.objects.visible_to(by).filter(pk__in=[one.pk, other.pk]).values_list("pk", flat=True)
    if len(seen) != 2:
        raise MergeRefused(_("Pilih dua berkas yang berbeda."))
    with system_scope("two files are of two children"):
        mark_pair(one, other, PairState.DIFFERENT, by=by, now=now)
    tell("child.not_same", one, other, [], by=by, now=now)


def _insist_possible(row: Merge, stays: Child, *, now: datetime) -> None:
    if row.undone_at:
        raise MergeRefused(_("Penggabungan ini sudah dibatalkan."))
    if row.closed_at or row.undo_until <= now:
        day = date_format(row.undo_until.astimezone(), "j F Y")
        raise MergeRefused(_("Penggabungan ini hanya dapat dibatalkan sampai %(day)s.") % {"day": day})
    later = Merge.objects.for_system(reason=merges.MERGING).standing().filter(merged_at__gte=row.merged_at)
    later = later.exclude(pk=row.pk).select_related("loser", "winner")
    on_top = next((one for one in later if row.winner_id in (one.winner_id, one.loser_id)), None)
    if on_top or stays.merged_into_id:
        code = on_top.winner.code if on_top else ""
        gaps = [Missing(_("Buka %(code)s") % {"code": code}, f"/anak/{code}/")] if code else []
        raise MergeRefused(
            _("Berkas ini digabung lagi sesudahnya. Batalkan dahulu penggabungan yang terakhir."), missing=gaps
        )


def _restore(child: Child, kept: dict) -> None:
    """Put back what the merge replaced, unless somebody has changed it since."""

    now_there = snapshot(child)
    fields = {field.attname: field for field in child._meta.concrete_fields}
    for column, value in kept["before"].items():
        if now_there[column] == kept["after"][column]:
            setattr(child, column, value if isinstance(value, list) else fields[column].to_python(value))


def _last(row: Merge):
    """Return the file in which a merged one stands today; a winner may itself have joined another."""
    loser = Child.objects.for_system(reason=_CLOCK).filter(pk=row.loser_id)
    return loser.values_list("merged_into_id", flat=True).get()
