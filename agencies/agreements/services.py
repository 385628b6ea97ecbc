"""What can be done to an agreement: write, sign, ask about renewal, end; and what the clock does to it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.agreements.choices import STANDING
from agencies.agreements.models import Agreement, AgreementParty
from agencies.agreements.rules import EXPIRING_DAYS, notices
from agencies.agreements.states import AGREEMENT
from agencies.directory.models import Agency
from agencies.obligations import rulebook
from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from agencies.people.permissions import P
from core.audit.services import record
from core.kernel.calendar import end_of
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, system_scope

RENEWAL = "agreement.renewal"
_FACTS = ("type", "title", "services", "answer_days", "starts_on", "ends_on")


class AgreementRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


@transaction.atomic
def write(*, by: Viewer, now: datetime, answers: dict, agreement: Agreement | None = None) -> Agreement:
    """Write a draft, or change one.  Answers: type, title, services, answer_days, starts_on, ends_on, and
    `parties` as (agency, number, signatory).  Raises AgreementRefused."""
    if by.agency_id is None:
        raise AgreementRefused(_("Hanya instansi pengelola yang dapat mengubah kesepakatan ini."))
    row = _locked(agreement) if agreement else Agreement(managing_agency_id=by.agency_id, state_since=now)
    _insist(by, row)
    if row.state != AGREEMENT.first:
        raise AgreementRefused(_("Kesepakatan yang sudah berlaku tidak diubah; buat kesepakatan baru."))
    _fitting(answers, _today(by, now))
    for name in _FACTS:
        setattr(row, name, answers[name])
    row.save()
    row.parties.all().delete()
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=row, agency=agency, number=number, signatory=signatory)
        for agency, number, signatory in answers["parties"]
    )
    record(by=by, now=now, verb="agreement.written", subject=row.code)
    return row


@transaction.atomic
def sign(*, by: Viewer, now: datetime, agreement: Agreement) -> Agreement:
    """Put a draft in force and owe its renewal reminders.  Raises StepRefused with what is missing."""
    row = _locked(agreement)
    _insist(by, row)
    today = _today(by, now)
    if row.ends_on and row.ends_on < today:
        raise AgreementRefused(_("Masa berlaku kesepakatan ini sudah lewat."))
    AGREEMENT.apply(row, "sign", at=now)
    row.save(update_fields=["state", "state_since"])
    record(by=by, now=now, verb="agreement.signed", subject=row.code)
    _owe_renewal(row, today, by=by, now=now)
    return row


@transaction.atomic
def contacted(*, by: Viewer, now: datetime, agreement: Agreement) -> int:
    """Note that the parties were asked about renewal; settles the soonest open reminder, returns 1 if there was one."""
    row = _locked(agreement)
    _insist(by, row)
    if row.state not in STANDING:
        raise AgreementRefused(_("Kesepakatan ini tidak sedang berlaku."))
    owed = Obligation.objects.visible_to(by).open().filter(kind=RENEWAL, about=row.code)
    soonest = owed.order_by("due_at", "id").first()
    if soonest is None:
        return 0
    obligations.settle(key=soonest.key, how="contacted", by=by, now=now)
    record(by=by, now=now, verb="agreement.contacted", subject=row.code)
    return 1


@transaction.atomic
def end(*, by: Viewer, now: datetime, agreement: Agreement, reason: str) -> Agreement:
    """End an agreement before its time; its reminders fall away."""
    row = _locked(agreement)
    _insist(by, row)
    AGREEMENT.apply(row, "end", at=now)
    row.end_reason = reason
    row.save(update_fields=["state", "state_since", "end_reason"])
    obligations.cancel(kind=RENEWAL, about=row.code, why="ended", by=by, now=now)
    record(by=by, now=now, verb="agreement.ended", subject=row.code)
    return row


def age(*, now: datetime) -> int:
    """Let the clock call agreements expiring and expired; return how many changed.  Twice a night changes nothing."""
    with system_scope("agreements grow old") as clock:
        changed = 0
        for row in (
            Agreement.objects.filter(state__in=STANDING)
            .select_related("managing_agency")
            .select_for_update(of=["self"])
        ):
            today = now.astimezone(row.managing_agency.zone).date()
            if row.ends_on is None:  # the database refuses this
                continue
            if row.ends_on < today:
                _by_clock(row, "expire", "agreement.expired", by=clock, now=now)
                obligations.cancel(kind=RENEWAL, about=row.code, why="expired", by=clock, now=now)
            elif row.state == "in_force" and row.ends_on <= today + timedelta(days=EXPIRING_DAYS):
                _by_clock(row, "near_end", "agreement.expiring", by=clock, now=now)
            else:
                continue
            changed += 1
        return changed


def longest_answer(on: date) -> int | None:
    """Return the default answer time in working days, which an agreement may tighten and never loosen.

    The rule belongs to the referral room above this one, so it is asked for by its code; None when not registered.
    """
    known = {rule.code: rule.value for rule in rulebook.in_force(on)}
    return known.get("referral.answer")


def _by_clock(row: Agreement, name: str, verb: str, *, by: Viewer, now: datetime) -> None:
    AGREEMENT.apply(row, name, at=now)
    row.save(update_fields=["state", "state_since"])
    record(by=by, now=now, verb=verb, subject=row.code)


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


def _fitting(answers: dict, today: date) -> None:
    if answers["starts_on"] and answers["ends_on"] and answers["ends_on"] < answers["starts_on"]:
        raise AgreementRefused(_("Tanggal akhir tidak boleh sebelum tanggal mulai."), field="ends_on")
    agencies = [agency.pk for agency, _number, _signatory in answers["parties"]]
    if len(set(agencies)) != len(agencies):
        raise AgreementRefused(_("Satu instansi hanya menjadi satu pihak; pilih instansi lain."), field="other_agency")
    longest = longest_answer(today)
    if longest and answers["answer_days"] and answers["answer_days"] > longest:
        raise AgreementRefused(
            _("Janji jawab tidak boleh lebih lama dari aturan umum: %(days)s hari kerja.") % {"days": longest},
            field="answer_days",
        )


def _locked(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _insist(by: Viewer, row: Agreement) -> None:
    if not by.can(P.AGREEMENT_MANAGE) or row.managing_agency_id != by.agency_id:
        raise AgreementRefused(_("Hanya instansi pengelola yang dapat mengubah kesepakatan ini."))


def _today(by: Viewer, now: datetime) -> date:
    return now.astimezone(by.zone).date()
