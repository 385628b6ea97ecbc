"""What the verbs of this room share."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from agencies.agreements.models import Agreement
from agencies.agreements.states import AGREEMENT
from agencies.obligations import rulebook
from agencies.people.permissions import P
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer

RENEWAL = "agreement.renewal"


class AgreementRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


def insist(by: Viewer, row: Agreement | None) -> Agreement:
    """Return the agreement if the viewer's agency keeps it and they may.  Raises AgreementRefused."""
    if row is None or not by.can(P.AGREEMENT_MANAGE) or by.agency_id is None or row.managing_agency_id != by.agency_id:
        raise AgreementRefused(_("Hanya instansi pengelola yang dapat mengubah kesepakatan ini."))
    return row


def locked(by: Viewer, agreement: Agreement) -> Agreement:
    """Return the agreement locked, as far as the viewer may change it.  Raises AgreementRefused."""
    found = Agreement.objects.visible_to(by).filter(pk=agreement.pk).select_for_update(of=("self",)).first()
    return insist(by, found)


def locked_draft(by: Viewer, agreement: Agreement) -> Agreement:
    """Return a draft locked; what was signed stays as it was signed.  Raises AgreementRefused."""
    row = locked(by, agreement)
    if row.state != AGREEMENT.first:
        raise AgreementRefused(
            _("Kesepakatan yang sudah berlaku tidak diubah; catat addendum atau tulis perpanjangannya.")
        )
    return row


def note(row: Agreement, verb: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Write an act on an agreement into the record."""
    record(by=by, now=now, verb=verb, subject=row.code, detail=detail)


def longest(deed: str, on: date) -> int | None:
    """Return the default for a deed in working days, which an agreement may tighten and never loosen.

    The rule belongs to the referral room above this one, so it is asked for by its code; None when not registered.
    """
    known = {rule.code: rule.value for rule in rulebook.in_force(on)}
    return known.get(f"referral.{deed}")


def today_of(by: Viewer, now: datetime) -> date:
    """Return the viewer's date."""
    return now.astimezone(by.zone).date()
