"""How the scores changed over the rounds: the rows of a table, and the same numbers as places in a picture."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.casework.models import Assessment
from cases.casework.sheets import Sheet, sheets_of

Word = str | Promise
# The picture: a line of words above each track, 1 to 4 from left to right.
LEFT, STEP, ROW = 14, 72, 46


def table_of(rounds: list[Assessment]) -> list[tuple[Word, list[dict]]]:
    """Return (section, its factors) with one score a round, oldest first, and the change in words."""
    whole = [{sheet.section.slug: sheet for sheet in sheets_of(one)} for one in rounds]
    found = []
    for sheet in sheets_of(rounds[-1]) if rounds else []:
        columns = [one.get(sheet.section.slug) for one in whole]
        rows = [_row(item, columns, [one.round for one in rounds]) for item in sheet.section.factors]
        if rows:
            found.append((sheet.section.label, rows))
    return found


def _row(item, columns: list[Sheet | None], numbers: list[int]) -> dict:
    scores = [one.scores.get(item.slug) if one else None for one in columns]
    change = change_words([one for one in scores if one])
    return {"label": item.label, "scores": scores, "columns": list(zip(numbers, scores, strict=True)), "change": change}


def change_words(scores: list[int]) -> Word:
    """Say how the last score stands against the first."""
    if len(scores) < 2:
        return _("belum dapat dibandingkan")
    gap = scores[-1] - scores[0]
    if gap == 0:
        return _("tetap")
    return _("naik %(n)s") % {"n": gap} if gap > 0 else _("turun %(n)s") % {"n": -gap}


def chart_of(rounds: list[Assessment]) -> dict | None:
    """Return the picture: per factor a track with the first round as a ring, the last as a filled square."""
    rows = [row for _label, rows in table_of(rounds) for row in rows if any(row["scores"])]
    if not rows:
        return None
    tracks = []
    for place, row in enumerate(rows):
        scores = [one for one in row["scores"] if one]
        y = ROW * place + 32
        first, last = _x(scores[0]), _x(scores[-1])
        tracks.append(
            {
                "label": row["label"], "text_y": y - 13, "y": y, "first": first, "last": last, "square_x": last - 6,
                "square_y": y - 6, "note": _said(scores, row["change"]), "moved": first != last,
            }
        )  # fmt: skip
    return {"tracks": tracks, "height": ROW * len(rows) + 8, "marks": [(_x(one), one) for one in (1, 2, 3, 4)]}


def _x(score: int) -> int:
    return LEFT + STEP * (score - 1)


def _said(scores: list[int], change: Word) -> str:
    return str(scores[-1]) if len(scores) < 2 else f"{scores[0]} → {scores[-1]}, {change}"
