from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits.choices import VisitState
from agencies.agreements.visits.models import CoordinationVisit
from agencies.agreements.visits.selectors import today_of
from agencies.people.permissions import P
from agencies.people.selectors import holders_of
from core.kernel.refusals import ChangedMeanwhile, Refused
from core.kernel.scope import Viewer
from core.notices.services import owe_all


class VisitRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


def may_manage(viewer: Viewer, visit: CoordinationVisit) -> bool:
    """Tell whether a viewer changes a visit: its agency keeps the minutes and the role manages visits."""
    return viewer.can(P.COORDINATION_MANAGE) and visit.managing_agency_id == viewer.agency_id


def locked(by: Viewer, visit: CoordinationVisit) -> CoordinationVisit:
    """Return the visit locked, for whoever keeps its minutes."""
    row = CoordinationVisit.objects.visible_to(by).select_for_update(of=("self",)).get(pk=visit.pk)
    insist_keeper(by, row)
    return row


def insist_keeper(by: Viewer, row: CoordinationVisit) -> None:
    """Raise VisitRefused unless the viewer changes this visit."""
    if not may_manage(by, row):
        raise VisitRefused(_("Hanya instansi penyelenggara yang dapat mengubah kunjungan ini."))


def insist_held(row: CoordinationVisit) -> None:
    """Raise VisitRefused unless minutes are being written."""
    if row.state != VisitState.HELD:
        raise VisitRefused(_("Notula dan keputusan ditulis sesudah kunjungan dilaksanakan dan sebelum notula selesai."))


def insist_version(row: CoordinationVisit, version: int) -> None:
    """Raise ChangedMeanwhile when the row has moved on."""
    if row.version != version:
        raise ChangedMeanwhile(row)


def tell(row: CoordinationVisit, kind: str, *, by: Viewer, now: datetime, to: Iterable[int] | None = None) -> None:
    """Tell those who act for the agencies that take part (or for `to`), but for whoever did it."""
    on, told = today_of(by, now), set()
    # Whoever no longer takes part is led to the list, not to a page that is closed to them.
    url = row.get_absolute_url() if to is None else reverse("coordination_visits")
    for agency_id in row.agencies.values_list("agency_id", flat=True) if to is None else to:
        told |= set(holders_of(agency_id, P.COORDINATION_ACT, on))
    owe_all(
        recipient_ids=told - {by.user_id}, kind=kind, key=f"{kind}:{row.code}:{row.version}", about=row.code,
        url=url, now=now,
    )  # fmt: skip


def key_of(kind: str, row: CoordinationVisit) -> str:
    """Return the key of one of a visit's duties."""
    return f"{kind}:{row.pk}"
