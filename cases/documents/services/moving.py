"""A document is withdrawn and brought back, or travels along with a referral."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import source_word
from cases.casework.models import Case
from cases.documents import selectors
from cases.documents.choices import PERSONS_REASONS, WithdrawReason
from cases.documents.models import Document, Passage
from cases.documents.services.common import DocumentRefused, insist, locked, locked_case, note
from core.kernel.scope import Viewer


@transaction.atomic
def withdraw(*, by: Viewer, now: datetime, document: Document, reason: str, explanation: str = "") -> Document:
    """Withdraw a document with a reason: the row stays, its content is served to nobody until it is restored."""
    insist(by)
    row, case = locked(by, document)
    if row.withdrawn_at:
        raise DocumentRefused(_("Dokumen ini sudah ditarik."))
    if reason not in dict(PERSONS_REASONS):
        raise DocumentRefused(_("Pilih alasan dokumen ditarik"), field="reason")
    if reason == WithdrawReason.OTHER and not explanation:
        raise DocumentRefused(_("Tulis alasannya"), field="explanation")
    row.withdrawn_at, row.withdrawn_by_id = now, by.user_id
    row.withdraw_reason, row.withdraw_note = reason, explanation
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason", "withdraw_note"])
    note(case, "document.withdrawn", row, by=by, now=now, reason=source_word(WithdrawReason(reason)))
    return row


@transaction.atomic
def restore(*, by: Viewer, now: datetime, document: Document) -> Document:
    """Bring a withdrawn document back; one with a virus stays away."""
    insist(by)
    row, case = locked(by, document)
    if not row.withdrawn_at:
        return row
    if row.withdraw_reason == WithdrawReason.INFECTED:
        raise DocumentRefused(_("Dokumen yang berisi virus tidak dapat dipulihkan."))
    row.withdrawn_at, row.withdrawn_by_id, row.withdraw_reason, row.withdraw_note = None, None, "", ""
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason", "withdraw_note"])
    note(case, "document.restored", row, by=by, now=now)
    return row


@transaction.atomic
def send_along(*, by: Viewer, now: datetime, case: Case, codes: Iterable[str], basis_ref: str) -> list[Document]:
    """Let documents travel under a reference (a referral's code): whoever may open that package may read them.

    Only shareable ones may; the same one twice travels once.  Access ends with the reference's access rows.
    """
    row, wanted = locked_case(by, case.pk), set(codes)
    if not basis_ref:
        raise ValueError("What travels names its reference.")
    chosen = [one for one in selectors.shareable(row, by) if one.code in wanted]
    if len(chosen) != len(wanted):
        raise DocumentRefused(_("Ada dokumen yang tidak dapat disertakan. Periksa lagi pilihannya."), field="documents")
    known = Passage.objects.visible_to(by).filter(basis_ref=basis_ref, document__in=[one.pk for one in chosen])
    already = set(known.values_list("document_id", flat=True))
    for one in chosen:
        if one.pk not in already:
            Passage(document=one, case=row, basis_ref=basis_ref, sent_at=now, sent_by_id=by.user_id).save(
                force_insert=True
            )
            note(row, "document.sent", one, by=by, now=now, reference=basis_ref)
    return chosen
