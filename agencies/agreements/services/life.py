"""The life of an agreement: signed, asked about, renewed, ended; and what the clock does to it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agencies.agreements.choices import STANDING, AgreementState
from agencies.agreements.models import Agreement, AgreementParty, Commitment
from agencies.agreements.rules import EXPIRING_DAYS, notices
from agencies.agreements.services.common import RENEWAL, AgreementRefused, locked, note, today_of
from agencies.agreements.services.writing import FACTS, MORE_FACTS
from agencies.agreements.states import AGREEMENT
from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from core.kernel.calendar import end_of
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer, system_scope

_CLOCK = "agreements grow old"
_UNSIGNED = (AgreementState.DRAFT, AgreementState.ENDED)


@transaction.atomic
def sign(*, by: Viewer, now: datetime, agreement: Agreement, signed_on: date, place: str = "") -> Agreement:
    """Put a draft in force and owe its renewal reminders; one that it renews is renewed when this one begins.

    Raises AgreementRefused, and StepRefused with what is missing.
    """
    row = locked(by, agreement)
    today = today_of(by, now)
    if signed_on > today:
        raise AgreementRefused(_("Tanggal penandatanganan tidak boleh setelah hari ini."), field="signed_on")
    if row.ends_on and row.ends_on < today:
        raise AgreementRefused(_("Masa berlaku kesepakatan ini sudah lewat."))
    AGREEMENT.apply(row, "sign", at=now)
    row.signed_on, row.place = signed_on, place
    row.save(update_fields=["state", "state_since", "signed_on", "place"])
    note(row, "agreement.signed", by=by, now=now)
    _owe_renewal(row, today, by=by, now=now)
    if row.renews_id:
        former = locked(by, Agreement(pk=row.renews_id))
        obligations.settle(kind=RENEWAL, about=former.code, how="renewed", by=by, now=now)
        has_begun = row.starts_on is not None and row.starts_on <= today
        if former.state == AgreementState.EXPIRED or (former.is_standing and has_begun):
            _move(former, "renew", "agreement.renewed", by=by, now=now)
    return row


@transaction.atomic
def contacted(*, by: Viewer, now: datetime, agreement: Agreement) -> int:
    """Note that the parties were asked about renewal; settles the soonest open reminder, returns 1 if there was one."""
    row = locked(by, agreement)
    if row.state not in STANDING:
        raise AgreementRefused(_("Kesepakatan ini tidak sedang berlaku."))
    owed = Obligation.objects.visible_to(by).open().filter(kind=RENEWAL, about=row.code)
    soonest = owed.order_by("due_at", "id").first()
    if soonest is None:
        return 0
    obligations.settle(key=soonest.key, how="contacted", by=by, now=now)
    note(row, "agreement.contacted", by=by, now=now)
    return 1


@transaction.atomic
def renew(*, by: Viewer, now: datetime, agreement: Agreement) -> Agreement:
    """Write the draft that is to follow an agreement: same parties, scope and promises, as long again, new numbers.

    Raises AgreementRefused when it cannot be renewed or a renewal is already being written.
    """
    row = locked(by, agreement)
    if row.starts_on is None or row.ends_on is None or row.state not in (*STANDING, AgreementState.EXPIRED):
        raise AgreementRefused(_("Hanya kesepakatan yang berlaku atau sudah berakhir yang dapat diperpanjang."))
    begun = Agreement.objects.visible_to(by).filter(renews=row).exclude(state=AgreementState.ENDED).first()
    if begun:
        raise AgreementRefused(
            _("Perpanjangan kesepakatan ini sudah ditulis."),
            missing=[Missing(_("Buka %(code)s") % {"code": begun.code}, begun.get_absolute_url())],
        )
    made = Agreement(managing_agency_id=row.managing_agency_id, state_since=now, renews=row, regions=row.regions)
    for name in (*FACTS, *MORE_FACTS):
        setattr(made, name, getattr(row, name))
    made.starts_on = max(row.ends_on + timedelta(days=1), today_of(by, now))
    made.ends_on = made.starts_on + (row.ends_on - row.starts_on)
    made.save()
    AgreementParty.objects.bulk_create(
        AgreementParty(
            agreement=made, agency_id=one.agency_id, signatory=one.signatory, position=one.position,
            authority=one.authority,
        )
        for one in row.parties.order_by("pk")
    )  # fmt: skip
    Commitment.objects.bulk_create(
        Commitment(
            agreement=made, agency_id=one.agency_id, deed=one.deed, service=one.service, days=one.days, note=one.note
        )
        for one in row.commitments.order_by("pk")
    )
    note(made, "agreement.renewal_written", by=by, now=now, old=row.code)
    return made


@transaction.atomic
def end(*, by: Viewer, now: datetime, agreement: Agreement, reason: str) -> Agreement:
    """End an agreement before its time; its reminders fall away."""
    row = locked(by, agreement)
    AGREEMENT.apply(row, "end", at=now)
    row.end_reason = reason
    row.save(update_fields=["state", "state_since", "end_reason"])
    obligations.cancel(kind=RENEWAL, about=row.code, why="ended", by=by, now=now)
    note(row, "agreement.ended", by=by, now=now)
    return row


def age(*, now: datetime) -> int:
    """Let the clock call agreements expiring, expired and renewed; return how many.  Twice a night changes nothing."""
    with system_scope(_CLOCK) as clock:
        followers = Agreement.objects.for_system(reason=_CLOCK).exclude(state__in=_UNSIGNED)
        found = Agreement.objects.for_system(reason=_CLOCK).filter(state__in=STANDING)
        found = found.select_related("managing_agency").select_for_update(of=["self"])
        rows = found.prefetch_related(Prefetch("renewals", followers, to_attr="followers"))
        return sum(_grow(row, by=clock, now=now) for row in rows)


def _grow(row: Agreement, *, by: Viewer, now: datetime) -> int:
    today = now.astimezone(row.managing_agency.zone).date()
    if row.ends_on is None:  # the database refuses this
        return 0
    has_ended = row.ends_on < today
    if row.followers and (has_ended or any(one.starts_on <= today for one in row.followers)):  # type: ignore[attr-defined]
        _move(row, "renew", "agreement.renewed", by=by, now=now)
    elif has_ended:
        _move(row, "expire", "agreement.expired", by=by, now=now)
        obligations.cancel(kind=RENEWAL, about=row.code, why="expired", by=by, now=now)
    elif row.state == AgreementState.IN_FORCE and row.ends_on <= today + timedelta(days=EXPIRING_DAYS):
        _move(row, "near_end", "agreement.expiring", by=by, now=now)
    else:
        return 0
    return 1


def _move(row: Agreement, name: str, verb: str, *, by: Viewer, now: datetime) -> None:
    AGREEMENT.apply(row, name, at=now)
    row.save(update_fields=["state", "state_since"])
    note(row, verb, by=by, now=now)


def _owe_renewal(row: Agreement, today: date, *, by: Viewer, now: datetime) -> None:
    zone = Agency.objects.get(pk=row.managing_agency_id).zone
    if row.ends_on is None:
        return
    coming = [(rule, row.ends_on - timedelta(days=rule.value)) for rule in notices(today)]
    # Signed shortly before its end it is due today: an agreement must not run out in silence.
    owed = [(rule, day) for rule, day in coming if day >= today] or [(coming[-1][0], today)]
    for rule, day in owed:
        obligations.owe(
            kind=RENEWAL, key=f"{RENEWAL}:{row.pk}:{rule.code}", about=row.code, url=row.get_absolute_url(),
            holder_agency_id=row.managing_agency_id, rule=rule, due_at=end_of(day, zone), by=by, now=now,
        )  # fmt: skip
