"""What one version of a plan changes of another: rows added, removed and changed, and the words inside them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.casework.models import Plan, PlanActivity, PlanGoal
from cases.casework.sheets import label_of
from core.screens.templatetags.ui import tanggal

Word = str | Promise
SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"


@dataclass
class Row:
    """One goal, activity or reason: what became of it, its fields as (label, parts), and the rows below it."""

    kind: str
    fields: list[tuple[Word, list[tuple[str, str]]]]
    rows: list["Row"] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        """Tell whether anything in it or below it changed."""
        return self.kind != SAME or any(row.is_touched for row in self.rows)


def changes(old: Plan | None, new: Plan) -> list[Row]:
    """Return every goal of both versions in the new one's order, the removed ones last, then the reasons."""
    before = list(old.goals.all()) if old else []
    found = [_goal(was, now) for was, now in _pairs(before, list(new.goals.all()), "lineage")]
    reasons = _pairs(list(old.reasons.all()) if old else [], list(new.reasons.all()), "domain")
    return found + [_row(_reason(was), _reason(now)) for was, now in reasons]


def words(old: str, new: str) -> list[tuple[str, str]]:
    """Return (same | added | removed, text) for the words of two texts, in reading order."""
    left, right = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    found = []
    bare = [[word.strip() for word in side] for side in (left, right)]
    for tag, a, b, c, d in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(right[c:d])))
            continue
        if b > a:
            found.append((REMOVED, "".join(left[a:b])))
        if d > c:
            found.append((ADDED, "".join(right[c:d])))
    return found


def _pairs(old: list[Any], new: list[Any], key: str) -> Iterable[tuple[Any, Any]]:
    known = {getattr(row, key): row for row in old}
    kept = [(known.pop(getattr(row, key), None), row) for row in new]
    return [*kept, *((row, None) for row in known.values())]


def _goal(was: PlanGoal | None, now: PlanGoal | None) -> Row:
    row = _row(_said(was), _said(now))
    pairs = _pairs(list(was.activities.all()) if was else [], list(now.activities.all()) if now else [], "lineage")
    row.rows = [_row(_done(one), _done(other)) for one, other in pairs]
    return row


def _row(was: list[tuple[Word, str]] | None, now: list[tuple[Word, str]] | None) -> Row:
    kind = ADDED if was is None else REMOVED if now is None else CHANGED if was != now else SAME
    if was is None or now is None:
        return Row(kind, [(label, [(SAME, text)]) for label, text in was or now or [] if text])
    fields = [(label, words(old, text)) for (_label, old), (label, text) in zip(was, now, strict=True)]
    return Row(kind, [(label, parts) for label, parts in fields if parts])


def _said(goal: PlanGoal | None) -> list[tuple[Word, str]] | None:
    return goal and [(_("Tujuan"), goal.goal), (_("Bidang"), str(label_of(goal.domain)))]  # type: ignore[return-value]


def _done(one: PlanActivity | None) -> list[tuple[Word, str]] | None:
    if one is None:
        return None
    who = one.person.short_name if one.person else one.agency.short_name if one.agency else ""
    return [
        (_("Kegiatan"), one.activity), (_("Komponen"), str(one.get_component_display())), (_("Penanggung jawab"), who),
        (_("Tenggat"), tanggal(one.due_on) if one.due_on else ""),
    ]  # fmt: skip


def _reason(one) -> list[tuple[Word, str]] | None:
    return one and [(_("Tanpa tujuan"), str(label_of(one.domain))), (_("Alasan"), one.reason)]
