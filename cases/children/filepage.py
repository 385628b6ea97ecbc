"""What the child's page is made of: groups of facts, papers, and what is still to be asked."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.children import factsheet
from cases.children.choices import BirthPrecision, Paper, PaperStatus
from cases.children.factsheet import FACTS, Look
from cases.children.models import Alias, CarePeriod, Child, ImportantPerson, Merge
from cases.children.nik import NikHint, read_nik, region_words
from core.kernel.scope import Viewer

_PAGES = {
    factsheet.IDENTITY: "child_edit",
    factsheet.ADDRESS: "child_address",
    factsheet.SCHOOL: "child_school",
    factsheet.NEEDS: "child_needs",
}


@dataclass(frozen=True)
class Row:
    """One row of the page: label, words ("" when not asked yet), and the word under which the value is revealed."""

    key: str
    label: str
    words: str
    secret: str = ""


@dataclass(frozen=True)
class Group:
    """One card of the page and the form that changes it."""

    key: str
    title: str
    url: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PaperRow:
    """One paper: its state, its masked number and how that is revealed, its date, the form that changes it."""

    paper: Paper
    status: PaperStatus
    masked: str
    secret: str
    dated: date | None
    url: str


@dataclass(frozen=True)
class HintRow:
    """What a NIK suggests of one fact, beside what the file says."""

    label: str
    hint: str
    known: str
    differs: bool


def groups(child: Child, look: Look) -> list[Group]:
    """Return the cards of facts in the order of the page; papers have their own table."""
    titles = {
        factsheet.IDENTITY: _("Identitas"),
        factsheet.ADDRESS: _("Alamat"),
        factsheet.SCHOOL: _("Sekolah"),
        factsheet.NEEDS: _("Kebutuhan"),
    }
    found = []
    for key, title in titles.items():
        rows = tuple(
            Row(fact.key, str(fact.label), words, fact.secret if _keeps(child, fact) else "")
            for fact in FACTS
            if fact.group == key
            for words in [fact.words(child, look)]
        )
        found.append(Group(key, title, reverse(_PAGES[key], args=[child.code]), rows))
    return found


def papers(child: Child) -> list[PaperRow]:
    """Return each paper in the order of the page."""
    from cases.children.masking import mask_number

    return [
        PaperRow(
            paper,
            status,
            mask_number(getattr(child, paper.number_field)),
            paper.secret,
            getattr(child, f"dated_{paper.value}"),
            reverse("child_paper", args=[child.code, paper.value]),
        )
        for paper, status in child.papers()
    ]


def to_ask(child: Child, look: Look, people: list[ImportantPerson]) -> list[tuple[str, str]]:
    """Return (what is still to be asked, the page where it is written) of what every file should know."""
    found = []
    for fact in FACTS:
        if fact.is_core and not fact.words(child, look):
            if fact.group == factsheet.PAPERS:
                url = reverse("child_paper", args=[child.code, fact.key])
            else:
                url = reverse(_PAGES[fact.group], args=[child.code])
            found.append((str(fact.label), url))
    if not any(person.is_guardian for person in people):
        found.append((_("Wali atau pengasuh utama"), reverse("person_new", args=[child.code])))
    return found


def aliases_of(child: Child, viewer: Viewer) -> list[Alias]:
    """Return the other names in use, oldest first."""
    return list(Alias.objects.visible_to(viewer).filter(child=child, removed_at=None).order_by("added_at", "pk"))


def care_of(child: Child, viewer: Viewer) -> list[CarePeriod]:
    """Return who cared for the child when, latest first."""
    found = CarePeriod.objects.visible_to(viewer).filter(child=child).select_related("person")
    return list(found.order_by("-since", "pk"))


def merges_of(child: Child, viewer: Viewer) -> list[Merge]:
    """Return the merges of which this file came, latest first; those that were undone are left out."""
    found = Merge.objects.visible_to(viewer).standing().filter(winner=child)
    return list(found.select_related("loser", "merged_by").order_by("-merged_at"))


def hint_of(child: Child, today: date) -> NikHint | None:
    """Return what the child's NIK suggests; None without a NIK or for an odd one."""
    return read_nik(child.nik, today=today) if child.nik else None


def hint_rows(child: Child, hint: NikHint) -> list[HintRow]:
    """Return sex and birth date as the NIK suggests them, beside what the file says; the region is only told."""
    from django.utils.formats import date_format

    from cases.children.choices import Sex

    known = child.birth_words() or (_("perkiraan usia") if child.birth_precision == BirthPrecision.ESTIMATE else "")
    return [
        HintRow(_("Jenis kelamin"), str(Sex(hint.sex).label), child.get_sex_display(), child.sex != hint.sex),
        HintRow(_("Tanggal lahir"), date_format(hint.born_on, "j F Y"), known, not agrees_on_birth(child, hint)),
        HintRow(_("Pertama didaftarkan di"), region_words(hint), "", False),
    ]


def agrees_on_birth(child: Child, hint: NikHint) -> bool:
    """Tell whether the birth date of the file is the one in the NIK, as exactly as the file knows it."""
    if not child.born_on or child.birth_precision == BirthPrecision.UNKNOWN:
        return False
    same_year = child.born_on.year == hint.born_on.year
    if child.birth_precision == BirthPrecision.YEAR:
        return same_year
    same_month = same_year and child.born_on.month == hint.born_on.month
    return same_month and (child.birth_precision == BirthPrecision.MONTH or child.born_on.day == hint.born_on.day)


def worth_showing(child: Child, today: date) -> bool:
    """Tell whether the NIK says something that the file does not say, or an odd NIK should be looked at again."""
    hint = hint_of(child, today)
    if hint is None:
        return bool(child.nik)
    return child.sex != hint.sex or not agrees_on_birth(child, hint) or child.birth_precision != BirthPrecision.EXACT


def _keeps(child: Child, fact: factsheet.Fact) -> bool:
    return bool(fact.secret) and any(getattr(child, column) for column in fact.columns if column != "nik_known")
