"""How an episode goes on after a decision, ends with a result, or gives the case back to be reopened."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from cases.aftercare import schedule
from cases.aftercare.choices import GOOD_RESULTS, CancelReason, DecisionKind, Result
from cases.aftercare.models import Episode
from cases.aftercare.rules import BOOK
from cases.aftercare.services.common import (
    ASSIGN,
    DECIDE,
    HELP,
    RELAPSE,
    EpisodeRefused,
    add_visit,
    cancel_visit,
    decide,
    insist,
    leave,
    locked,
    note,
    planned_of,
    settle_desk,
    today_of,
)  # fmt: skip
from cases.aftercare.states import EPISODE
from cases.casework import services as casework
from cases.casework.choices import ReopenReason, source_word
from cases.casework.models import Case
from cases.sharing import services as sharing
from core.kernel.rules import add_months
from core.kernel.scope import Viewer
from core.notices import services as notices

DESK = (ASSIGN, DECIDE, HELP, RELAPSE)


@transaction.atomic
def go_on(*, by: Viewer, now: datetime, episode: Episode, explanation: str) -> Episode:
    """Decide that the visits go on (also the answer to a request for help); paused visits run again."""
    row = locked(by, episode)
    insist(by, row, P.AFTERCARE_SUPERVISE)
    if not explanation:
        raise EpisodeRefused(_("Tulis arahan untuk pekerja"), field="explanation")
    if not row.is_open:
        raise EpisodeRefused(_("Pascalayanan ini sudah selesai."))
    if row.status == "decision":
        # Without a worker the episode waits for one again; otherwise it runs.
        EPISODE.apply(row, "go_on" if row.worker_id else "wait_again", at=now)
        row.save(update_fields=["status", "status_since"])
    today = today_of(row, now)
    soon = today + timedelta(days=BOOK.get("aftercare.retry", today).value)
    waiting = planned_of(row, by)
    for planned in waiting:
        if planned.due_on < today:
            planned.due_on = soon
            planned.save(update_fields=["due_on"])
        obligations.resume(key=planned.key, by=by, now=now, due_at=schedule.due_at(planned.due_on, row.zone))
    if not waiting:
        add_visit(row, soon, by=by, now=now)
    settle_desk(row, "go_on", DECIDE, HELP, RELAPSE, by=by, now=now)
    decide(row, DecisionKind.GO_ON, explanation, by=by, now=now)
    note(row, "aftercare.went_on", by=by, now=now)
    return row


@transaction.atomic
def end_episode(
    *,
    by: Viewer,
    now: datetime,
    episode: Episode,
    result: str,
    explanation: str = "",
    cancelled: dict[UUID, str] | None = None,
) -> Episode:
    """End an episode with its result.  Every visit still owed needs a reason in `cancelled` (planned id -> reason);
    after a death they fall away.

    Raises StepRefused that lists the visits still owed, EpisodeRefused otherwise.  Access ends with the episode.
    """
    row = locked(by, episode)
    insist(by, row, P.AFTERCARE_SUPERVISE)
    if result not in Result.values or result == Result.RELAPSE:
        raise EpisodeRefused(_("Pilih hasil pascalayanan"), field="result")
    today = today_of(row, now)
    norm = add_months(row.starts_on, BOOK.get("aftercare.monitoring", today).value)
    if result in GOOD_RESULTS and today < norm and not explanation:
        raise EpisodeRefused(
            _("Belum 3 bulan sejak layanan berakhir; tulis alasan pascalayanan sudah dapat diakhiri"),
            field="explanation",
        )
    # Read before the access ends: afterwards the case is hidden from the after-care owner.
    manager_id = Case.objects.visible_to(by).filter(pk=row.case_id).values_list("manager_id", flat=True).first()
    if result == Result.DIED:
        cancelled = {planned.pk: CancelReason.DIED for planned in planned_of(row, by)}
    _end(row, "end", result, explanation, DecisionKind.END, cancelled or {}, by=by, now=now)
    if manager_id:
        notices.owe(
            recipient_id=manager_id, kind="aftercare.ended", key=f"aftercare.ended:{row.pk}", about=row.code,
            url=row.get_absolute_url(), case_id=row.case_id, now=now,
        )  # fmt: skip
    return row


def insist_owner(episode: Episode, by: Viewer) -> None:
    """Raise EpisodeRefused for whoever does not decide about the case itself."""
    if by.agency_id != episode.case_agency_id or not by.can(P.CASE_SUPERVISE):
        raise EpisodeRefused(_("Hanya supervisor instansi pemilik kasus yang dapat membuka kembali kasus."))


@transaction.atomic
def relapse(*, by: Viewer, now: datetime, episode: Episode, explanation: str) -> Episode:
    """The child slipped back: the episode ends, its visits fall away, and the case is taken up again with its history."""
    row = locked(by, episode)
    insist_owner(row, by)
    if not explanation:
        raise EpisodeRefused(_("Tulis alasannya"), field="explanation")
    case = Case.objects.worked_by(by).get(pk=row.case_id)
    why = {planned.pk: CancelReason.RELAPSE for planned in planned_of(row, by)}
    _end(row, "relapse", Result.RELAPSE, explanation, DecisionKind.RELAPSE, why, by=by, now=now)
    casework.reopen(by=by, now=now, case=case, reason=ReopenReason.RELAPSE, explanation=explanation)
    return row


def _end(
    row: Episode, name: str, result: str, explanation: str, kind: str, cancelled: dict, *, by: Viewer, now: datetime
) -> None:
    for planned in planned_of(row, by):
        reason = cancelled.get(planned.pk, "")
        if reason in CancelReason.values:
            cancel_visit(planned, reason, by=by, now=now)
    EPISODE.apply(row, name, at=now)
    row.ended_at, row.ended_by_id, row.result = now, by.user_id, result
    decide(row, kind, explanation, by=by, now=now)
    row.save(update_fields=["status", "status_since", "ended_at", "ended_by", "result"])
    settle_desk(row, "ended", *DESK, by=by, now=now)
    note(row, "aftercare.ended", by=by, now=now, result=source_word(Result(result)))
    leave(row, row.owner_agency_id, by=by, now=now)
    sharing.end(basis_ref=row.code, by=by, now=now)
