"""Help asked of the supervisors and answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.choices import NoteKind
from cases.casework.models import Case, Note
from cases.casework.services.common import CaseRefused, insist, locked, may_work, note, owe, settle, today_of
from cases.casework.services.noting import new_note
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def ask_help(*, by: Viewer, now: datetime, case: Case, text: str) -> Note:
    """Ask the supervisors for help; their answer is owed within the rule."""
    may_work(by)
    row = locked(by, case)
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    written = _plain(row, NoteKind.HELP, text, by=by, now=now)
    owe(row, "case.help", by=by, now=now, holder_id=None, page="help_answer")
    note(row, "help.asked", by=by, now=now)
    return written


@transaction.atomic
def answer_help(*, by: Viewer, now: datetime, case: Case, text: str) -> Note:
    """Answer what a worker asked; the answer stands in the file and the manager is told."""
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    if not settle(row, "case.help", "answered", by=by, now=now):
        raise CaseRefused(_("Tidak ada permintaan bantuan yang menunggu jawaban."))
    written = _plain(row, NoteKind.ANSWER, text, by=by, now=now)
    note(row, "help.answered", by=by, now=now)
    if row.manager_id and row.manager_id != by.user_id:
        notices.owe(
            recipient_id=row.manager_id, kind="help.answered", key=f"help.answered:{written.pk}", about=row.code,
            url=f"/kasus/{row.code}/linimasa/", case_id=row.pk, now=now,
        )  # fmt: skip
    return written


def _plain(row: Case, kind: str, text: str, *, by: Viewer, now: datetime) -> Note:
    if not text:
        raise CaseRefused(_("Tulis isinya"), field="text")
    written = new_note(row, kind, {"happened_on": today_of(by, now), "text": text}, by=by, now=now)
    written.save(force_insert=True)
    return written
