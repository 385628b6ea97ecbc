"""A case is offered to a colleague or to another agency; it stays where it is until somebody there accepts."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.obligations.selectors import missing_for_case, open_for_case
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.roles import CASE_KEEPERS
from agencies.people.selectors import supervisors_of, workers_of
from cases.casework.choices import SERVICE_STAGES, AgeBand, NoteKind, TransferKind
from cases.casework.models import Case, Note, Transfer
from cases.casework.rules import BOOK
from cases.casework.services import transfers
from cases.casework.services.common import CaseRefused, insist, locked, today_of
from cases.sharing import services as sharing
from cases.sharing.choices import HANDOVER
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer


@transaction.atomic
def offer_to_colleague(*, by: Viewer, now: datetime, case: Case, person: User, reason: str, text: str) -> Transfer:
    """Offer a case to a colleague; only its manager does, a supervisor assigns directly."""
    insist(by, P.CASE_WORK)
    row = locked(by, case)
    if row.manager_id != by.user_id:
        raise CaseRefused(_("Hanya manajer kasus yang menawarkan kasusnya. Supervisor menugaskan langsung."))
    if person.pk == by.user_id or not workers_of(row.owner_agency_id, today_of(by, now)).filter(pk=person.pk).exists():
        raise CaseRefused(_("Pilih rekan dari instansi pemilik kasus."), field="person")
    return _offer(row, TransferKind.WORKER, row.owner_agency, person, reason, text, by=by, now=now)


@transaction.atomic
def offer_to_agency(*, by: Viewer, now: datetime, case: Case, to_agency: Agency, reason: str, text: str) -> Transfer:
    """Offer a case to another agency that keeps cases; its supervisors answer.

    Refused while referrals or after-care are owed, with links: what others were asked stays with whoever asked; and
    (NoBasis) while no agreement or legal basis in force covers handing the case to that agency.
    """
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    if to_agency.pk == row.owner_agency_id or to_agency.kind not in CASE_KEEPERS or not to_agency.is_active:
        raise CaseRefused(_("Pilih instansi lain yang menangani kasus."), field="to_agency")
    if not supervisors_of(to_agency.pk, today_of(by, now)):
        raise CaseRefused(
            _("Instansi ini belum punya supervisor di sistem. Hubungi dahulu, lalu alihkan ke luar jejaring."),
            field="to_agency",
        )
    if gaps := missing_for_case(row.pk, beginning=transfers.BLOCKING):
        raise CaseRefused(_("Kasus belum dapat ditawarkan: masih ada yang harus diselesaikan dahulu."), missing=gaps)
    back = reverse("case_offer_agency", args=[row.code])
    sharing.insist_basis(row, HANDOVER, to_agency, now, field="to_agency", back=back)
    return _offer(row, TransferKind.AGENCY, to_agency, None, reason, text, by=by, now=now)


@transaction.atomic
def withdraw_offer(*, by: Viewer, now: datetime, transfer: Transfer) -> Transfer:
    """Take an offer back before it is answered."""
    row = transfers.seen(by, transfer)
    is_sender = row.from_agency_id == by.agency_id and (by.can(P.CASE_SUPERVISE) or row.offered_by_id == by.user_id)
    if not is_sender:
        raise CaseRefused(_("Tawaran ini hanya dapat ditarik pengirimnya."))
    transfers.answer(row, "withdraw", by=by, now=now)
    row.save(update_fields=["state", "state_since", "answered_at", "answered_by"])
    transfers.told(row, "transfer.withdrawn", by=by, now=now)
    transfers.notify(row, "transfer.withdrawn", transfers.receivers(row, now), now=now)
    return row


def _offer(
    case: Case, kind: str, agency: Agency, person: User | None, reason: str, text: str, *, by: Viewer, now: datetime
) -> Transfer:
    if case.stage not in SERVICE_STAGES:
        raise CaseRefused(_("Kasus dialihkan selama layanan berjalan. Sesudahnya, alihkan pascalayanannya."))
    if not text:
        raise CaseRefused(_("Tulis catatan alih kasus: apa yang perlu diketahui penerima"), field="text")
    if waiting := Transfer.objects.visible_to(by).waiting().filter(case=case).first():
        raise CaseRefused(
            _("Kasus ini sudah ditawarkan dan menunggu jawaban."),
            missing=[Missing(_("Buka tawaran %(code)s") % {"code": waiting.code}, transfers.page_of(waiting))],
        )
    if person:
        sharing.insist_admitted(person.pk, case.pk, field="person")
    rule = BOOK.get(transfers.ANSWER, today_of(by, now))
    child = case.child
    made = Transfer(
        case=case, kind=kind, state_since=now, from_agency=case.owner_agency, from_manager_id=case.manager_id,
        to_agency=agency, to_person=person, reason=reason, sex=child.sex, age_band=age_band(child, today_of(by, now)),
        region_id=(case.region_id or child.region_id or "")[:5] or None, stage=case.stage, risk=case.risk,
        duties=len(open_for_case(case.pk)), offered_at=now, offered_by_id=by.user_id,
        due_at=rule.due_after(now, zone=agency.zone),
    )  # fmt: skip
    made.save(force_insert=True)
    obligations.owe(
        kind=transfers.ANSWER, key=f"{transfers.ANSWER}:{made.code}", about=made.code, url=transfers.page_of(made),
        case_id=case.pk, holder_agency_id=agency.pk, holder_id=person.pk if person else None, rule=rule,
        due_at=made.due_at, by=by, now=now,
    )  # fmt: skip
    Note(
        case=case, kind=NoteKind.HANDOVER, happened_on=today_of(by, now), text=text, written_at=now,
        written_by_id=by.user_id, agency_id=by.agency_id,
    ).save(force_insert=True)  # fmt: skip
    verb = "transfer.offered_colleague" if person else "transfer.offered"
    transfers.told(made, verb, by=by, now=now, child_id=case.child_id, to=agency.short_name)
    transfers.notify(made, "transfer.offered", transfers.receivers(made, now), now=now)
    return made


def age_band(child, today: date) -> str:
    """Return how old a child is, as an envelope says it."""
    age = child.age_on(today)
    if age is None:
        return AgeBand.UNKNOWN
    return next(
        (band for limit, band in ((5, AgeBand.UNDER5), (12, AgeBand.FROM5), (18, AgeBand.FROM12)) if age < limit),
        AgeBand.ADULT,
    )
