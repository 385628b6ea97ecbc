"""Scans and photographs of a visit's papers: kept, opened on the record, withdrawn."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits.choices import PaperKind, VisitState
from agencies.agreements.visits.models import CoordinationVisit, VisitPaper
from agencies.agreements.visits.services.common import VisitRefused, locked
from core.audit.services import record
from core.files import keeping
from core.files.looking import look_through
from core.kernel.scope import Viewer


@transaction.atomic
def attach(*, by: Viewer, now: datetime, visit: CoordinationVisit, received: bytes, kind: str) -> VisitPaper:
    """Keep a scan with a visit.  Raises VisitRefused; Unacceptable or FileRefused for a file that is not taken in."""
    looked = look_through(received)  # before the lock: a large scan takes a moment
    row = locked(by, visit)
    if row.state == VisitState.CANCELLED:
        raise VisitRefused(_("Kunjungan ini dibatalkan; berkas tidak ditambahkan lagi."))
    if row.papers.filter(sha256=looked.sha256, withdrawn_at=None).exists():
        raise VisitRefused(_("Berkas yang sama sudah ada di kunjungan ini."), field="file")
    made = VisitPaper(visit=row, kind=PaperKind(kind), uploaded_by_id=by.user_id)
    keeping.keep(made, looked, now=now)
    record(by=by, now=now, verb="coordination.paper_added", subject=row.code, detail={"kind": kind})
    return made


@transaction.atomic
def withdraw_paper(*, by: Viewer, now: datetime, paper: VisitPaper) -> VisitPaper:
    """Serve a wrong scan no longer."""
    row = locked(by, paper.visit)
    found = row.papers.select_for_update().get(pk=paper.pk)
    if found.withdrawn_at:
        raise VisitRefused(_("Berkas ini sudah ditarik."))
    found.withdrawn_at = now
    found.save(update_fields=["withdrawn_at"])
    record(by=by, now=now, verb="coordination.paper_withdrawn", subject=row.code, detail={"kind": found.kind})
    return found


@transaction.atomic
def open_paper(*, by: Viewer, now: datetime, paper: VisitPaper) -> bytes:
    """Return the content of a scan of a visit that the viewer reads, and note who opened it."""
    if paper.withdrawn_at or not CoordinationVisit.objects.visible_to(by).filter(pk=paper.visit_id).exists():
        raise VisitRefused(_("Berkas ini sudah ditarik, jadi isinya tidak dapat dibuka."), code="withdrawn")
    content = keeping.content_of(paper)
    detail = {"kind": paper.kind}
    record(by=by, now=now, verb="coordination.paper_opened", subject=paper.visit.code, detail=detail, read=True)
    return content
