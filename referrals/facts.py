"""The facts that may travel with a referral: what each is called and how it is read from the child's file.

Which purpose may carry which key stands in `purposes.py`; an unsafe person's contact is never read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Category
from cases.casework.models import Case, CaseCategory
from cases.children import masking
from cases.children.choices import ContactSafety, Sex
from cases.children.models import Child, ImportantPerson
from cases.sharing.choices import FactGroup
from core.kernel.scope import Viewer
from referrals.choices import ConsentBasis, Urgency, WorkKind
from referrals.models import Referral, ReferralRequest


@dataclass(frozen=True)
class Source:
    """What facts are read from, fetched once."""

    child: Child
    case: Case
    people: tuple[ImportantPerson, ...]
    categories: tuple[str, ...]
    request: ReferralRequest | None
    on: date


@dataclass(frozen=True)
class FactKind:
    """One entry of the catalogue; skills and situation are written by the sender for this referral."""

    key: str
    label: str | Promise
    read: Callable[[Source], str]


@dataclass(frozen=True)
class Value:
    """A fact as it would travel."""

    key: str
    label: str
    value: str


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _born(source: Source) -> str:
    child = source.child
    return child.birth_words() or child.age_words(source.on)


def _address(source: Source) -> str:
    child = source.child
    return ", ".join(part for part in (child.address, child.region.full_name if child.region else "") if part)


def _guardian(source: Source) -> str:
    safe = [person for person in source.people if person.safe_to_contact == ContactSafety.SAFE]
    chosen = next((person for person in safe if person.is_guardian), safe[0] if safe else None)
    if chosen is None:
        return ""
    parts = (chosen.name, str(chosen.get_relation_display()).lower(), chosen.phone)
    return ", ".join(part for part in parts if part)


def _papers(source: Source) -> str:
    return "; ".join(f"{paper.label}: {str(state.label).lower()}" for paper, state in source.child.papers())


def _category(source: Source) -> str:
    return "; ".join(str(Category(one).label) for one in source.categories)


CATALOGUE: tuple[FactKind, ...] = (
    FactKind("name", _("Nama"), lambda source: source.child.full_name or source.child.nickname),
    FactKind("born", _("Tanggal lahir atau usia"), _born),
    FactKind("sex", _("Jenis kelamin"), lambda source: str(Sex(source.child.sex).label)),
    FactKind("nik", _("NIK"), lambda source: source.child.nik),
    FactKind("family_card", _("Nomor kartu keluarga"), lambda source: source.child.kk_number),
    FactKind("address", _("Alamat"), _address),
    FactKind("guardian", _("Kontak wali yang aman dihubungi"), _guardian),
    FactKind("mother", _("Nama ibu kandung"), lambda source: source.child.mother_name),
    FactKind("schooling", _("Sekolah terakhir"), lambda source: source.child.school),
    FactKind("papers", _("Dokumen yang dimiliki"), _papers),
    FactKind("needs", _("Kesehatan, disabilitas, dan bahasa"), lambda source: source.child.needs),
    FactKind("learning_needs", _("Kebutuhan khusus saat belajar atau berkegiatan"), lambda source: source.child.needs),
    FactKind("skills", _("Keterampilan dan minat"), lambda source: source.request.skills if source.request else ""),
    FactKind("category", _("Kategori perlindungan"), _category),
    FactKind(
        "situation", _("Gambaran keadaan anak"), lambda source: source.request.situation if source.request else ""
    ),
)
_BY_KEY = {kind.key: kind for kind in CATALOGUE}

# Which part of a consent each fact needs.
GROUPS = {
    "name": FactGroup.IDENTITY, "born": FactGroup.IDENTITY, "sex": FactGroup.IDENTITY, "nik": FactGroup.IDENTITY,
    "family_card": FactGroup.IDENTITY, "papers": FactGroup.IDENTITY, "address": FactGroup.HOME,
    "guardian": FactGroup.HOME, "mother": FactGroup.HOME, "schooling": FactGroup.SCHOOLING,
    "learning_needs": FactGroup.SCHOOLING, "needs": FactGroup.HEALTH, "skills": FactGroup.SKILLS,
    "category": FactGroup.STORY, "situation": FactGroup.STORY,
}  # fmt: skip

# Not shown on the sender's own screen while names are masked.
IDENTIFYING = ("name", "born", "nik", "family_card", "address", "guardian", "mother", "situation", "reason")

# Labels of what stands in the envelope and of the reason, which always travels in the package.
_OTHER_LABELS = {
    "reason": _("Alasan"),
    "service": _("Diminta"),
    "urgency": _("Kesegeraan"),
    "age_band": _("Usia"),
    "envelope_sex": _("Jenis kelamin"),
    "regency": _("Kabupaten atau kota"),
    "from": _("Dari"),
    "answer_due": _("Jawab sebelum"),
    "consent": _("Dasar persetujuan"),
    "placement": _("Rencana penempatan"),
}


def label_of(key: str) -> str:
    """Return what a fact is called; the key itself for one that this version does not know."""
    if key in _BY_KEY:
        return str(_BY_KEY[key].label)
    return str(_OTHER_LABELS.get(key, key))


def labels(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return (key, label) in the order of the catalogue."""
    wanted = set(keys)
    return [(kind.key, str(kind.label)) for kind in CATALOGUE if kind.key in wanted]


