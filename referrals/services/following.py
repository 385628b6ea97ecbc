"""How referrals follow their child when two files become one, or are parted again."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.children.merges import MERGING, rows_of
from cases.children.services import MergeRefused
from referrals.choices import LIVE
from referrals.models import Referral

_move = rows_of(Referral, case_column="case_id")


def follow_child(*, source: UUID, target: UUID, only=None, cases=()) -> list[str]:
    """Move the child's referrals.  Raises MergeRefused while both files ask the same of the same agency."""
    live = Referral.objects.for_system(reason=MERGING).filter(status__in=[str(state) for state in LIVE])
    asked = {(row.service, row.to_agency_id): row.code for row in live.filter(child_id=target)}
    for row in live.filter(child_id=source).order_by("code") if only is None else ():
        if other := asked.get((row.service, row.to_agency_id)):
            raise MergeRefused(
                _("Rujukan %(one)s dan %(other)s meminta hal yang sama. Tarik salah satunya dahulu.")
                % {"one": row.code, "other": other}
            )
    return _move(source=source, target=target, only=only, cases=cases)
