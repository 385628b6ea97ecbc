"""Who looks after an episode: the worker, another agency when the child moves, and what a departing worker leaves."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency, Region
from agencies.obligations import services as obligations
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.roles import CASE_KEEPERS
from cases.aftercare.choices import CancelReason, DecisionKind, Status
from cases.aftercare.models import Episode
from cases.aftercare.services.common import (
    ASSIGN,
    DECIDE,
    HELP,
    EpisodeRefused,
    add_visit,
    cancel_visit,
    decide,
    insist,
    leave,
    locked,
    note,
    open_to,
    owe_desk,
    planned_of,
    settle_desk,
    today_of,
    worker_of,
)  # fmt: skip
from cases.aftercare.services.opening import tell_worker
from cases.aftercare.states import EPISODE
from cases.sharing import services as sharing
from core.kernel.scope import Viewer


@transaction.atomic
def assign(*, by: Viewer, now: datetime, episode: Episode, worker: User) -> Episode:
    """Give an episode to a worker of its owner agency; access and visits move with it."""
    row = locked(by, episode)
    insist(by, row, P.AFTERCARE_SUPERVISE, owner_only=True)
    if not worker_of(row.owner_agency_id, worker, today_of(row, now)):
        raise EpisodeRefused(_("Pilih pekerja dari instansi yang mendampingi."), field="worker")
    former = row.worker_id
    row.worker = worker
    EPISODE.apply(row, "assign", at=now)
    row.save(update_fields=["worker", "status", "status_since"])
    open_to(row, person_id=worker.pk, by=by, now=now)
    if former and former != worker.pk:
        sharing.end(basis_ref=row.code, person_id=former, by=by, now=now)
    for planned in planned_of(row, by):
        obligations.reassign(key=planned.key, to_id=worker.pk, by=by, now=now)
    settle_desk(row, "assigned", ASSIGN, by=by, now=now)
    tell_worker(row, worker.pk, now=now)
    note(row, "aftercare.assigned", by=by, now=now)
    return row


@transaction.atomic
def redirect(
    *, by: Viewer, now: datetime, episode: Episode, to_agency: Agency, explanation: str, region: Region | None = None
) -> Episode:
    """Pass an episode on to another agency (the child moved); its desk names a worker, its schedule stays."""
    row = locked(by, episode)
    # Another agency becomes answerable: that is for the owner of the case to decide.
    if by.agency_id != row.case_agency_id or not by.can(P.CASE_SUPERVISE):
        raise EpisodeRefused(_("Hanya supervisor instansi pemilik kasus yang dapat mengalihkan pascalayanan."))
    if to_agency.pk == row.owner_agency_id or to_agency.kind not in CASE_KEEPERS or not to_agency.is_active:
        raise EpisodeRefused(_("Pilih instansi lain yang mendampingi anak."), field="to_agency")
    former = row.owner_agency_id
    EPISODE.apply(row, "redirect", at=now)
    row.owner_agency, row.worker, row.region = to_agency, None, region or row.region
    open_to(row, by=by, now=now)
    row.save(update_fields=["owner_agency", "worker", "region", "status", "status_since"])
    settle_desk(row, "redirected", ASSIGN, DECIDE, HELP, by=by, now=now)
    for planned in planned_of(row, by):
        cancel_visit(planned, CancelReason.MOVED, by=by, now=now)
        add_visit(row, planned.due_on, months=planned.months, by=by, now=now)
    decide(row, DecisionKind.REDIRECT, explanation, to_agency_id=to_agency.pk, by=by, now=now)
    note(row, "aftercare.redirected", by=by, now=now, agency=to_agency.short_name)
    owe_desk(row, ASSIGN, by=by, now=now, page="episode_assign")
    leave(row, former, by=by, now=now)
    sharing.end(basis_ref=row.code, agency_id=former, by=by, now=now)
    return row


def move_episodes(*, from_user: User, to_user: User | None, agency, by: Viewer, now: datetime) -> tuple[str, int]:
    """Move a departing person's episodes to a colleague; return a label and how many.

    Runs in the departure's system scope; with the same person twice it only counts.  Without a colleague the
    supervisors owe a new worker, and the visits stay planned.
    """
    found = Episode.objects.for_system(reason="departure").open().filter(owner_agency=agency, worker=from_user)
    rows = list(found.select_related("owner_agency"))
    if to_user is None:
        for row in rows:
            _release(row, from_user, by=by, now=now)
    elif from_user.pk != to_user.pk:
        for row in rows:
            row.worker = to_user
            row.save(update_fields=["worker"])
            # Without a ground the file stays closed; a new one opens it to whoever is the worker then.
            with suppress(sharing.NoBasis):
                open_to(row, person_id=to_user.pk, by=by, now=now)
            sharing.end(basis_ref=row.code, person_id=from_user.pk, by=by, now=now)
            note(row, "aftercare.assigned", by=by, now=now)
    return gettext("pascalayanan"), len(rows)


def _release(row: Episode, former: User, *, by: Viewer, now: datetime) -> None:
    row.worker = None
    if row.status == Status.RUNNING:
        EPISODE.apply(row, "lose_worker", at=now)
    row.save(update_fields=["worker", "status", "status_since"])
    if row.status == Status.WAITING:
        owe_desk(row, ASSIGN, by=by, now=now, page="episode_assign")
    sharing.end(basis_ref=row.code, person_id=former.pk, by=by, now=now)
    note(row, "aftercare.released", by=by, now=now)
