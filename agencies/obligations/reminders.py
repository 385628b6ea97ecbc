"""Reminders before, on and after the due date, then up the ladder worker -> supervisor -> head.

One statement per rung finds what is due and not yet told; the unique key makes any number of sweeps, beats and
restarts give each reminder once.  Of the rungs before, due and late only the one that fits now is told, so two
days of downtime cost delay and not a flood.
"""

from datetime import datetime, time, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from agencies.obligations import kinds
from agencies.obligations.rules import BOOK
from core.kernel import calendar
from core.kernel.clock import WIB
from core.kernel.scope import system_scope

WORDS = {
    "reminder.before": _("Segera jatuh tempo"),
    "reminder.due": _("Jatuh tempo hari ini"),
    "reminder.late": _("Terlambat"),
    "reminder.supervisor": _("Terlambat di tim Anda"),
    "reminder.head": _("Terlambat lama di instansi Anda"),
}

# The holder, or whoever at the holder's desk may take the duty up; those who cover for an absent holder, and the whole
# desk for what is a desk's when nobody covers.
_TO_HOLDER = """
    SELECT o.holder_id AS person_id WHERE o.holder_id IS NOT NULL
    UNION SELECT a.cover_id FROM people_absence a
      WHERE a.user_id = o.holder_id AND a.cover_id IS NOT NULL AND %(day)s BETWEEN a.starts_on AND a.ends_on
    UNION SELECT m.user_id FROM people_membership m JOIN unnest(%(kinds)s::text[], %(roles)s::text[]) AS k(kind, role)
        ON k.kind = o.kind AND k.role = m.role
      WHERE o.holder_id IS NULL AND m.agency_id = o.holder_agency_id
        AND m.ended_at IS NULL AND m.starts_on <= %(day)s AND (m.ends_on IS NULL OR m.ends_on >= %(day)s)
    UNION SELECT m.user_id FROM people_absence a
        JOIN people_membership m ON m.agency_id = o.holder_agency_id
        JOIN unnest(%(kinds)s::text[], %(roles)s::text[]) AS k(kind, role) ON k.kind = o.kind AND k.role = m.role
      WHERE a.user_id = o.holder_id AND a.cover_id IS NULL AND %(day)s BETWEEN a.starts_on AND a.ends_on
        AND o.kind = ANY(%(desk)s::text[])
        AND m.ended_at IS NULL AND m.starts_on <= %(day)s AND (m.ends_on IS NULL OR m.ends_on >= %(day)s)
"""
_TO_ROLE = """
    SELECT m.user_id AS person_id FROM people_membership m
      WHERE m.agency_id = o.holder_agency_id AND m.role = %(role)s
        AND m.ended_at IS NULL AND m.starts_on <= %(day)s AND (m.ends_on IS NULL OR m.ends_on >= %(day)s)
"""
_SQL = """
WITH told AS (
    INSERT INTO notices_notice (id, recipient_id, kind, key, about, url, due_at, owed_at, case_id)
    SELECT gen_random_uuid(), p.person_id, %(rung)s, %(rung)s || ':' || o.id || ':' || o.due_at::date || ':' || p.person_id,
           o.about, o.url, o.due_at, %(now)s, o.case_id
    FROM obligations_obligation o CROSS JOIN LATERAL ({people}) p
    WHERE o.settled_at IS NULL AND o.paused_at IS NULL AND o.due_at >= %(from)s AND o.due_at < %(until)s
    ON CONFLICT (key) DO NOTHING
    RETURNING split_part(key, ':', 2)::uuid AS obligation_id
), noted AS (
    INSERT INTO audit_entry (id, at, verb, is_read, case_id, subject, purpose, detail, request)
    SELECT gen_random_uuid(), %(now)s, 'reminder.sent', false, o.case_id, o.about, 'reminder',
           jsonb_build_object('kind', o.kind, 'rung', %(rung)s::text), ''
    FROM obligations_obligation o
    WHERE o.case_id IS NOT NULL AND o.id IN (SELECT obligation_id FROM told)
)
SELECT count(*) FROM told
"""

LONG_AGO = datetime(2000, 1, 1, tzinfo=WIB)


def sweep(*, now: datetime) -> int:
    """Owe every reminder that is due and not yet told; return how many people were told something."""
    today = now.astimezone(WIB).date()
    office = calendar.current()
    midnight = datetime.combine(today, time(0), tzinfo=WIB)
    tomorrow = midnight + timedelta(days=1)
    before = BOOK.get("reminder.before", today).value
    rungs = [
        ("reminder.before", _TO_HOLDER, tomorrow, tomorrow + timedelta(days=before), ""),
        ("reminder.due", _TO_HOLDER, now, tomorrow, ""),
        ("reminder.late", _TO_HOLDER, LONG_AGO, now, ""),
    ]
    for name, role in (("supervisor", "supervisor"), ("head", "head")):
        days = BOOK.get(f"escalation.{name}", today).value
        limit = midnight
        while days:
            limit -= timedelta(days=1)
            days -= office.is_working(limit.date())
        rungs.append((f"reminder.{name}", _TO_ROLE, LONG_AGO, limit, role))
    return sum(_tell(now, today, *rung) for rung in rungs)


def _tell(now: datetime, today, rung: str, people: str, start: datetime, until: datetime, role: str) -> int:
    from agencies.people.roles import ROLE_PERMISSIONS

    pairs = [
        (kind, str(each))
        for kind, permission in kinds.permissions().items()
        for each, held in ROLE_PERMISSIONS.items()
        if permission in held
    ]
    with system_scope("reminder"), connection.cursor() as cursor:
        cursor.execute(
            _SQL.format(people=people),
            {
                "rung": rung, "now": now, "day": today, "from": start, "until": until, "role": role,
                "kinds": [kind for kind, _role in pairs], "roles": [role for _kind, role in pairs],
                "desk": kinds.of_desk(),
            },
        )  # fmt: skip
        return cursor.fetchone()[0]
