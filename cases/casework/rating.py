"""From answers to a level with its reasons; the instruments are data, this is the arithmetic."""

import json
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.casework.choices import Risk
from cases.casework.instruments import risk_v1

# The instruments a rating can have been made with; the last one is asked now.
INSTRUMENTS = {risk_v1.VERSION: risk_v1}
CURRENT = risk_v1
# From the most to the least dangerous.
ORDER = (Risk.IMMEDIATE, Risk.HIGH, Risk.MEDIUM, Risk.LOW)
MANY_REASONS = 4


@dataclass(frozen=True)
class Reason:
    """One thing that made the level what it is: the answer's meaning, and whether it decided alone."""

    text: str | Promise
    decides: bool = False


@dataclass(frozen=True)
class Result:
    """What the answers give: the level, why, the sum and what is not known yet."""

    level: str
    reasons: tuple[Reason, ...]
    total: int
    unknown: tuple[str | Promise, ...]


def unanswered(answers: dict[str, str]) -> list[str]:
    """Return the codes of the questions without an answer of theirs, in order."""
    return [
        code for code, item in CURRENT.ITEMS.items() if answers.get(code) not in {one.value for one in item.answers}
    ]


def result(answers: dict[str, str], version: str = CURRENT.VERSION) -> Result:
    """Return the level that complete answers give, with the answers that decided first."""
    tool = INSTRUMENTS[version]
    chosen = [(item, item.answer(answers[code])) for code, item in tool.ITEMS.items()]
    total = sum(answer.weight for _item, answer in chosen)
    level = next((level for limit, level in tool.LIMITS if total >= limit), Risk.LOW)
    alone = [Risk(answer.decides) for _item, answer in chosen if answer.decides]
    level = min([level, *alone], key=ORDER.index)
    known = [(item, answer) for item, answer in chosen if answer.value != tool.UNKNOWN]
    decisive = [Reason(item.reason, True) for item, answer in known if answer.decides == level]
    weighty = sorted((pair for pair in known if pair[1].weight > 0), key=lambda pair: -pair[1].weight)
    more = [Reason(item.reason) for item, answer in weighty if answer.decides != level]
    if level == Risk.LOW:
        more = [Reason(_("Tidak ada jawaban yang menunjukkan bahaya besar")), *more]
    unknown = tuple(item.text for item, answer in chosen if answer.value == tool.UNKNOWN)
    return Result(str(level), tuple([*decisive, *more][: max(MANY_REASONS, len(decisive))]), total, unknown)


def is_lower(one: str, other: str) -> bool:
    """Tell whether a level is less dangerous than another."""
    return ORDER.index(Risk(one)) > ORDER.index(Risk(other))


def age_answer(age: int | None) -> str:
    """Return the answer to the question of age that an age gives, "" when it is not known."""
    if age is None:
        return ""
    return "under5" if age < 5 else "5to11" if age < 12 else "12to17"


def packed(answers: dict[str, str]) -> str:
    """Return answers as one text to be encrypted."""
    return json.dumps(answers, sort_keys=True)


def read(text: str, version: str) -> list[tuple[str | Promise, list[tuple[str | Promise, str | Promise]]]]:
    """Return the answers of a rating in words: (group, [(question, answer)]); empty for one without an instrument."""
    if version not in INSTRUMENTS or not text:
        return []
    answers = json.loads(text)
    return [
        (group.label, [(item.text, item.answer(answers[item.code]).label) for item in group.items])
        for group in INSTRUMENTS[version].GROUPS
    ]
