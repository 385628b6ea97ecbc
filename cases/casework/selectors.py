from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.obligations.models import Obligation
from agencies.people.models import User
from agencies.people.selectors import absent_ids, workers_of
from cases.casework import panels
from cases.casework.choices import PATH, Stage
from cases.casework.models import Case
from cases.casework.states import BUTTONS, CASE
from cases.sharing.selectors import level_of
from core.kernel.scope import Viewer

# Steps with a form of their own, and the page where they are done.
_FORMS = {
    "close": "case_close",
    "reject": "case_reject",
    "transfer": "case_transfer",
    "reopen": "case_reopen",
    "end_service": "service_end",
}


@dataclass(frozen=True)
class Action:
    """One entry of the case's menu: a link, or a button that posts; `missing` says why it is not possible yet."""

    label: str
    url: str
    is_button: bool = False
    missing: tuple = ()


@dataclass(frozen=True)
class Load:
    """One worker who could take a case, with what they carry."""

    person: User
    open_cases: int
    away_until: object


def cases(
    viewer: Viewer,
    *,
    stage: str = "",
    risk: str = "",
    manager: str = "",
    region: str = "",
    late: bool = False,
    now: datetime,
):
    """Return the cases a viewer may open, narrowed, with the next due moment."""
    found = Case.objects.visible_to(viewer).select_related("child", "child__region", "owner_agency", "manager")
    if stage == "terbuka" or not stage:
        found = found.open()
    elif stage == "ditutup":
        found = found.exclude(closed_at=None)
    elif stage in Stage.values:
        found = found.filter(stage=stage)
    if risk:
        found = found.filter(risk=risk)
    if manager == "belum":
        found = found.unassigned()
    elif manager == "saya":
        found = found.filter(manager_id=viewer.user_id)
    elif manager.isdecimal():
        found = found.filter(manager_id=int(manager[:9]))
    if region:
        found = found.within(region)
    return (found.overdue(now) if late else found).with_next_due()


def stage_line(case: Case) -> list[SimpleNamespace]:
    """Return the numbered stages of a case for its page."""
    place = PATH.index(case.stage) if case.stage in PATH else len(PATH)
    return [
        SimpleNamespace(label=stage.label, is_done=number < place, is_now=number == place)
        for number, stage in enumerate(PATH)
    ]


def actions(case: Case, viewer: Viewer) -> list[Action]:
    """Return what a viewer may do with a case now, with what is missing for each step of its stage."""
    if level_of(case.pk, viewer) != "full":
        return []
    found = []
    for step in CASE.available(case):
        if not (viewer.can(step.who) or viewer.can("case.supervise")) or (
            step.name == "reopen" and not viewer.can(step.who)
        ):
            continue
        if step.name in BUTTONS:
            url = reverse("case_step", args=[case.code, step.name])
            found.append(Action(str(step.label), url, True, tuple(CASE.missing(case, step.name))))
        elif viewer.can(step.who):
            found.append(Action(str(step.label), reverse(_FORMS[step.name], args=[case.code])))
    if case.is_open and viewer.can("case.supervise"):
        found.append(Action(_("Tugaskan manajer kasus"), reverse("case_assign", args=[case.code])))
    elif case.is_open and viewer.can("case.work") and case.manager_id == viewer.user_id:
        found.append(Action(_("Alihkan kasus ke rekan"), reverse("case_assign", args=[case.code])))
    if case.is_open and viewer.can("case.work"):
        for label, name in (
            (_("Catat kunjungan"), "note_new"),
            (_("Buat tugas"), "task_new"),
            (_("Nilai risiko"), "risk"),
            (_("Tetapkan kategori"), "categories"),
            (_("Catat kesepakatan"), "agreement_record"),
            (_("Tambah anggota tim"), "case_team"),
            (_("Minta bantuan supervisor"), "help_ask"),
        ):
            found.append(Action(label, reverse(name, args=[case.code])))
    for link in panels.actions(case=case, viewer=viewer):
        found.append(Action(str(link.label), reverse(link.url_name, args=[case.code])))
    return found


def tabs(case: Case) -> list[tuple[str, str, str]]:
    """Return (url name, label, address) of the case's sub-navigation."""
    own = [
        ("case", _("Ikhtisar")),
        ("case_timeline", _("Linimasa")),
        ("assessment", _("Asesmen")),
        ("plan", _("Rencana")),
        ("case_access", _("Akses")),
    ]
    own += [(link.url_name, str(link.label)) for link in panels.tabs()]
    return [(name, label, reverse(name, args=[case.code])) for name, label in own]


def due_work(case: Case, viewer: Viewer) -> list[Obligation]:
    """Return what is owed on a case, soonest first."""
    found = Obligation.objects.visible_to(viewer).open().for_case(case.pk)
    return list(found.select_related("holder", "holder_agency").order_by("due_at", "id"))


def workloads(agency_id: int, on) -> list[Load]:
    """Return who may take a case, least loaded first, those on leave last."""
    people = list(workers_of(agency_id, on))
    counts = dict(
        Case.objects.for_system(reason="workload; row security stands beneath")
        .open()
        .owned_by(agency_id)
        .filter(manager__in=[person.pk for person in people])
        .values_list("manager")
        .annotate(Count("pk"))
    )
    away = absent_ids(agency_id, on)
    loads = [Load(person, counts.get(person.pk, 0), away.get(person.pk)) for person in people]
    return sorted(loads, key=lambda load: (load.away_until is not None, load.open_cases, load.person.name))


def unassigned(viewer: Viewer):
    """Return the viewer's agency's open cases without a manager, oldest first."""
    return Case.objects.visible_to(viewer).unassigned().owned_by(viewer.agency_id).order_by("opened_at")
