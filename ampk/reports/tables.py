from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ampk.reports.figures import BY_SLUG as CASES
from ampk.reports.suppression import protect

HIDDEN = "*"


@dataclass(frozen=True)
class Line:
    """One counted part of a breakdown."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Breakdown:
    """One table as it was counted.  `adds_up` tells whether the lines are parts of one whole; `personal`
    whether they count children (and not, say, agreements)."""

    slug: str
    title: str | Promise
    definition: str | Promise
    lines: tuple[Line, ...]
    adds_up: bool = True
    personal: bool = True
    drills: bool = False

    @property
    def total(self) -> int:
        """Return the sum of the lines."""
        return sum(line.count for line in self.lines)


@dataclass(frozen=True)
class ShownLine:
    """One line as it may be shown: `count` is None when it is hidden."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class ShownBreakdown:
    """One table as it may be shown, the same for screen, XLSX and CSV."""

    slug: str
    title: str
    definition: str
    lines: tuple[ShownLine, ...]
    total: int | None
    adds_up: bool
    drills: bool

    @property
    def counts_cases(self) -> bool:
        """Tell whether its numbers open cases, and not referrals, visits or agreements."""
        return self.slug in CASES

    @property
    def hides(self) -> bool:
        """Tell whether any number is hidden."""
        return (self.adds_up and self.total is None) or any(line.count is None for line in self.lines)


def shown(breakdown: Breakdown, *, k: int, beside: Breakdown | None = None) -> ShownBreakdown:
    """Return a breakdown with small cells hidden (`k` = 0 hides none); `beside` is the reader's own part of it."""
    own = {line.code: line.count for line in beside.lines} if beside else {}
    counts = [line.count for line in breakdown.lines]
    parts = [own.get(line.code, 0) for line in breakdown.lines] if beside else []
    k = k if breakdown.personal else 0
    if breakdown.adds_up:
        safe = protect(counts, k=k, beside=parts)
        total, cells = safe.total, safe.cells
    else:
        singles = [protect([count], k=k, beside=parts[place : place + 1]).total for place, count in enumerate(counts)]
        total, cells = None, tuple(singles)
    lines = tuple(ShownLine(line.code, line.label, cell) for line, cell in zip(breakdown.lines, cells, strict=True))
    return ShownBreakdown(
        breakdown.slug,
        str(breakdown.title),
        str(breakdown.definition),
        lines,
        total,
        breakdown.adds_up,
        breakdown.drills and not k,
    )


@dataclass(frozen=True)
class Report:
    """A whole recapitulation as it may be shown."""

    heading: str
    facts: tuple[str, ...]
    breakdowns: Sequence[ShownBreakdown]
    k: int = 0
    notes: tuple[str, ...] = field(default=())

    def lines(self) -> Iterator[list[str | int]]:
        """Yield the rows of an export: headings alone in their row, then (words, number)."""
        yield [self.heading]
        for fact in self.facts:
            yield [fact, ""]
        for breakdown in self.breakdowns:
            yield ["", ""]
            yield [breakdown.title]
            for line in breakdown.lines:
                yield [line.label, HIDDEN if line.count is None else line.count]
            if breakdown.adds_up:
                yield [_("Jumlah"), HIDDEN if breakdown.total is None else breakdown.total]
        for note in self.notes:
            yield ["", ""]
            yield [note, ""]
