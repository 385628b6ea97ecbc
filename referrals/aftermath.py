"""What the sender's page offers when a referral came to nothing: the next-best agencies, another try, what was missing."""

from datetime import date

from cases.casework.models import Case
from core.kernel.scope import Viewer
from referrals import facts, ranking
from referrals.choices import CONSEQUENCES, DeclineReason, MessageKind, State
from referrals.models import Referral, ReferralMessage

SHOWN = 3
TO_DECIDE = (State.DECLINED, State.LAPSED)


def next_steps(referral: Referral, case: Case, *, viewer: Viewer, today: date) -> dict:
    """Return consequence and next-best agencies of a declined or lapsed referral, or what a new draft has to mend."""
    if referral.status == State.DRAFT:
        return asked_again(referral, viewer)
    if referral.status not in TO_DECIDE:
        return {}
    found = ranking.candidates(
        purpose=referral.aim, region_code=ranking.place_of(case), from_agency_id=referral.from_agency_id,
        age=case.child.age_on(today), sex=case.child.sex, on=today, without=(referral.to_agency_id,),
    )  # fmt: skip
    reason = referral.decline_reason
    return {
        "next_best": found[:SHOWN],
        "consequence": CONSEQUENCES[DeclineReason(reason)] if reason else "",
        "lacking": [label for _key, label in facts.labels(referral.lacking)],
        "again_first": reason == DeclineReason.INCOMPLETE,
    }


def asked_again(referral: Referral, viewer: Viewer) -> dict:
    """Return what the agency missed the first time, for a draft that asks it again; nothing for another draft."""
    before = referral.replaces
    if before is None or before.to_agency_id != referral.to_agency_id or not before.decline_reason:
        return {}
    said = ReferralMessage.objects.visible_to(viewer).filter(referral=before, kind=MessageKind.DECLINE)
    return {
        "before": before,
        "lacking": [label for _key, label in facts.labels(before.lacking)],
        "said": [message.body for message in said],
    }
