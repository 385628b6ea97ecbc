"""Kinds of letters as data.  A higher room registers its own at start-up, so this room knows none of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from agencies.directory.models import Agency
from agencies.people.permissions import P
from cases.casework.models import Case
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer


class LetterRefused(Refused):
    """The step is not this person's, or the letter is not ready for it."""


LINE, PARAGRAPH, STORY = 200, 3000, 20000


@dataclass(frozen=True)
class Part:
    """One part of a letter that people may edit: a line, a text (`rows`) or a small table (`columns`).

    `empty` is what the letter says when nothing is known, so that no place stays blank.
    """

    key: str
    label: str | Promise
    rows: int = 0
    most: int = LINE
    columns: tuple[str | Promise, ...] = ()
    choices: tuple[tuple[str, str | Promise], ...] = ()
    hint: str | Promise = ""
    empty: str = "Tidak ada"
    is_needed: bool = False
    is_closed: bool = False  # printed on the closed page only


@dataclass(frozen=True)
class Asked:
    """Who writes which letter about what, for the functions that fill it."""

    case: Case
    about: str
    agency: Agency
    by: Viewer
    now: datetime

    @property
    def today(self) -> date:
        """Return the date at the writer's office."""
        return self.now.astimezone(self.by.zone).date()


def _nothing(asked: Asked) -> dict[str, Any]:
    return {}


def _goes_on(asked: Asked, texts: Mapping[str, str]) -> None:
    return None


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter.

    `prefill` reads the record and returns the texts of its parts; a part it leaves out does not stand in this letter.
    `facts` returns what the letter prints besides and nobody edits.  `check` raises a refusal when it may not go out.
    """

    key: str
    label: str | Promise
    title: str  # as it is printed
    mark: str  # {kode} of its number
    template: str  # from the folder of the project
    parts: tuple[Part, ...]
    prefill: Callable[[Asked], dict[str, str]]
    hint: str | Promise = ""
    facts: Callable[[Asked], dict[str, Any]] = _nothing
    check: Callable[[Asked, Mapping[str, str]], None] = _goes_on
    # What it may be about: (code, words); None for a letter about the case itself.
    subjects: Callable[[Case, Viewer], list[tuple[str, str]]] | None = None
    permission: str = P.CASE_WORK
    # It is filled from the case's whole file; else whoever looks after the child since may write it too.
    needs_file: bool = True
    # Its first page names nobody, so it may be shown while names are masked.
    is_front_open: bool = False
    # A supervisor or the head signs it and gives the number; else whoever wrote it may.
    is_signed_above: bool = False

    def part(self, key: str) -> Part:
        """Return a part.  Raises KeyError."""
        return next(one for one in self.parts if one.key == key)

    def parts_of(self, texts: Mapping[str, str]) -> list[Part]:
        """Return the parts that stand in a letter, in order."""
        return [one for one in self.parts if one.key in texts]


_KINDS: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> None:
    """Add a kind of letter (at start-up)."""
    _KINDS[kind.key] = kind


def get(key: str) -> LetterKind:
    """Return a kind.  Raises KeyError for an unknown one."""
    return _KINDS[key]


def label(key: str) -> str:
    """Return what a kind is called; the key itself for one that this version does not know."""
    return str(_KINDS[key].label) if key in _KINDS else key


def for_viewer(viewer: Viewer) -> list[LetterKind]:
    """Return the kinds a viewer may write, in the order of registration."""
    return [kind for kind in _KINDS.values() if viewer.can(kind.permission) or viewer.can(P.CASE_SUPERVISE)]
