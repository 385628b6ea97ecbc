"""The receiver answers: accepts, and only then the case, its access, duties and tasks move; or declines."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.obligations.selectors import missing_for_case
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import workers_of
from cases.casework import succession
from cases.casework.choices import DecisionKind, DeclineReason, TransferKind, TransferState, source_word
from cases.casework.models import Case, Decision, Task, TeamMember, Transfer
from cases.casework.rules import BOOK
from cases.casework.services import transfers
from cases.casework.services.assigning import give, take_up
from cases.casework.services.common import CaseRefused, settle, today_of
from cases.casework.states import TRANSFER
from cases.sharing import services as sharing
from cases.sharing.choices import HANDOVER
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer, system_scope

_WHY = "transfer accepted"


def may_answer(row: Transfer, by: Viewer) -> bool:
    """Tell whether an offer is this person's to answer: the colleague asked, or a supervisor of the agency asked."""
    if row.to_agency_id != by.agency_id:
        return False
    if row.kind == TransferKind.WORKER and row.to_person_id == by.user_id:
        return by.can(P.CASE_WORK)
    is_theirs = row.kind == TransferKind.AGENCY or row.state == TransferState.ESCALATED
    return is_theirs and by.can(P.CASE_SUPERVISE)


@transaction.atomic
def accept_offer(*, by: Viewer, now: datetime, transfer: Transfer, manager: User | None = None) -> Transfer:
    """Take a case over.  An agency names its manager; a colleague becomes it.

    The receiver may not read the case before, so what moves is moved in the system's scope, once all is checked.
    """
    row = _asked(by, transfer, "accept")
    chosen = row.to_person if row.kind == TransferKind.WORKER else manager
    if chosen is None or not workers_of(row.to_agency_id, today_of(by, now)).filter(pk=chosen.pk).exists():
        raise CaseRefused(_("Pilih manajer kasus dari instansi Anda"), field="manager")
    with system_scope(_WHY):
        case = _case_of(row)
        transfers.answer(row, "accept", by=by, now=now)
        row.new_manager = chosen
        if row.kind == TransferKind.WORKER:
            give(case, chosen, by=by, now=now)
            verb = "transfer.accepted_colleague"
        else:
            _check_agency(row, case, by, now)
            _move(row, case, chosen, by=by, now=now)
            verb = "transfer.accepted"
        row.save(update_fields=["state", "state_since", "answered_at", "answered_by", "new_manager", "read_until"])
        transfers.told(row, verb, by=by, now=now, child_id=case.child_id, to=row.to_agency.short_name)
    transfers.notify(row, "transfer.accepted", {*transfers.senders(row), chosen.pk} - {by.user_id}, now=now)
    return row


@transaction.atomic
def decline_offer(*, by: Viewer, now: datetime, transfer: Transfer, reason: str, text: str = "") -> Transfer:
    """Say no with a reason; the case stays where it is and the sender is told."""
    row = _asked(by, transfer, "decline")
    if reason == DeclineReason.OTHER and not text:
        raise CaseRefused(_("Tulis alasannya"), field="text")
    transfers.answer(row, "decline", by=by, now=now)
    row.decline_reason, row.decline_text = reason, text
    row.save(update_fields=["state", "state_since", "answered_at", "answered_by", "decline_reason", "decline_text"])
    transfers.told(row, "transfer.declined", by=by, now=now, reason=source_word(DeclineReason(reason)))
    transfers.notify(row, "transfer.declined", transfers.senders(row), now=now)
    return row


def _asked(by: Viewer, transfer: Transfer, step: str) -> Transfer:
    row = transfers.seen(by, transfer)
    TRANSFER.check(row, step)
    if not may_answer(row, by):
        raise CaseRefused(_("Tawaran ini dijawab rekan yang ditawari, atau supervisor instansi penerima."))
    return row


def _case_of(row: Transfer) -> Case:
    found = Case.objects.for_system(reason=_WHY).select_for_update(of=("self",)).select_related("child", "owner_agency")
    case = found.get(pk=row.case_id)
    if not case.is_open or case.owner_agency_id != row.from_agency_id:
        raise CaseRefused(_("Kasus ini sudah ditutup atau sudah beralih. Tawaran tidak berlaku lagi."))
    return case


def _check_agency(row: Transfer, case: Case, by: Viewer, now: datetime) -> None:
    if sharing.basis_for(case, HANDOVER, row.to_agency, now) is None:
        raise CaseRefused(
            _("Persetujuan untuk penyerahan ini sudah tidak berlaku. Tunggu kabar pengirim, atau tolak tawaran.")
        )
    if missing_for_case(case.pk, beginning=transfers.BLOCKING):
        raise CaseRefused(
            _("Pengirim masih harus menyelesaikan rujukan atau pascalayanan pada kasus ini. Tunggu kabar pengirim.")
        )
    own = Case.objects.for_system(reason=_WHY).open().owned_by(row.to_agency_id).filter(child_id=case.child_id).first()
    if own:
        raise CaseRefused(
            _("Anak ini sudah punya kasus terbuka di instansi Anda. Tolak tawaran dan lanjutkan kasus itu."),
            missing=[Missing(_("Buka %(code)s") % {"code": own.code}, f"/kasus/{own.code}/")],
        )


def _move(row: Transfer, case: Case, manager: User, *, by: Viewer, now: datetime) -> None:
    read_until = BOOK.get("transfer.read", today_of(by, now)).due_after(now, zone=row.from_agency.zone)
    row.read_until = read_until.astimezone(row.from_agency.zone).date()
    former, case.owner_agency, case.manager = case.manager_id, row.to_agency, manager
    case.save(update_fields=["owner_agency", "manager"])
    settle(case, "case.assign", "assigned", by=by, now=now)
    obligations.hand_over(
        case_id=case.pk, from_agency_id=row.from_agency_id, to_agency_id=row.to_agency_id, holder_id=manager.pk,
        by=by, now=now,
    )  # fmt: skip
    take_up(case, by=by, now=now)
    tasks = Task.objects.for_system(reason=_WHY).open().filter(case=case, agency_id=row.from_agency_id)
    tasks.exclude(assigned_to=None).update(assigned_to=manager)
    tasks.update(agency_id=row.to_agency_id)
    TeamMember.objects.for_system(reason=_WHY).filter(case=case, until_at=None).update(until_at=now)
    Decision(
        case=case, kind=DecisionKind.TRANSFERRED, reason=row.reason, to_agency=row.to_agency, decided_at=now,
        decided_by_id=by.user_id,
    ).save(force_insert=True)  # fmt: skip
    succession.follow(case=case, from_agency_id=row.from_agency_id, to_agency_id=row.to_agency_id)
    sharing.change_owner(
        case_id=case.pk, child_id=case.child_id, from_agency_id=row.from_agency_id, to_agency_id=row.to_agency_id,
        manager_id=manager.pk, former_manager_id=former, read_until=read_until, by=by, now=now,
    )  # fmt: skip
