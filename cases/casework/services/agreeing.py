"""On what ground the service rests."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import AgreementBasis
from cases.casework.models import Case, ServiceAgreement
from cases.casework.services.common import CaseRefused, locked, may_work, note, settle, today_of
from core.kernel.scope import Viewer


@transaction.atomic
def record_agreement(*, by: Viewer, now: datetime, case: Case, answers: dict) -> ServiceAgreement:
    """Record on what ground the service rests: who agreed and whether the child was heard, or the legal basis."""
    may_work(by)
    row = locked(by, case)
    if answers["agreed_on"] > today_of(by, now):
        raise CaseRefused(_("Tanggal kesepakatan tidak boleh setelah hari ini"), field="agreed_on")
    if answers["basis"] == AgreementBasis.CONSENT and not answers.get("agreed_by"):
        raise CaseRefused(_("Pilih siapa yang menyetujui"), field="agreed_by")
    if answers["basis"] == AgreementBasis.LEGAL and not answers.get("legal_basis"):
        raise CaseRefused(_("Pilih dasar hukumnya"), field="legal_basis")
    agreement = ServiceAgreement(case=row, recorded_at=now, recorded_by_id=by.user_id, **answers)
    agreement.save(force_insert=True)
    settle(row, "agreement.record", "recorded", by=by, now=now)
    note(row, "agreement.recorded", by=by, now=now, basis=str(agreement.basis))
    return agreement
