"""The end of a service opens the after-care: case, episode, access, schedule and duties in one transaction."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency, Region
from agencies.people.models import User
from agencies.people.roles import CASE_KEEPERS
from agencies.people.selectors import supervisors_of
from cases.aftercare import schedule
from cases.aftercare.choices import Status
from cases.aftercare.models import Episode
from cases.aftercare.rules import BOOK
from cases.aftercare.services.common import ASSIGN, EpisodeRefused, add_visit, note, open_to, owe_desk, worker_of
from cases.casework import services as casework
from cases.casework.choices import EndReason
from cases.casework.models import Case
from core.kernel.clock import zone_of
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def end_service_and_open(
    *,
    by: Viewer,
    now: datetime,
    case: Case,
    answers: dict,
    aftercare: casework.AftercarePlan | None,
    region: Region | None = None,
) -> Episode | None:
    """End a case's service and open its after-care episode.

    Nobody visits a child who died, and without a plan no episode is opened either: then None is returned and the
    supervisors are told that the case may be closed.

    `answers` are those of `casework.services.end_service`, `region` is where the child lives from now on (default:
    the child's own).  Raises EpisodeRefused, CaseRefused or StepRefused.
    """
    if aftercare is None or answers["reason"] == EndReason.DIED:
        _leave_without(casework.end_service(by=by, now=now, case=case, answers=answers, aftercare=None), now=now)
        return None
    owner = Agency.objects.filter(pk=aftercare.owner_agency_id, is_active=True).first()
    if owner is None or owner.kind not in CASE_KEEPERS:
        raise EpisodeRefused(_("Pilih instansi yang mendampingi anak."), field="owner_agency")
    place = region or case.child.region
    zone = zone_of(place.pk) if place else owner.zone
    today = now.astimezone(zone).date()
    dates = _dates(aftercare, today)
    worker = User.objects.filter(pk=aftercare.worker_id).first() if aftercare.worker_id else None
    if worker and not worker_of(owner.pk, worker, today):
        raise EpisodeRefused(_("Pilih pekerja dari instansi yang mendampingi."), field="worker")
    row = casework.end_service(by=by, now=now, case=case, answers=answers, aftercare=aftercare)
    episode = Episode(
        case_id=row.pk, child_id=row.child_id, case_agency_id=row.owner_agency_id, owner_agency=owner, worker=worker,
        region=place, status=Status.RUNNING if worker else Status.WAITING, status_since=now, starts_on=today,
        opened_at=now, opened_by_id=by.user_id,
    )  # fmt: skip
    episode.save(force_insert=True)
    open_to(episode, by=by, now=now)
    if worker:
        open_to(episode, person_id=worker.pk, by=by, now=now)
        tell_worker(episode, worker.pk, now=now)
    else:
        owe_desk(episode, ASSIGN, by=by, now=now, page="episode_assign")
    for months, due_on in dates:
        add_visit(episode, due_on, months=months, by=by, now=now)
    note(episode, "aftercare.opened", by=by, now=now, agency=owner.short_name, visits=len(dates))
    return episode


def _leave_without(case: Case, *, now: datetime) -> None:
    on = now.astimezone(case.owner_agency.zone).date()
    notices.owe_all(
        recipient_ids={*supervisors_of(case.owner_agency_id, on)}, kind="aftercare.none",
        key=f"aftercare.none:{case.pk}:{now.isoformat()}", about=case.code, url=reverse("case", args=[case.code]),
        case_id=case.pk, now=now,
    )  # fmt: skip


def tell_worker(episode: Episode, worker_id: int, *, now: datetime) -> None:
    """Tell a worker that an episode is theirs."""
    notices.owe(
        recipient_id=worker_id, kind="aftercare.assigned", key=f"aftercare.assigned:{episode.pk}:{now.isoformat()}",
        about=episode.code, url=episode.get_absolute_url(), case_id=episode.case_id, now=now,
    )  # fmt: skip


def _dates(plan: casework.AftercarePlan, today) -> list:
    months = tuple(number for number in plan.visit_months if 1 <= number <= 24)
    if not months:
        raise EpisodeRefused(_("Pilih paling sedikit satu kunjungan pascalayanan"), field="visit_months")
    first = BOOK.get("aftercare.visit_1", today).value
    latest = schedule.visit_on(today, first)
    if plan.first_visit_on and not today < plan.first_visit_on <= latest:
        raise EpisodeRefused(
            _("Kunjungan pertama boleh lebih cepat dari aturan, tidak boleh lebih lambat"), field="first_visit_on"
        )
    if min(months) > first and not plan.first_visit_on:
        raise EpisodeRefused(
            _("Kunjungan pertama paling lambat %(n)s bulan setelah layanan berakhir") % {"n": first},
            field="visit_months",
        )
    return schedule.visit_dates(today, months, plan.first_visit_on)
