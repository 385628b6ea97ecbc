import json
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.directory.models import Agency
from agencies.obligations.models import Obligation
from agencies.people.models import User
from agencies.people.selectors import absent_ids, workers_of
from cases.casework import panels, rating
from cases.casework.choices import PATH, SERVICE_STAGES, WAITING_TRANSFERS, Risk, Stage
from cases.casework.models import Case, RiskRating, Transfer
from cases.casework.states import BUTTONS, CASE, NEED_WORDS, ONWARD
from cases.sharing.choices import Level
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
class Wanted:
    """One need of the next step: in words, whether it is met, and what is missing with links."""

    text: str
    is_met: bool
    missing: tuple = ()


@dataclass(frozen=True)
class Checklist:
    """What the next step along the path leads to and needs; `url` is where this viewer takes it ("" when not)."""

    label: str
    target: str
    wanted: tuple[Wanted, ...]
    url: str = ""
    is_button: bool = False

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing is missing."""
        return all(one.is_met for one in self.wanted)


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


def checklist(case: Case, viewer: Viewer) -> Checklist | None:
    """Return what the next step of a case needs; None for a case that is closed."""
    row = next((step for step in CASE.available(case) if step.name in ONWARD), None)
    if row is None:
        return None
    wanted = []
    for need in row.needs:
        missing = tuple(need(case))
        wanted.append(Wanted(str(NEED_WORDS[need]), not missing, missing))
    is_button, url = row.name in BUTTONS, ""
    is_owner = case.owner_agency_id == viewer.agency_id
    if is_owner and (viewer.can(row.who) or (is_button and viewer.can("case.supervise"))):
        url = (
            reverse("case_step", args=[case.code, row.name])
            if is_button
            else reverse(_FORMS[row.name], args=[case.code])
        )
    return Checklist(str(row.label), str(CASE.states[row.target]), tuple(wanted), url, is_button)


def actions(case: Case, viewer: Viewer, level: str) -> list[Action]:
    """Return what a viewer may do with a case now, with what is missing for each step of its stage."""
    if level != Level.FULL or case.owner_agency_id != viewer.agency_id:
        return []
    # What is done every week comes first, what moves the case on after it.
    found = []
    if case.is_open and viewer.can("case.work"):
        for label, name in (
            (_("Catat kunjungan"), "note_new"),
            (_("Catat sesi layanan"), "session_new"),
            (_("Buat tugas"), "task_new"),
            (_("Temu kasus"), "conferences"),
            (_("Nilai risiko"), "risk"),
            (_("Tetapkan kategori"), "categories"),
            (_("Ubah pendekatan"), "approach"),
            (_("Catat kesepakatan"), "agreement_record"),
            (_("Tim kasus"), "case_team"),
            (_("Minta bantuan supervisor"), "help_ask"),
        ):
            found.append(Action(label, reverse(name, args=[case.code])))
    for link in panels.actions(case=case, viewer=viewer):
        found.append(Action(str(link.label), reverse(link.url_name, args=[case.code])))
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
        if case.stage in SERVICE_STAGES:
            found.append(Action(_("Alihkan ke instansi lain"), reverse("case_offer_agency", args=[case.code])))
    elif case.is_open and viewer.can("case.work") and case.manager_id == viewer.user_id:
        found.append(Action(_("Alihkan kasus ke rekan"), reverse("case_offer_worker", args=[case.code])))
    return found


def tabs(case: Case, viewer: Viewer, level: str) -> list[tuple[str, str, str]]:
    """Return (url name, label, address) of the case's sub-navigation: only pages that open to this viewer."""
    is_full = level == Level.FULL
    works = is_full and (viewer.can("case.work") or viewer.can("case.supervise"))
    own = [
        ("case", _("Ikhtisar"), True),
        ("case_timeline", _("Linimasa"), is_full),
        ("assessment", _("Asesmen"), works),
        ("plan", _("Rencana"), works),
    ]
    return _pages(case, own + _registered(panels.tabs(), viewer, is_full))


