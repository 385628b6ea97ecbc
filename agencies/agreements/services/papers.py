"""Scans of an agreement, and addenda that the parties wrote while it was in force."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.agreements.choices import STANDING, PaperKind
from agencies.agreements.models import Addendum, Agreement, Paper
from agencies.agreements.services.common import AgreementRefused, locked, note, today_of
from core.files import keeping
from core.files.looking import look_through
from core.kernel.scope import Viewer


@transaction.atomic
def attach(*, by: Viewer, now: datetime, agreement: Agreement, received: bytes, kind: str) -> Paper:
    """Keep a scan with an agreement.  Raises AgreementRefused; Unacceptable or FileRefused for a file not taken in."""
    looked = look_through(received)  # before the lock: a large scan takes a moment
    row = locked(by, agreement)
    if row.papers.filter(sha256=looked.sha256, withdrawn_at=None).exists():
        raise AgreementRefused(_("Berkas yang sama sudah ada di kesepakatan ini."), field="file")
    made = Paper(agreement=row, kind=PaperKind(kind), uploaded_by_id=by.user_id)
    keeping.keep(made, looked, now=now)
    note(row, "agreement.paper_added", by=by, now=now, kind=kind)
    return made


@transaction.atomic
def withdraw_paper(*, by: Viewer, now: datetime, agreement: Agreement, paper: Paper) -> Paper:
    """Serve a wrong scan no longer."""
    row = locked(by, agreement)
    found = row.papers.select_for_update().get(pk=paper.pk)
    if found.withdrawn_at:
        raise AgreementRefused(_("Berkas ini sudah ditarik."))
    found.withdrawn_at = now
    found.save(update_fields=["withdrawn_at"])
    note(row, "agreement.paper_withdrawn", by=by, now=now, kind=found.kind)
    return found


@transaction.atomic
def open_paper(*, by: Viewer, now: datetime, paper: Paper) -> bytes:
    """Return the content of a scan of an agreement the viewer reads, and note who opened it."""
    if paper.withdrawn_at or not Agreement.objects.visible_to(by).filter(pk=paper.agreement_id).exists():
        raise AgreementRefused(_("Berkas ini sudah ditarik, jadi isinya tidak dapat dibuka."), code="withdrawn")
    content = keeping.content_of(paper)
    note(paper.agreement, "agreement.paper_opened", by=by, now=now, kind=paper.kind)
    return content


@transaction.atomic
def add_addendum(
    *, by: Viewer, now: datetime, agreement: Agreement, dated_on: date, text: str, number: str = ""
) -> Addendum:
    """Note what the parties changed while the agreement was in force.  Raises AgreementRefused."""
    row = locked(by, agreement)
    if row.state not in STANDING:
        raise AgreementRefused(_("Addendum dicatat pada kesepakatan yang sedang berlaku."))
    if dated_on > today_of(by, now):
        raise AgreementRefused(_("Tanggal addendum tidak boleh setelah hari ini."), field="dated_on")
    if row.signed_on and dated_on < row.signed_on:
        raise AgreementRefused(_("Tanggal addendum tidak boleh sebelum penandatanganan."), field="dated_on")
    made = Addendum.objects.create(
        agreement=row, dated_on=dated_on, number=number, note=text, recorded_at=now, recorded_by_id=by.user_id
    )
    note(row, "agreement.addendum", by=by, now=now)
    return made
