"""What the verbs of this room share."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import Service
from agencies.obligations import services as obligations
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import people_with
from cases.aftercare import following, schedule
from cases.aftercare.choices import VisitState
from cases.aftercare.models import Decision, Episode, PlannedVisit
from cases.aftercare.rules import BOOK
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer

VISIT, ASSIGN, DECIDE, HELP, RELAPSE = (
    "aftercare.visit", "aftercare.assign", "aftercare.decide", "aftercare.help", "aftercare.relapse",
)  # fmt: skip


class EpisodeRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


def locked(by: Viewer, episode: Episode) -> Episode:
    """Return the episode locked for change, as far as the viewer reads its file.  Raises Episode.DoesNotExist."""
    found = Episode.objects.readable_by(by).select_for_update(of=("self",)).select_related("owner_agency")
    return found.get(pk=episode.pk)


def insist(by: Viewer, episode: Episode, permission: str, *, owner_only: bool = False) -> None:
    """Raise EpisodeRefused unless the viewer may, and works in the after-care owner or (else) the case's owner."""
    own = by.agency_id == episode.owner_agency_id or (not owner_only and by.agency_id == episode.case_agency_id)
    if not by.system and not (by.can(permission) and own):
        raise EpisodeRefused(_("Peran Anda tidak berhak melakukan ini."))


def today_of(episode: Episode, now: datetime) -> date:
    """Return the date where the child lives."""
    return now.astimezone(episode.zone).date()


def note(episode: Episode, verb: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Write an act on an episode into the record."""
    record(
        by=by,
        now=now,
        verb=verb,
        case_id=episode.case_id,
        child_id=episode.child_id,
        subject=episode.code,
        detail=detail,
    )


def owe_visit(episode: Episode, planned: PlannedVisit, *, by: Viewer, now: datetime) -> None:
    """Begin the duty of a planned visit: the after-care owner's, its worker's, watched by the case's owner."""
    obligations.owe(
        kind=VISIT, key=planned.key, about=episode.code, case_id=episode.case_id, note=str(planned.sequence),
        url=f"{reverse('visit_new', args=[episode.code])}?jadwal={planned.pk}",
        holder_agency_id=episode.owner_agency_id, holder_id=episode.worker_id, watcher_agency_id=episode.case_agency_id,
        rule=schedule.visit_rule(planned.months, today_of(episode, now)),
        due_at=schedule.due_at(planned.due_on, episode.zone), by=by, now=now,
    )  # fmt: skip


def owe_desk(
    episode: Episode, kind: str, *, by: Viewer, now: datetime, page: str = "episode", to_case_owner: bool = False
) -> None:
    """Begin a duty of the supervisors of the after-care owner (or of the case's owner)."""
    obligations.owe(
        kind=kind, key=f"{kind}:{episode.pk}:{now.isoformat()}", about=episode.code, case_id=episode.case_id,
        url=reverse(page, args=[episode.code]),
        holder_agency_id=episode.case_agency_id if to_case_owner else episode.owner_agency_id,
        # Both agencies keep the duty in sight, whoever of them holds it.
        watcher_agency_id=episode.owner_agency_id if to_case_owner else episode.case_agency_id,
        rule=BOOK.get(DECIDE if kind == RELAPSE else kind, today_of(episode, now)), by=by, now=now,
    )  # fmt: skip


def settle_desk(episode: Episode, how: str, *kinds: str, by: Viewer, now: datetime) -> None:
    """Settle what supervisors were asked about an episode."""
    obligations.settle(kind=kinds, about=episode.code, how=how, by=by, now=now)


def open_to(episode: Episode, *, person_id: int | None = None, by: Viewer, now: datetime) -> None:
    """Open the child's file at after-care level to the owner's desk, or to a person there.

    Another agency than the case's own needs a basis for it.  Raises NoBasis.
    """
    consent_id = None
    if episode.owner_agency_id != episode.case_agency_id:
        basis = sharing.insist_basis(
            episode.case, Service.AFTERCARE, episode.owner_agency, now, field="owner_agency"
        )  # fmt: skip
        consent_id = basis.pk
    sharing.grant(
        case_id=episode.case_id, child_id=episode.child_id, owner_agency_id=episode.case_agency_id,
        agency_id=episode.owner_agency_id, person_id=person_id, level=Level.CARE, basis=Basis.AFTERCARE,
        basis_ref=episode.code, consent_id=consent_id, by=by, now=now,
    )  # fmt: skip


def worker_of(agency_id: int, worker: User, on: date) -> bool:
    """Tell whether a person may be given an episode of an agency."""
    return people_with(agency_id, P.AFTERCARE_WORK, on).filter(pk=worker.pk).exists()


def planned_of(episode: Episode, by: Viewer) -> list[PlannedVisit]:
    """Return the visits still to make, soonest first, locked."""
    return list(PlannedVisit.objects.visible_to(by).filter(episode=episode).open().select_for_update())


def add_visit(episode: Episode, due_on: date, *, months: int | None = None, by: Viewer, now: datetime) -> PlannedVisit:
    """Plan a visit and owe it."""
    number = PlannedVisit.objects.visible_to(by).filter(episode=episode).count() + 1
    planned = PlannedVisit(case_id=episode.case_id, episode=episode, sequence=number, months=months, due_on=due_on)
    planned.save(force_insert=True)
    owe_visit(episode, planned, by=by, now=now)
    return planned


def decide(
    episode: Episode, kind: str, explanation: str, *, by: Viewer, now: datetime, to_agency_id: int | None = None
) -> None:
    """Keep a decision with its reason."""
    Decision(
        case_id=episode.case_id, episode=episode, kind=kind, explanation=explanation, to_agency_id=to_agency_id,
        decided_at=now, decided_by_id=by.user_id,
    ).save(force_insert=True)  # fmt: skip


def cancel_visit(planned: PlannedVisit, reason: str, *, by: Viewer, now: datetime) -> None:
    """Let a planned visit fall away with its reason, and its duty with it."""
    planned.state, planned.cancel_reason = VisitState.CANCELLED, reason
    planned.save(update_fields=["state", "cancel_reason"])
    obligations.cancel(key=planned.key, why=str(reason), by=by, now=now)


def leave(episode: Episode, former_id: int, *, by: Viewer, now: datetime) -> None:
    """Let what an agency still has under way for the child pass to the case's owner, before its access ends."""
    if former_id != episode.case_agency_id:
        following.hand_back(
            case_id=episode.case_id, from_agency_id=former_id, to_agency_id=episode.case_agency_id, by=by, now=now
        )
