"""The offices' own corrections of the national calendar, read once and kept until the table changes."""

import csv
from datetime import date
from functools import lru_cache
from io import StringIO

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from agencies.obligations.models import Holiday
from agencies.people.permissions import P
from core.audit.services import record
from core.kernel.calendar import WorkingCalendar
from core.kernel.clock import now as clock_now
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer
from core.screens.dates import parse_date

# How long a process may go on with the calendar it read, in seconds.
KEEP_SECONDS = 60


def calendar_in_force() -> WorkingCalendar:
    """Return the library's holidays with the offices' corrections."""
    return _read(int(clock_now().timestamp()) // KEEP_SECONDS, connection.settings_dict["NAME"])


@lru_cache(maxsize=2)
def _read(minute: int, database: str) -> WorkingCalendar:
    rows = list(Holiday.objects.values_list("on", "name", "is_working"))
    return WorkingCalendar(
        {on: name for on, name, works in rows if not works}, frozenset(on for on, _name, works in rows if works)
    )


@transaction.atomic
def set_day(
    *, by: Viewer, now, on: date, name: str, is_working: bool = False, is_collective_leave: bool = False
) -> Holiday:
    """Add or correct one day of the offices' calendar.  Raises Refused for somebody who keeps no rules."""
    if not by.can(P.RULES_MANAGE):
        raise Refused(_("Anda tidak berhak mengubah hari libur."))
    day, _created = Holiday.objects.update_or_create(
        on=on, defaults={"name": name, "is_working": is_working, "is_collective_leave": is_collective_leave}
    )
    record(by=by, now=now, verb="holiday.changed", detail={"on": on.isoformat()})
    _read.cache_clear()
    return day


def as_text(year: int) -> str:
    """Return the year's days as the CSV text that `import_days` takes, to be corrected and sent back."""
    leave = set(Holiday.objects.filter(on__year=year, is_collective_leave=True).values_list("on", flat=True))
    out = StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["tanggal", "nama", "jenis"])
    for on, name in calendar_in_force().holidays_of(year):
        lines.writerow([on.strftime("%d-%m-%Y"), name, "cuti bersama" if on in leave else "libur"])
    return out.getvalue()


@transaction.atomic
def import_days(*, by: Viewer, now, text: str) -> int:
    """Take days from CSV text "tanggal,nama,jenis" (jenis: libur, cuti bersama or kerja); all or nothing.

    Returns how many days were taken.  Raises ValidationError that names the first wrong line.
    """
    taken = 0
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        if not any(cell.strip() for cell in row) or (number == 1 and row[0].strip().lower() == "tanggal"):
            continue
        if len(row) < 2:
            raise ValidationError(_("Baris %(number)s: tulis tanggal,nama,jenis") % {"number": number})
        kind = row[2].strip().lower() if len(row) > 2 else "libur"
        if kind not in {"libur", "cuti bersama", "kerja"}:
            raise ValidationError(_("Baris %(number)s: jenisnya libur, cuti bersama, atau kerja") % {"number": number})
        try:
            on = parse_date(row[0].strip())
        except ValidationError as error:
            raise ValidationError(
                _("Baris %(number)s: %(why)s") % {"number": number, "why": error.messages[0]}
            ) from None
        set_day(
            by=by, now=now, on=on, name=row[1].strip()[:120], is_working=kind == "kerja",
            is_collective_leave=kind == "cuti bersama",
        )  # fmt: skip
        taken += 1
    return taken
