"""Several needs at once: a bundle of drafts to the right agencies, and the sending of all that are complete."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from cases.casework.models import Case
from core.kernel.codes import new_code
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer
from referrals import duties, purposes, ranking
from referrals.choices import State
from referrals.models import Referral, ReferralRequest
from referrals.services import drafting
from referrals.services.common import ReferralRefused, owe
from referrals.services.consenting import sharing_on
from referrals.services.sending import send
from referrals.states import SENDER


@transaction.atomic
def bundle(*, by: Viewer, now: datetime, case: Case, wanted: Iterable[str], reason: str) -> str:
    """Draft one referral for each purpose, to the agency that ranks first; return the code of the bundle.

    A draft that may not be sent as it stands (the age rule, no basis) is kept with the others: its page explains why.
    Raises ReferralRefused when nobody at all can be asked for a purpose.
    """
    aims = [aim for aim in purposes.PURPOSES if aim.key in set(wanted)]
    if not aims:
        raise ReferralRefused(_("Centang paling sedikit satu kebutuhan"), field="wanted")
    case = Case.objects.visible_to(by).select_related("child__region", "region").get(pk=case.pk)
    code, on = new_code("B"), now.astimezone(by.zone).date()
    for aim in aims:
        answers = {
            "to_agency": _first_choice(aim, case, by=by, on=on), "reason": reason, "facts": list(aim.ticked),
            "urgency": "normal",
        }  # fmt: skip
        row = drafting.draft(by=by, now=now, case=case, purpose=aim.key, answers=answers, bundle=code)
        owe(row, duties.NEXT_STEP, SENDER, by=by, now=now)
    return code


@transaction.atomic
def send_complete(
    *, by: Viewer, now: datetime, code: str, answers: dict[str, dict]
) -> tuple[list[Referral], list[Referral]]:
    """Keep what was ticked on each draft of a bundle and send those marked `send`; return (sent, kept back).

    `answers` holds per referral code what `draft` takes, and `send`.  One that is refused stays a draft; the others go.
    """
    found = Referral.objects.visible_to(by).filter(bundle=code, status=State.DRAFT, from_agency_id=by.agency_id)
    sent: list[Referral] = []
    kept: list[Referral] = []
    for row in found.order_by("created_at", "pk"):
        given = answers.get(row.code)
        if given is None:
            continue
        is_wanted = given.pop("send", False)
        drafting.change(by=by, now=now, referral=row, answers=given)
        if not is_wanted:
            kept.append(row)
            continue
        try:
            sent.append(send(by=by, now=now, referral=row))
        except Refused:
            kept.append(row)
    return sent, kept


def obstacle(referral: Referral, case: Case, request: ReferralRequest, *, by: Viewer, now: datetime) -> Refused | None:
    """Return what keeps a draft from being sent as it stands, None when nothing does."""
    try:
        drafting.check(referral, case.child, by=by)
        sharing_on(referral, case, request.facts, now=now)
    except Refused as refused:
        return refused
    return None


def _first_choice(aim: purposes.Purpose, case: Case, *, by: Viewer, on) -> Agency:
    place = ranking.place_of(case)
    found = ranking.candidates(
        purpose=aim,
        region_code=place,
        from_agency_id=by.agency_id or 0,
        age=case.child.age_on(on),
        sex=case.child.sex,
        on=on,
    )
    if found:
        return found[0].agency
    # Nobody offers it there: the nearest agency of the right kind, whose page says that it does not list the service.
    near = Agency.objects.filter(is_active=True, kind__in=aim.kinds).exclude(pk=by.agency_id or 0)
    for part in (place[:5], place[:2]):
        one = near.filter(region__code__startswith=part).order_by("name", "pk").first() if part else None
        if one:
            return one
    raise ReferralRefused(
        _("Belum ada instansi untuk “%(need)s” di wilayah anak. Hapus centangnya dahulu.") % {"need": aim.label},
        field="wanted",
    )
