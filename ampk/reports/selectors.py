from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.people.permissions import P
from ampk.reports import others
from ampk.reports.counting import breakdowns
from ampk.reports.figures import BY_SLUG
from ampk.reports.periods import Month
from ampk.reports.rows import Rows
from ampk.reports.suppression import BEYOND, OWN_AGENCY
from ampk.reports.tables import Breakdown, Report, shown
from cases.casework.models import Case
from core.kernel.scope import Viewer, system_scope
from core.screens.templatetags.ui import tanggal_waktu

AGENCY, NATION = "instansi", "nasional"
MONTHS_OFFERED = 24


def has_case_rights(viewer: Viewer) -> bool:
    """Tell whether a viewer may open the cases behind their agency's numbers, and so sees them exactly."""
    return viewer.wide and viewer.can(P.CASE_VIEW)


def reaches(viewer: Viewer) -> list[str]:
    """Return which reports a viewer may read: their agency's, and for analysts the nation's too."""
    return [AGENCY] if has_case_rights(viewer) else [AGENCY, NATION]


def monthly(viewer: Viewer, *, month: Month, now: datetime, reach: str = AGENCY) -> Report:
    """Return the month's recapitulation as this viewer may read it: screen and export show nothing else."""
    if has_case_rights(viewer):
        tables = [shown(one, k=0) for one in _count(viewer, viewer.agency_id, month, now, viewer, drills=True)]
        return _report(viewer, month, now, AGENCY, tables, k=0)
    with system_scope("monthly report") as system:
        own = _count(system, viewer.agency_id, month, now, viewer)
        if reach != NATION:
            tables = [shown(one, k=OWN_AGENCY) for one in own]
            return _report(viewer, month, now, AGENCY, tables, k=OWN_AGENCY)
        parts = {one.slug: one for one in own}
        nation = _count(system, None, month, now, viewer)
        tables = [shown(one, k=BEYOND, beside=parts[one.slug]) for one in nation]
        return _report(viewer, month, now, NATION, tables, k=BEYOND)


def counted_cases(viewer: Viewer, *, slug: str, code: str, month: Month, now: datetime) -> QuerySet[Case]:
    """Return the cases behind one number; raises KeyError for an unknown figure.  Only with case rights."""
    rows = Rows(viewer, month, now, viewer.agency_id, viewer.zone)
    found = BY_SLUG[slug].parted(rows)
    return found.filter(part=code) if code else found


def counted_rows(viewer: Viewer, *, slug: str, code: str, month: Month, now: datetime) -> QuerySet:
    """Return the referrals, visits or agreements behind one number; raises KeyError for an unknown figure."""
    return others.BY_SLUG[slug].counted(Rows(viewer, month, now, viewer.agency_id, viewer.zone), code)


def _count(
    asks: Viewer, agency_id: int | None, month: Month, now: datetime, reader: Viewer, *, drills: bool = False
) -> list[Breakdown]:
    return breakdowns(Rows(asks, month, now, agency_id, reader.zone), drills=drills)


def _report(viewer: Viewer, month: Month, now: datetime, reach: str, tables: list, *, k: int) -> Report:
    whose = _("Semua instansi") if reach == NATION else viewer.agency_name
    hidden = any(table.hides for table in tables)
    note = _("* disembunyikan: angka di bawah %(k)s, atau angka yang dapat membukanya.") % {"k": k}
    return Report(
        heading=_("Rekapitulasi bulanan %(month)s") % {"month": month.label},
        facts=(
            _("Instansi: %(name)s") % {"name": whose},
            _("Data per %(moment)s") % {"moment": tanggal_waktu(now)},
        ),
        breakdowns=tables,
        k=k,
        notes=(note,) if hidden else (),
    )
