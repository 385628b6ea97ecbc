"""What a departing person leaves behind in this room moves to a colleague, so that answers find a reader."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.kernel.scope import Viewer
from referrals.choices import OVER
from referrals.models import Referral


def move_referrals(*, from_user, to_user, agency, by: Viewer, now: datetime) -> tuple[str, int]:
    """Move drafts and open referrals a person sent or took up in an agency; return a label and how many moved."""
    found = Referral.objects.for_system(reason="departure").exclude(status__in=OVER)
    sent = found.filter(from_agency_id=agency.pk, sender_id=from_user.pk).update(sender_id=to_user.pk)
    held = found.filter(to_agency_id=agency.pk, officer_id=from_user.pk).update(officer_id=to_user.pk)
    return _("Rujukan"), sent + held
