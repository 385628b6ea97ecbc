"""On what ground a referral travels, and what becomes of it when that ground ends or a new one begins."""

from collections.abc import Iterable
from datetime import datetime

from cases.casework.models import Case
from cases.sharing import services as sharing
from cases.sharing.choices import ConsentBy, ConsentWay, Ground, Level
from cases.sharing.models import AccessRow, Consent
from core.kernel.scope import Viewer, system_viewer
from referrals.choices import RUNNING, WAITING, ConsentBasis, State, WithdrawReason
from referrals.facts import GROUPS
from referrals.models import Referral, ReferralRequest
from referrals.services.common import address, open_to_receiver, tell_sender
from referrals.services.ending import withdraw

OVER = "consent ended"
# The receiver learns the kind of ground, not who did what at home.
_WORDS = {
    Ground.COURT: ConsentBasis.LEGAL_DUTY, Ground.LAW_ENFORCEMENT: ConsentBasis.LEGAL_DUTY,
    Ground.PUBLIC_DUTY: ConsentBasis.LEGAL_DUTY, Ground.VITAL: ConsentBasis.VITAL,
    Ground.EMERGENCY: ConsentBasis.VITAL,
}  # fmt: skip


def sharing_on(referral: Referral, case: Case, facts: Iterable[str], *, now: datetime) -> Consent:
    """Return what this referral may be sent on.  Raises NoBasis with what is missing and where to write it down."""
    groups = {str(GROUPS[key]) for key in facts}
    where = address(referral)
    return sharing.insist_basis(case, referral.service, referral.to_agency, now, facts=groups, back=where)


def stand_on(referral: Referral, consent: Consent) -> None:
    """Let a referral rest on a consent, in the words that may be read before acceptance (not saved)."""
    referral.consent = consent
    referral.consent_on = consent.given_on
    referral.consent_basis = _words(consent)


def _words(consent: Consent) -> ConsentBasis:
    if consent.ground != Ground.CONSENT:
        return _WORDS.get(Ground(consent.ground), ConsentBasis.UNSAFE)
    if consent.given_by == ConsentBy.CHILD:
        return ConsentBasis.CHILD_HEARD
    written = consent.way == ConsentWay.SIGNED
    return ConsentBasis.GUARDIAN_WRITTEN if written else ConsentBasis.GUARDIAN_SPOKEN


def consent_ended(*, consent: Consent, by: Viewer, now: datetime) -> int:
    """Stop what was sent on a consent; return how many referrals that were.

    What nobody answered yet is withdrawn; where the service runs, the access has just ended and the receiver keeps
    its own entries, until the sender has a new ground or withdraws.
    """
    rows = Referral.objects.for_system(reason=OVER).filter(consent=consent).select_related("from_agency", "to_agency")
    waiting = list(rows.filter(status__in=[str(state) for state in WAITING]).order_by("pk"))
    running = list(rows.filter(status__in=[str(state) for state in (*RUNNING, State.REPORTED)]).order_by("pk"))
    for row in waiting:
        withdraw(by=system_viewer(OVER), now=now, referral=row, reason=WithdrawReason.CONSENT)
    for row in running:
        tell_sender(row, "referral.consent_ended", now=now, turn=f":{consent.pk}")
    return len(waiting) + len(running)


def consent_began(*, consent: Consent, by: Viewer, now: datetime) -> int:
    """Open the package again where the service runs on without a ground and the new one covers it; return how many."""
    reason = "consent began"
    found = Referral.objects.for_system(reason=reason).filter(case_id=consent.case_id).exclude(consent=None)
    found = found.filter(status__in=[str(state) for state in (*RUNNING, State.REPORTED)])
    opened = 0
    for row in found.exclude(consent__state="in_force").select_related("from_agency", "to_agency").order_by("pk"):
        groups = {str(GROUPS[key]) for key in ReferralRequest.objects.for_system(reason=reason).get(referral=row).facts}
        fits = row.service in consent.purposes and groups <= set(consent.facts)
        if fits and (row.to_agency_id in consent.agency_ids or row.to_agency.kind in consent.kinds):
            owner = (
                AccessRow.objects.for_system(reason=reason).filter(basis_ref=row.code).values_list("owner_agency_id")
            )
            stand_on(row, consent)
            row.save(update_fields=["consent", "consent_on", "consent_basis"])
            open_to_receiver(row, Level.PACKAGE, owner.order_by("-starts_at")[0][0], by=by, now=now)
            opened += 1
    return opened
