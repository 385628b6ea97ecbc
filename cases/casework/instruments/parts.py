"""What an instrument is made of."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Kinds of items: a factor scored 1 to 4, one word of a list, several words, a text, "tidak ada" or what there is.
SCORE, CHOICE, MANY, TEXT, FINDING = "score", "choice", "many", "text", "finding"
NOT_APPLICABLE = "na"
NOTHING = "none"  # the answer "tidak ada", which is not the same as "belum dikaji" (no answer at all)
WEAK = 2  # a factor scored this or less is weak
SCORE_WORDS = {4: _("Baik"), 3: _("Cukup"), 2: _("Kurang"), 1: _("Buruk")}
Word = str | Promise


@dataclass(frozen=True)
class Item:
    """One question; `options` are the words of a list, or a factor's anchors from 4 down to 1."""

    slug: str
    label: Word
    kind: str
    options: tuple[tuple[str, Word], ...] = ()
    hint: Word = ""
    may_not_apply: bool = False

    @cached_property
    def words(self) -> dict[str, Word]:
        """Return answer -> word for everything that can be answered, "belum dikaji" (no answer) left out."""
        found = dict(self.options)
        if self.kind == SCORE:
            found = {value: _anchored(int(value), anchor) for value, anchor in self.options}
        if self.kind == FINDING:
            found = {NOTHING: _("Tidak ada"), "some": _("Ada")}
        if self.may_not_apply:
            found[NOT_APPLICABLE] = _("Tidak berlaku bagi anak ini")
        return found


@dataclass(frozen=True)
class Section:
    """One page of questions; `domain` is the holistic domain it tells about, `is_required` keeps a round open."""

    slug: str
    label: Word
    domain: str
    items: tuple[Item, ...] = ()
    hint: Word = ""
    is_required: bool = False

    @cached_property
    def factors(self) -> tuple[Item, ...]:
        """Return the scored items."""
        return tuple(item for item in self.items if item.kind == SCORE)


@dataclass(frozen=True)
class Instrument:
    """One version of the questions."""

    version: str
    label: Word
    source: Word
    sections: tuple[Section, ...]

    def __getitem__(self, slug: str) -> Section:
        for section in self.sections:
            if section.slug == slug:
                return section
        raise KeyError(slug)

    @cached_property
    def factors(self) -> tuple[Item, ...]:
        """Return all scored items in their order."""
        return tuple(item for section in self.sections for item in section.factors)


def factor(slug: str, label: Word, good: Word, fair: Word, poor: Word, bad: Word, **more) -> Item:
    """Return a factor with its four anchors, from good (4) to bad (1)."""
    return Item(slug, label, SCORE, (("4", good), ("3", fair), ("2", poor), ("1", bad)), **more)


def pick(slug: str, label: Word, *words: tuple[str, Word], kind: str = CHOICE, **more) -> Item:
    """Return a question answered from a list."""
    return Item(slug, label, kind, words, **more)


class _Anchored:
    """A score with its word and anchor, said in the language of the moment."""

    def __init__(self, value: int, anchor: Word):
        self.value, self.anchor = value, anchor

    def __str__(self) -> str:
        return f"{self.value} {SCORE_WORDS[self.value]}: {self.anchor}"


def _anchored(value: int, anchor: Word) -> Word:
    return _Anchored(value, anchor)  # type: ignore[return-value]
