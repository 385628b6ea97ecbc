"""How alike two folded names are: slips of single letters, initials, and words that were joined or parted."""

from itertools import permutations

# An initial ("M. Utami") says less than a word that is written out.
INITIAL = 0.7
# Each word of the name that was not asked for makes it a little less likely to be the one meant.
UNASKED = 0.02


def slips(one: str, other: str) -> int:
    """Return how many letters must be added, dropped, changed or swapped with their neighbour to make one the other."""
    before, last = list(range(len(other) + 1)), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for place, wanted in enumerate(other, start=1):
            cost = min(last[place] + 1, now[-1] + 1, last[place - 1] + (letter != wanted))
            if row > 1 and place > 1 and letter == other[place - 2] and one[row - 2] == wanted:
                cost = min(cost, before[place - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


def alike(one: str, other: str) -> float:
    """Return 1 for the same word, down to 0; an initial is like every word it begins."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[:1] == other[:1] else 0.0
    longest = max(len(one), len(other))
    return 1 - slips(one, other) / longest


def closeness(asked: tuple[str, ...], key: str) -> float:
    """Return how like the words that were asked for are to a name's folded words (`names.fold`), 0 to 1, order aside."""
    words = key.split()
    if not asked or not words:
        return 0.0
    # "Nurhayati" may stand as "Nur Hayati" and the other way round.
    joined = ["".join(pair) for pair in permutations(words, 2)] if len(words) <= 5 else []
    single = sum(max(alike(word, other) for other in [*words, *joined]) for word in asked) / len(asked)
    whole = max((alike("".join(asked), other) for other in words), default=0.0) if len(asked) == 2 else 0.0
    return max(single, whole) - UNASKED * max(0, len(words) - len(asked))
