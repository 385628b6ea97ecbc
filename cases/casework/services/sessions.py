"""A session of service: guidance, therapy or training, of one child or of a group."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Component, NoteKind, Outcome, SessionKind, source_word
from cases.casework.models import Case, Note
from cases.casework.services.common import CaseRefused, locked, may_work, note
from cases.casework.services.noting import in_the_past, moment_of, new_note
from core.kernel.scope import Viewer

LONGEST = 24 * 60


@transaction.atomic
def write_session(*, by: Viewer, now: datetime, cases: Sequence[Case], answers: dict) -> list[Note]:
    """Write a session into the file of every child who took part; return the notes, the first case's first.

    A session is no contact by the risk rule: nobody was asked how the child is.  It does say that the child was met.
    `answers`: session, component, minutes, happened_on, happened_time, place, text.
    """
    may_work(by)
    in_the_past(answers, by=by, now=now)
    if not 1 <= (answers.get("minutes") or 0) <= LONGEST:
        raise CaseRefused(_("Isi lamanya sesi dalam menit"), field="minutes")
    kinds = {"session": SessionKind(answers["session"]), "component": Component(answers["component"])}
    is_group, written = len(cases) > 1, []
    # Locked in one order, so that two sessions of the same children never wait for each other.
    rows = {row.pk: row for row in (locked(by, case) for case in sorted(cases, key=lambda one: one.pk))}
    for case in cases:
        row = rows[case.pk]
        if not row.is_open:
            raise CaseRefused(_("Kasus %(code)s sudah ditutup.") % {"code": row.code}, field="others")
        one = new_note(row, NoteKind.SESSION, answers, by=by, now=now)
        one.session, one.component, one.minutes = kinds["session"], kinds["component"], answers["minutes"]
        one.is_group, one.outcome = is_group, Outcome.MET
        one.save(force_insert=True)
        met_at = min(now, moment_of(answers, by=by, now=now))
        row.last_contact_at = max(met_at, row.last_contact_at or met_at)
        row.save(update_fields=["last_contact_at"])
        note(row, "note.session", by=by, now=now, kind=source_word(kinds["session"]), minutes=answers["minutes"])
        written.append(one)
    return written
