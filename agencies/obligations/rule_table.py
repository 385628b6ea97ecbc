"""Edited defaults of rules: who changed which number, from when and why."""

from datetime import date, datetime
from functools import lru_cache

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import rulebook
from agencies.obligations.models import RuleValue
from agencies.people.permissions import P
from core.audit.services import record
from core.kernel.clock import now as clock_now
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer

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
