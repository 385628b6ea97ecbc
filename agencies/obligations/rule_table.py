"""Edited defaults of rules: who changed which number, from when and why."""

import csv
from datetime import date, datetime
from functools import lru_cache
from io import StringIO

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import rulebook
from agencies.obligations.models import RuleValue
from agencies.people.permissions import P
from core.audit.services import record
from core.kernel.clock import now as clock_now
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer
from core.screens.dates import parse_date

KEEP_SECONDS = 60


class RuleRefused(Refused):
    """The rule is fixed by law, or the date lies in the past."""


def edited_value(code: str, on: date) -> tuple[int, date] | None:
    """Return the edited (value, since) in force on a date, None when the default stands."""
    rows = _read(int(clock_now().timestamp()) // KEEP_SECONDS, connection.settings_dict["NAME"]).get(code, ())
    known = [(value, since) for value, since in rows if since <= on]
    return max(known, key=lambda row: row[1]) if known else None


@lru_cache(maxsize=2)
def _read(minute: int, database: str) -> dict[str, list[tuple[int, date]]]:
    found: dict[str, list[tuple[int, date]]] = {}
    for code, value, since in RuleValue.objects.values_list("code", "value", "since"):
        found.setdefault(code, []).append((value, since))
    return found


@transaction.atomic
def set_value(*, by: Viewer, now: datetime, code: str, value: int, since: date, reason: str) -> RuleValue:
    """Edit a default from a date on; duties already owed keep the rule that made them."""
    rule = rulebook.find(code)
    if not by.can(P.RULES_MANAGE):
        raise RuleRefused(_("Anda tidak berhak mengubah aturan waktu."))
    if rule.verified and rule.clock == "law":
        raise RuleRefused(_("Batas ini ditetapkan hukum dan tidak dapat diubah di sini."), field="value")
    if since < now.astimezone(by.zone).date():
        raise RuleRefused(_("Aturan baru berlaku paling cepat hari ini."), field="since")
    if not 1 <= value <= 400:
        raise RuleRefused(_("Tulis angka antara 1 dan 400."), field="value")
    row, _created = RuleValue.objects.update_or_create(
        code=code, since=since, defaults={"value": value, "reason": reason, "set_by_id": by.user_id, "set_at": now}
    )
    record(by=by, now=now, verb="rule.changed", detail={"code": code, "value": value})
    _read.cache_clear()
    return row


def as_text(on: date) -> str:
    """Return the editable rules as the CSV text that `import_values` takes, to be changed and sent back."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["kode", "angka", "berlaku sejak", "alasan"])
    for rule in rulebook.in_force(on):
        if not (rule.verified and rule.clock == "law"):
            lines.writerow([rule.code, rule.value, on.strftime("%d-%m-%Y"), ""])
    return out.getvalue()


@transaction.atomic
def import_values(*, by: Viewer, now: datetime, text: str) -> int:
    """Take edited defaults from CSV text "kode,angka,berlaku sejak,alasan"; all or nothing.

    A line that repeats the number in force changes nothing.  Returns how many rules changed.  Raises RuleRefused
    that names the first wrong line.
    """
    changed = 0
    for line, row in enumerate(csv.reader(text.splitlines()), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (line == 1 and cells[0].lower() == "kode"):
            continue
        try:
            changed += _take(by, now, cells)
        except (RuleRefused, ValidationError) as error:
            why = error.messages[0] if isinstance(error, ValidationError) else error.sentence
            raise RuleRefused(_("Baris %(line)s: %(why)s") % {"line": line, "why": why}, field="text") from None
    return changed


def _take(by: Viewer, now: datetime, cells: list[str]) -> int:
    if len(cells) < 2 or not cells[1].isdecimal() or len(cells[1]) > 3:
        raise RuleRefused(_("tulis kode,angka,berlaku sejak,alasan"))
    code, number, since_text, reason = [*cells, "", ""][:4]
    value, since = int(number), parse_date(since_text) if since_text else now.astimezone(by.zone).date()
    known = {rule.code: rule.value for rule in rulebook.in_force(since)}
    if code not in known:
        raise RuleRefused(_("tidak ada aturan dengan kode %(code)s") % {"code": code[:60]})
    if known[code] == value:
        return 0
    if not reason:
        raise RuleRefused(_("tulis alasan perubahannya"))
    set_value(by=by, now=now, code=code, value=value, since=since, reason=reason[:200])
    return 1
