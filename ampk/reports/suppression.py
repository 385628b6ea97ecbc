"""The one function that hides small numbers, for screen and export alike.

Outside one's own case rights a count below `k` could point at a child, so it is hidden, and with it as many
others as it takes that nobody can subtract it back from the total.  All hidden cells look the same: a second
mark for "hidden only to protect another" would give the small one away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Lead's rule for an agency's own figures, and the threshold for everything beyond it (ONS and Washington DOH use
# 10; reference/interface.md section 6).
OWN_AGENCY, BEYOND = 5, 10


@dataclass(frozen=True)
class Protected:
    """A breakdown as it may be shown: None stands for a hidden number."""

    total: int | None
    cells: tuple[int | None, ...]


def protect(counts: Sequence[int], *, k: int, beside: Sequence[int] = ()) -> Protected:
    """Return counts and total with small ones hidden; `k` = 0 hides nothing.

    `beside` holds the same cells of a part that the reader may see elsewhere (their own agency within the
    nation): what remains after subtracting it must not be small either.
    """
    rest = [all_of_it - part for all_of_it, part in zip(counts, beside, strict=True)] if beside else []
    vectors = [list(counts), *([rest] if rest else [])]
    if any(0 < sum(vector) < k for vector in vectors):
        return Protected(None, (None,) * len(counts))
    hidden = {place for vector in vectors for place, count in enumerate(vector) if 0 < count < k}
    # In fixed order and not by size: whoever knows this rule would else read the size off the choice.  Zeros
    # come last, because a hidden zero protects nothing until all are hidden.
    order = sorted(set(range(len(counts))) - hidden, key=lambda place: (counts[place] == 0, place))
    while hidden and order and not all(_safe([vector[place] for place in hidden], k) for vector in vectors):
        hidden.add(order.pop(0))
    return Protected(sum(counts), tuple(None if place in hidden else count for place, count in enumerate(counts)))


def _safe(hidden: list[int], k: int) -> bool:
    """Tell whether a reader who knows the sum of the hidden cells is left with a range wider than 1 to k each.

    One hidden cell must be large: were all small, a high sum would say that each is just below `k`.
    """
    return len(hidden) > 1 and max(hidden) >= k and sum(hidden) - (len(hidden) - 1) > k