def sharing_pages(case: Case, viewer: Viewer, level: str) -> list[tuple[str, str, str]]:
    """Return the same of the pages about who may see this case, why, and who did: they hang below the overview."""
    is_full = level == Level.FULL
    found = _pages(
        case,
        [*_registered(panels.sharing(), viewer, is_full), ("case_access", _("Siapa dapat melihat"), is_full)],
    )
    if is_full:
        readers = reverse("child_readers", args=[case.child.code])
        found.append(("child_readers", _("Siapa sudah melihat"), readers))
    return found


def here(tabs: list[tuple[str, str, str]], path: str) -> str:
    """Return the address of the entry a page stands below: the longest that begins the page's own, or the first."""
    return max(
        (url for _name, _label, url in tabs if path.startswith(url)), key=len, default=tabs[0][2] if tabs else ""
    )


def _registered(links: list[panels.Link], viewer: Viewer, is_full: bool) -> list[tuple[str, str, bool]]:
    return [
        (link.url_name, str(link.label), (is_full or not link.whole_file) and _opens(link, viewer)) for link in links
    ]


def _pages(case: Case, found: list[tuple[str, str, bool]]) -> list[tuple[str, str, str]]:
    return [(name, label, reverse(name, args=[case.code])) for name, label, opens in found if opens]


def _opens(link: panels.Link, viewer: Viewer) -> bool:
    return not link.permission or viewer.can(link.permission)


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


@dataclass(frozen=True)
class Rated:
    """One rating with the reasons its answers gave, the level before it, and the answers in words."""

    row: RiskRating
    reasons: tuple
    unknown: tuple
    former: str
    answers: list

    @property
    def was_changed(self) -> bool:
        """Tell whether a person set another level than the answers gave."""
        return bool(self.row.computed) and self.row.computed != self.row.level


def ratings(case: Case, viewer: Viewer, *, limit: int = 50) -> list[Rated]:
    """Return the ratings of a case, newest first, each with its reasons and what it changed."""
    found = RiskRating.objects.visible_to(viewer).filter(case=case).select_related("rated_by").order_by("-rated_at")
    rows = list(found[: limit + 1])
    made = []
    for place, row in enumerate(rows[:limit]):
        result = rating.result(json.loads(row.answers), row.instrument) if row.instrument else None
        former = rows[place + 1].level if place + 1 < len(rows) else ""
        made.append(
            Rated(
                row,
                result.reasons if result else (),
                result.unknown if result else (),
                str(Risk(former).label) if former and former != row.level else "",
                rating.read(row.answers, row.instrument),
            )
        )
    return made


def police_near(case: Case) -> list[Agency]:
    """Return up to three police child units of the case's kabupaten/kota that can be called."""
    place = (case.region_id or case.owner_agency.region_id)[:5]
    found = Agency.objects.filter(kind="police_child_unit", is_active=True, region__code__startswith=place)
    return list(found.exclude(phone="").order_by("name")[:3])


def transfers(viewer: Viewer, tab: str):
    """Return offers: what waits for the viewer ("menunggu"), for others ("terkirim"), or is over ("selesai")."""
    found = Transfer.objects.visible_to(viewer).select_related("from_agency", "to_agency", "to_person")
    if tab == "menunggu":
        return found.waiting().for_receiver(viewer)
    if tab == "terkirim":
        return found.waiting().filter(from_agency_id=viewer.agency_id).exclude(to_person_id=viewer.user_id)
    return found.exclude(state__in=WAITING_TRANSFERS)


def waiting_transfer(case: Case, viewer: Viewer) -> Transfer | None:
    """Return the offer of a case that waits for an answer."""
    found = Transfer.objects.visible_to(viewer).waiting().filter(case=case)
    return found.select_related("to_agency", "to_person").first()


def read_until(case: Case, viewer: Viewer):
    """Return until when a former owner may read a case, None for everybody else."""
    if case.owner_agency_id == viewer.agency_id:
        return None
    found = Transfer.objects.visible_to(viewer).filter(case=case, state="accepted", from_agency_id=viewer.agency_id)
    return found.order_by("-answered_at").values_list("read_until", flat=True).first()
