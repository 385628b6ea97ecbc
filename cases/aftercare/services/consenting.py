"""An after-care in another agency that lost its ground goes on when a new one begins.

When the ground ends, its access rows close with it; what comes next is the duty of whoever wrote the consent down.
"""

from datetime import datetime

from agencies.directory.choices import Service
from cases.aftercare.models import Episode
from cases.aftercare.services.common import open_to
from cases.sharing.models import AccessRow, Consent
from core.kernel.scope import Viewer


def consent_began(*, consent: Consent, by: Viewer, now: datetime) -> int:
    """Open the file again to the agency whose after-care runs on without a ground, if the new one covers it."""
    reason = "consent began"
    if Service.AFTERCARE not in consent.purposes:
        return 0
    found = Episode.objects.for_system(reason=reason).filter(case_id=consent.case_id, ended_at=None)
    opened = 0
    for row in found.select_related("owner_agency", "case").order_by("pk"):
        standing = AccessRow.objects.for_system(reason=reason).current().filter(basis_ref=row.code).exists()
        covered = row.owner_agency_id in consent.agency_ids or row.owner_agency.kind in consent.kinds
        if row.owner_agency_id == row.case_agency_id or standing or not covered:
            continue
        open_to(row, by=by, now=now)
        if row.worker_id:
            open_to(row, person_id=row.worker_id, by=by, now=now)
        opened += 1
    return opened