def source_of(case: Case, *, by: Viewer, on: date, request: ReferralRequest | None = None) -> Source:
    """Read what facts are taken from, as the viewer: child with region, people, categories (four queries)."""
    child = Child.objects.visible_to(by).select_related("region").get(pk=case.child_id)
    people = tuple(ImportantPerson.objects.visible_to(by).filter(child_id=child.pk).order_by("added_at", "pk"))
    categories = CaseCategory.objects.visible_to(by).filter(case_id=case.pk, until=None)
    primary_first = categories.order_by("-is_primary", "category").values_list("category", flat=True)
    return Source(child, case, people, tuple(primary_first), request, on)


def package(referral: Referral, source: Source, keys: Iterable[str]) -> list[Value]:
    """Return what the receiver will read after accepting: the reason and the ticked facts the purpose allows."""
    allowed = set(referral.aim.facts) & set(keys)
    reason = source.request.reason if source.request else ""
    values = [Value("reason", label_of("reason"), reason)] if reason else []
    for kind in CATALOGUE:
        if kind.key in allowed:
            values.append(Value(kind.key, str(kind.label), kind.read(source) or _t("Belum diketahui")))
    return values


def envelope(referral: Referral, source: Source, *, sender: str, due: str, regency: str) -> list[Value]:
    """Return what the receiver reads before accepting: codes, bands and places, nothing that points at the child."""
    child = source.child
    values = {
        "service": referral.asked_for,
        "urgency": str(Urgency(referral.urgency).label),
        "age_band": masking.age_band(child, source.on),
        "envelope_sex": str(Sex(child.sex).label),
        "regency": regency,
        "from": sender,
        "answer_due": due,
        "consent": consent_words(referral),
        "placement": placement_words(referral),
    }
    return [Value(key, label_of(key), value) for key, value in values.items() if value]


def regency_of(source: Source) -> str:
    """Return the kabupaten/kota where the child lives or the case is, "" when none is known; nothing finer."""
    region = source.child.region or source.case.region
    while region and region.level > 2:
        region = region.parent
    return region.name if region else ""


def consent_words(referral: Referral) -> str:
    """Return "Persetujuan orang tua atau wali, tertulis, 9 November 2026"."""
    if not referral.consent_basis:
        return ""
    words = str(ConsentBasis(referral.consent_basis).label)
    return f"{words}, {_day(referral.consent_on)}" if referral.consent_on else words


def placement_words(referral: Referral) -> str:
    """Return what kind of work is planned from when, "" for other purposes."""
    if not referral.work_kind:
        return ""
    words = str(WorkKind(referral.work_kind).label)
    if referral.planned_start_on:
        words = _t("%(kind)s mulai %(day)s") % {"kind": words, "day": _day(referral.planned_start_on)}
    return words


def tells_too_much(text: str, child: Child) -> bool:
    """Tell whether a text for an agency that has not accepted yet carries the child's name or a long number."""
    folded = f" {' '.join(text.lower().split())} "
    words = {word.lower().strip(".,") for word in f"{child.full_name} {child.nickname}".split()}
    named = any(f" {word}" in folded for word in words if len(word) > 3)
    digits = "".join(ch if ch.isdigit() or ch in " .-" else "|" for ch in text)
    long_number = any(sum(ch.isdigit() for ch in part) >= 10 for part in digits.split("|"))
    return named or long_number


def card_lines(envelope_facts) -> list[Value]:
    """Return the envelope as the few lines of the receiver's card: the heading says already what is asked."""
    found = {fact.key: fact.value for fact in envelope_facts}
    child = ", ".join(found[key] for key in ("envelope_sex", "age_band", "regency") if found.get(key))
    lines = [Value("child", _t("Untuk"), child), Value("from", label_of("from"), found.get("from", ""))]
    if found.get("urgency") != str(Urgency.NORMAL.label):
        lines.insert(0, Value("urgency", label_of("urgency"), found.get("urgency", "")))
    lines += [Value(key, label_of(key), found.get(key, "")) for key in ("placement", "consent")]
    return [line for line in lines if line.value]
