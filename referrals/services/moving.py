"""What a departing person leaves behind in this room moves to a colleague, so that answers find a reader."""

from datetime import datetime

from django.utils.translation import gettext as _

from agencies.people.selectors import supervisors_of
from core.kernel.scope import Viewer
from referrals.choices import OVER
from referrals.models import Referral


def move_referrals(*, from_user, to_user, agency, by: Viewer, now: datetime) -> tuple[str, int]:
    """Move drafts and open referrals a person sent or took up in an agency; return a label and how many moved.

    Without a colleague the receiving desk has them again; what was sent answers to the case's manager or a supervisor.
    """
    found = Referral.objects.for_system(reason="departure").exclude(status__in=OVER)
    held = found.filter(to_agency_id=agency.pk, officer_id=from_user.pk).update(
        officer_id=to_user.pk if to_user else None
    )
    sent = found.filter(from_agency_id=agency.pk, sender_id=from_user.pk)
    if to_user:
        return _("Rujukan"), held + sent.update(sender_id=to_user.pk)
    boss = next(iter(supervisors_of(agency.pk, now.astimezone(agency.zone).date())), None)
    rows = list(sent.select_related("case"))
    for row in rows:
        manager = row.case.manager_id if row.case.owner_agency_id == agency.pk else None
        row.sender_id = manager or boss or row.sender_id
        row.save(update_fields=["sender"])
    return _("Rujukan"), held + len(rows)
