"""The papers of a request, and what becomes of them when an intake has opened its case."""

from base64 import b64decode, b64encode
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from cases.casework.choices import source_word
from cases.casework.models import Case
from cases.documents import services as documents
from cases.documents.choices import Audience, Kind
from core.files.inspection import examine
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, system_scope
from referrals.incoming import duties
from referrals.incoming.choices import Asked, State
from referrals.incoming.models import Incoming, IncomingPaper
from referrals.incoming.shared import IncomingRefused, answer_outside, move, owe, tell_sender
from referrals.rules import BOOK

TAKE_OVER = "papers of a request go into its case"
MAX_PAPER = 5 * 1024 * 1024


def case_opened(*, number: str, case: Case, by: Viewer, now: datetime) -> None:
    """An intake led to a case: the request that began it ends, and its papers become documents of the case.

    The operator who opens a case may not work on it afterwards, so the papers are filed by the house.
    """
    with system_scope(TAKE_OVER):
        found = Incoming.objects.for_system(reason=TAKE_OVER).filter(
            intake=UUID(number), to_agency_id=by.agency_id, status=State.ACCEPTED
        )
        row = found.select_for_update(of=("self",)).select_related("from_agency", "to_agency").first()
        if row is None:
            return
        clerk = Viewer(
            user_id=by.user_id, agency_id=by.agency_id, system=TAKE_OVER, name=by.name, zone=by.zone, masked=False
        )
        row.case = case
        move(row, "open_case", by=clerk, now=now)
        obligations.settle(kind=duties.OPEN_CASE, about=row.code, how="opened", by=by, now=now)
        _report_for_case(row, by=clerk, now=now)
        for paper in IncomingPaper.objects.for_system(reason=TAKE_OVER).filter(incoming=row, document=None):
            _file(paper, row, case, by=clerk, now=now)
        answer_outside(row, by=clerk, now=now)
        tell_sender(row, "incoming.case_opened", now=now)


def paper_of(name: str, kind: str, received: bytes | None, now: datetime) -> IncomingPaper:
    """Look a received paper through and return its row, not saved.  Raises IncomingRefused beside its field."""
    content = received or b""
    if len(content) > MAX_PAPER:
        raise IncomingRefused(_("Berkas ini lebih besar dari 5 MB. Perkecil dulu."), field=name)
    try:
        examined = examine(content)
    except Refused as refused:
        raise IncomingRefused(refused.sentence, field=name) from None
    return IncomingPaper(
        kind=kind, file_type=examined.file_type, content=b64encode(examined.content).decode(),
        size=len(examined.content), at=now,
    )  # fmt: skip


def _file(paper: IncomingPaper, row: Incoming, case: Case, *, by: Viewer, now: datetime) -> None:
    answers = {
        "kind": paper.kind, "title": f"{source_word(Kind(paper.kind))}, {row.code}", "audience": Audience.FILE,
        "dated_on": row.letter_on if paper.kind == Kind.REFERRAL_LETTER else None,
    }  # fmt: skip
    try:
        with transaction.atomic():
            made = documents.attach(by=by, now=now, case=case, received=b64decode(paper.content), answers=answers)
    except Refused:
        return  # the same file twice, or a scanner that does not answer: the paper stays readable on the request
    paper.document, paper.content = made, ""
    paper.save(update_fields=["document", "content"])


def _report_for_case(row: Incoming, *, by: Viewer, now: datetime) -> None:
    """Let the report be owed by the case, which then cannot be closed over it; the law's moment stays."""
    if row.asked != Asked.SOCIAL_REPORT or row.report_sent_on or row.case is None:
        return
    obligations.cancel(kind=duties.REPORT, about=row.code, why="case", by=by, now=now)
    rule = BOOK.get(duties.REPORT, row.received_at.astimezone(row.to_agency.zone).date())
    due = rule.due_after(row.received_at)
    owe(row, duties.REPORT, row.to_agency_id, by=by, now=now, rule=rule, due_at=due, turn=":case", case_id=row.case.pk)
