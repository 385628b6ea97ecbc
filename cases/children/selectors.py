"""What the children's screens read."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import add
from uuid import UUID

from django.contrib.postgres.search import TrigramStrictWordSimilarity
from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from cases.children.models import Child, ImportantPerson
from cases.children.names import words_of
from cases.children.nik import LENGTH, index_of
from core.audit import selectors as audit
from core.kernel.codes import clean_code
from core.kernel.scope import Viewer, system_scope

READERS_DAYS = 90
# Below this mean trigram similarity of the words two names are not called alike.
ALIKE = 0.45
MOST_MATCHES = 25
_CANDIDATES = 100
_MOST_WORDS = 6
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Match:
    """One child a search found, with why it matches; higher `score` is better."""

    child: Child
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Asked:
    """A typed search, taken apart."""

    words: tuple[str, ...] = ()
    nik: str = ""
    code: str = ""
    year: int | None = None
    mother: tuple[str, ...] = ()


def read_search(text: str, *, mother: str = "", birth_year: int | None = None) -> Asked:
    """Take a search box apart: a code, a NIK (with spaces or dots), a birth year, and the words of a name."""
    text = text[:200]
    digits = re.sub(r"[\s.\-]", "", text)
    nik = digits if digits.isascii() and digits.isdecimal() and len(digits) == LENGTH else ""
    tokens = [] if nik else text.split()
    years = [int(token) for token in tokens if _YEAR.fullmatch(token)]
    words = words_of(" ".join(token for token in tokens if not token.isdecimal()))[:_MOST_WORDS]
    year = birth_year or (years[0] if years else None)
    return Asked(tuple(words), nik, clean_code(text), year, tuple(words_of(mother)[:_MOST_WORDS]))


def search(
    viewer: Viewer, text: str, *, mother: str = "", birth_year: int | None = None, limit: int = MOST_MATCHES
) -> list[Match]:
    """Return the children within the viewer's reach that fit, best first, each with its reasons.

    Fits are an exact code or NIK, a similar name (old spellings, word order, typos), or a similar mother's name
    together with the birth year.  One query.
    """
    asked = read_search(text, mother=mother, birth_year=birth_year)
    wanted = Q(pk__in=[])
    if asked.code:
        wanted |= Q(code=asked.code)
    if asked.nik:
        wanted |= Q(nik_index=index_of(asked.nik))
    if asked.words:
        wanted |= Q(name_score__gte=ALIKE)
    if asked.year and (asked.mother or asked.words):
        wanted |= Q(mother_score__gte=ALIKE)
    if not wanted.children or wanted == Q(pk__in=[]):
        return []
    reach = Child.objects.visible_to(viewer).annotate(
        name_score=_score(asked.words, "name_key"),
        mother_score=_score(asked.mother or asked.words, "mother_key"),
    )
    rows = reach.filter(wanted).select_related("region").order_by(-(F("name_score") + F("mother_score")), "code")
    matches = [match for match in (_weigh(child, asked) for child in rows[:_CANDIDATES]) if match.reasons]
    return sorted(matches, key=lambda match: -match.score)[:limit]


def exists_elsewhere(nik: str, *, viewer: Viewer) -> bool:
    """Tell whether a child with exactly this clean NIK is registered outside the viewer's reach; nothing more."""
    if not nik:
        return False
    with system_scope("exact NIK elsewhere"):
        same = Child.objects.for_system(reason="exact NIK elsewhere").filter(nik_index=index_of(nik))
        same = same.filter(merged_into=None)
        return same.exclude(pk__in=Child.objects.visible_to(viewer).values("pk")).exists()


def people_of(child: Child, viewer: Viewer) -> list[ImportantPerson]:
    """Return the people who matter to a child, guardians first."""
    found = ImportantPerson.objects.visible_to(viewer).filter(child=child)
    return list(found.order_by("-is_guardian", "added_at", "pk"))


def unsafe_people(child: Child, viewer: Viewer) -> list[ImportantPerson]:
    """Return the people who must not be contacted, for the flag in the identity bar of child and case pages."""
    return [person for person in people_of(child, viewer) if person.is_unsafe]


def readers(child: Child, *, now: datetime) -> list[audit.Reader]:
    """Return who looked at a child's data in the last 90 days, latest first."""
    return audit.readers(child.pk, since=now - timedelta(days=READERS_DAYS), former=former_ids(child))


def reads(child: Child, *, now: datetime) -> list[audit.TimelineRow]:
    """Return each look at a child's data in the last 90 days: who, when, why."""
    return audit.reads(child.pk, since=now - timedelta(days=READERS_DAYS), former=former_ids(child))


def former_ids(child: Child) -> list[UUID]:
    """Return the ids of files that were merged into this one; row security shows them to whoever sees it."""
    found = Child.objects.for_system(reason="files that joined one the viewer sees").filter(merged_into=child)
    return list(found.values_list("pk", flat=True))


def _score(words: tuple[str, ...], column: str):
    """Mean similarity of the words, each to the word of the key that is most like it; word order plays no part."""
    if not words:
        return Value(0.0, output_field=FloatField())
    scores = [TrigramStrictWordSimilarity(word, column) for word in words]
    mean = reduce(add, scores) / Value(float(len(words)))
    # "Nur Hayati" is also one word, "Nurhayati".
    return Greatest(mean, TrigramStrictWordSimilarity("".join(words), column)) if len(words) > 1 else mean


def _weigh(child, asked: Asked) -> Match:
    reasons, score = [], child.name_score
    if asked.code and child.code == asked.code:
        reasons.append(_("kode sama"))
        score += 4
    if asked.nik and child.nik_index == index_of(asked.nik):
        reasons.append(_("NIK sama"))
        score += 3
    if asked.words and set(asked.words) <= set(child.name_key.split()):
        reasons.append(_("nama sama"))
    elif asked.words and child.name_score >= ALIKE:
        reasons.append(_("nama mirip"))
    same_year = asked.year is not None and _born_around(child, asked.year)
    if child.mother_score >= ALIKE and (same_year or (asked.mother and reasons)):
        reasons.append(_("nama ibu sama") if child.mother_score > 0.99 else _("nama ibu mirip"))
        score += child.mother_score
    if same_year and reasons:
        reasons.append(_("lahir %(year)s") % {"year": asked.year})
        score += 0.3
    return Match(child, tuple(reasons), score)


def _born_around(child: Child, year: int) -> bool:
    if child.born_on:
        return child.born_on.year == year
    if child.age_estimate is None or child.estimated_on is None:
        return False
    # An estimated age fits the two years it may mean and one beside.
    return abs(child.estimated_on.year - child.age_estimate - year) <= 1
