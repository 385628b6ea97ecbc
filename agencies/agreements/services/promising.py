"""Who does what for which service within how many working days; tighter than the general rule, never looser."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.agreements.models import Agreement, Commitment
from agencies.agreements.services.common import AgreementRefused, locked_draft, longest, note, today_of
from agencies.directory.models import Agency
from core.kernel.scope import Viewer


@transaction.atomic
def promise(
    *, by: Viewer, now: datetime, agreement: Agreement, agency: Agency, deed: str, days: int, service: str = "",
    text: str = "",
) -> Commitment:  # fmt: skip
    """Add to a draft that a party does a deed within working days, for one covered service or ("") for all of them.

    Raises AgreementRefused.
    """
    row = locked_draft(by, agreement)
    if not row.parties.filter(agency=agency).exists():
        raise AgreementRefused(_("Hanya pihak kesepakatan ini yang dapat berjanji."), field="agency")
    if service and service not in row.services:
        raise AgreementRefused(_("Layanan ini tidak dicakup kesepakatan; pilih yang dicakup."), field="service")
    if days < 1:
        raise AgreementRefused(_("Tulis paling sedikit 1 hari kerja."), field="days")
    most = longest(deed, today_of(by, now))
    if most and days > most:
        raise AgreementRefused(
            _("Janji tidak boleh lebih lama dari aturan umum: %(days)s hari kerja.") % {"days": most}, field="days"
        )
    same = {"agency": agency, "deed": deed, "service": service}
    if row.commitments.filter(**same).exists():
        raise AgreementRefused(_("Janji ini sudah ada; hapus yang lama lalu tulis lagi."), field="deed")
    made = Commitment.objects.create(agreement=row, days=days, note=text, **same)
    note(row, "agreement.promised", by=by, now=now, agency=agency.slug, deed=deed, days=days)
    return made


@transaction.atomic
def take_back(*, by: Viewer, now: datetime, agreement: Agreement, commitment: Commitment) -> None:
    """Take a promise out of a draft."""
    row = locked_draft(by, agreement)
    found = row.commitments.select_related("agency").get(pk=commitment.pk)
    found.delete()
    note(row, "agreement.promise_removed", by=by, now=now, agency=found.agency.slug, deed=found.deed)
