"""Who works on a case beside its manager, from when until when."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import workers_of
from cases.casework.models import Case, TeamMember
from cases.casework.services.assigning import open_to
from cases.casework.services.common import CaseRefused, insist, locked, note, today_of
from cases.sharing import services as sharing
from cases.sharing.choices import Basis
from core.kernel.calendar import end_of
from core.kernel.scope import Viewer


@transaction.atomic
def join_team(*, by: Viewer, now: datetime, case: Case, person: User, until_on: date | None = None) -> None:
    """Let a colleague work on the case beside its manager, until a day or until somebody ends it."""
    insist(by, P.CASE_SUPERVISE, P.CASE_WORK)
    row = locked(by, case)
    if not workers_of(row.owner_agency_id, today_of(by, now)).filter(pk=person.pk).exists():
        raise CaseRefused(_("Pilih rekan dari instansi pemilik kasus."), field="person")
    if until_on and until_on < today_of(by, now):
        raise CaseRefused(_("Tanggal akhir tidak boleh sebelum hari ini"), field="until_on")
    standing = TeamMember.objects.visible_to(by).filter(Q(until_at=None) | Q(until_at__gt=now), case=row)
    if standing.filter(person=person).exists():
        raise CaseRefused(_("Rekan ini sudah anggota tim."), field="person")
    until_at = end_of(until_on, by.zone) if until_on else None
    TeamMember(case=row, person=person, since_at=now, until_at=until_at, added_by_id=by.user_id).save(force_insert=True)
    open_to(row, person.pk, Basis.TEAM, by=by, now=now, ends_at=until_at)
    note(row, "case.team_joined", by=by, now=now)


@transaction.atomic
def leave_team(*, by: Viewer, now: datetime, case: Case, person_id: int) -> None:
    """End a colleague's part in the team; they lose the file unless something else opens it to them."""
    row = locked(by, case)
    if not (by.can(P.CASE_SUPERVISE) or row.manager_id == by.user_id or person_id == by.user_id):
        raise CaseRefused(_("Anggota tim dilepas manajer kasus, supervisor, atau anggota itu sendiri."))
    found = TeamMember.objects.visible_to(by).filter(Q(until_at=None) | Q(until_at__gt=now), case=row)
    if not found.filter(person_id=person_id).update(until_at=now):
        raise CaseRefused(_("Rekan ini bukan anggota tim lagi."))
    note(row, "case.team_left", by=by, now=now)
    # Last, because whoever leaves may thereby lose sight of the case.
    sharing.end(case_id=row.pk, basis=Basis.TEAM, person_id=person_id, by=by, now=now)
