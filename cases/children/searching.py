"""Finding a child by what somebody half remembers, within the viewer's reach, with the reason for each hit."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.contrib.postgres.search import TrigramStrictWordSimilarity
from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from cases.children.closeness import INITIAL, closeness
from cases.children.models import Child
from cases.children.names import words_of
from cases.children.nik import LENGTH, index_of
from core.kernel.codes import clean_code
from core.kernel.scope import Viewer

# From this closeness on two names are called alike (`closeness`, 0 to 1).
ALIKE = 0.62
MOTHER_ALIKE = 0.75
MOST_MATCHES = 25
# PostgreSQL picks the candidates by trigrams, which two slips in a short name drive far apart; with the same year of
# birth a fainter likeness is worth a second look.  Python then weighs letter by letter.
_FAINT, _SAME_YEAR = 0.3, 0.1
_CANDIDATES = 200
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

    Fits are an exact code or NIK, a similar name (old spellings, word order, typing slips, initials), or a similar
    mother's name together with the birth year.  One query.
    """
    asked = read_search(text, mother=mother, birth_year=birth_year)
    if not (asked.code or asked.nik or asked.words or (asked.year and asked.mother)):
        return []
    # Without a year nobody is found by the mother's name alone, so it need not be compared.
    mother = (asked.mother or asked.words) if asked.year else asked.mother
    same_year = _same_year(asked.year)
    likely = _faintly(asked.words, "name_key") + same_year * (_faintly(mother, "mother_key") + Value(_SAME_YEAR))
    # One expression for both: PostgreSQL computes the trigrams once for every place they stand in.
    reach = Child.objects.visible_to(viewer).annotate(same_year=same_year).alias(likely=likely)
    wanted = Q(likely__gte=_FAINT)
    if asked.code:
        wanted |= Q(code=asked.code)
    if asked.nik:
        wanted |= Q(nik_index=index_of(asked.nik))
    rows = reach.filter(wanted).select_related("region").order_by(F("likely").desc(), "code")[:_CANDIDATES]
    matches = [match for match in (_weigh(child, asked) for child in rows) if match.reasons]
    return sorted(matches, key=lambda match: -match.score)[:limit]


def _faintly(words: tuple[str, ...], column: str):
    """Mean trigram similarity of the words, each to the word of the key most like it; word order plays no part."""
    if not words:
        return Value(0.0, output_field=FloatField())
    scores = [_initial(word, column) if len(word) == 1 else TrigramStrictWordSimilarity(word, column) for word in words]
    mean = reduce(add, scores) / Value(float(len(words)))
    # "Nur Hayati" is also one word, "Nurhayati".
    return Greatest(mean, TrigramStrictWordSimilarity("".join(words), column)) if len(words) > 1 else mean


def _initial(letter: str, column: str) -> Case:
    begins = Q(**{f"{column}__startswith": letter}) | Q(**{f"{column}__contains": f" {letter}"})
    return Case(When(begins, then=Value(INITIAL)), default=Value(0.0), output_field=FloatField())


def _same_year(year: int | None):
    if year is None:
        return Value(0.0, output_field=FloatField())
    # An estimated age fits the two years it may mean and one beside.
    around = Q(
        estimated_on__year__lte=F("age_estimate") + year + 1, estimated_on__year__gte=F("age_estimate") + year - 1
    )
    fits = Q(born_on__year=year) | around
    return Case(When(fits, then=Value(1.0)), default=Value(0.0), output_field=FloatField())


def _weigh(child, asked: Asked) -> Match:
    reasons, score = [], closeness(asked.words, child.name_key)
    mother = closeness(asked.mother or asked.words, child.mother_key)
    same_year = bool(child.same_year)
    if asked.code and child.code == asked.code:
        reasons.append(_("kode sama"))
        score += 4
    if asked.nik and child.nik_index == index_of(asked.nik):
        reasons.append(_("NIK sama"))
        score += 3
    if asked.words and set(asked.words) <= set(child.name_key.split()):
        reasons.append(_("nama sama"))
        score += 0.1
    elif asked.words and score >= ALIKE:
        reasons.append(_("nama mirip"))
    if mother >= MOTHER_ALIKE and (same_year or (asked.mother and reasons)):
        is_same = set(asked.mother or asked.words) <= set(child.mother_key.split())
        reasons.append(_("nama ibu sama") if is_same else _("nama ibu mirip"))
        score += mother / 2
    if same_year and reasons:
        reasons.append(_("lahir %(year)s") % {"year": asked.year})
        score += 0.3
    return Match(child, tuple(reasons), score)
