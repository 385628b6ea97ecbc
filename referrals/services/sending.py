"""Sending freezes envelope and package, opens the envelope to the receiver's desk and starts the promise clock."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import Service
from cases.casework.models import Case
from cases.sharing.choices import Level
from core.kernel.scope import Viewer
from referrals import duties, facts
from referrals.choices import Channel, FactStage
from referrals.models import Referral, ReferralFact, ReferralRequest
from referrals.promise import Promise, answer_promise
from referrals.ranking import place_of
from referrals.services.common import (
    ReferralRefused,
    insist,
    move,
    open_to_receiver,
    owe,
    settle,
    take,
    tell_receiver,
    word,
)  # fmt: skip
from referrals.services.consenting import sharing_on, stand_on
from referrals.services.drafting import AlreadyLive, already_live_sentence, check
from referrals.states import RECEIVER


@transaction.atomic
def send(*, by: Viewer, now: datetime, referral: Referral, channel: str = Channel.SYSTEM) -> Referral:
    """Send a draft to the receiver's desk.  Raises a refusal when something is missing or no longer allowed."""
    referral = take(by, referral)
    insist(referral, "send", by)
    if channel == Channel.SYSTEM and referral.to_agency.is_outside:
        raise ReferralRefused(_("Instansi ini di luar jejaring. Kirim lewat surat, telepon, atau tautan sekali pakai."))
    referral.channel = channel
    case = Case.objects.visible_to(by).select_related("child", "region", "child__region").get(pk=referral.case_id)
    if not case.is_open:
        raise ReferralRefused(_("Kasus ini sudah ditutup. Buka kembali dahulu sebelum mengirim rujukan."))
    check(referral, case.child, by=by)
    request = ReferralRequest.objects.visible_to(by).get(referral=referral)
    stand_on(referral, sharing_on(referral, case, request.facts, now=now))
    promised = answer_promise(
        sender_id=referral.from_agency_id, receiver=referral.to_agency, service=referral.service,
        urgency=referral.urgency, now=now, place=place_of(case),
    )  # fmt: skip
    _promise(referral, promised, now)
    try:
        with transaction.atomic():
            move(referral, "send", by=by, now=now, service=word(Service(referral.service)))
    except IntegrityError as error:
        if "referral_one_live" not in str(error):
            raise
        raise AlreadyLive(already_live_sentence()) from None
    _freeze(referral, case, request, by=by, now=now)
    open_to_receiver(referral, Level.ENVELOPE, case.owner_agency_id, by=by, now=now)
    owe(referral, duties.ANSWER, RECEIVER, by=by, now=now, rule=promised.rule, due_at=promised.due_at)
    settle(referral, duties.NEXT_STEP, "sent", by=by, now=now)
    tell_receiver(referral, "referral.new", now=now)
    return referral


def _promise(referral: Referral, promised: Promise, now: datetime) -> None:
    referral.sent_at = now
    referral.retry_on = None
    referral.due_at = referral.answer_due_at = promised.due_at
    referral.promise_days = promised.rule.value
    referral.promise_rule = promised.rule.version
    referral.agreement_code = promised.agreement_code


def _freeze(referral: Referral, case: Case, request: ReferralRequest, *, by: Viewer, now: datetime) -> None:
    source = facts.source_of(case, by=by, on=now.astimezone(by.zone).date(), request=request)
    rows = []
    # What the other office reads is frozen in the official language, whatever language the sender works in.
    with translation.override("id"):
        stages = {
            FactStage.ENVELOPE: facts.envelope(
                referral, source, sender=f"{by.name}, {referral.from_agency.short_name}",
                due=due_words(referral), regency=facts.regency_of(source),
            ),
            FactStage.PACKAGE: facts.package(referral, source, request.facts),
        }  # fmt: skip
    for stage, values in stages.items():
        rows += [
            ReferralFact(referral=referral, stage=stage, key=one.key, value=one.value, position=place)
            for place, one in enumerate(values)
        ]
    ReferralFact.objects.bulk_create(rows)


def due_words(referral: Referral) -> str:
    """Return "Senin, 16 November 2026" in the receiver's zone."""
    return date_format(referral.due_at.astimezone(referral.to_agency.zone), "l, j F Y") if referral.due_at else ""
