"""A letter's rows as the data its template prints."""

from datetime import date
from typing import Any

from django.utils import translation

from agencies.directory.models import Agency
from agencies.people.models import User
from cases.documents.choices import Nature
from cases.documents.letters import common, kinds, wording
from cases.documents.letters.kinds import Asked, Part
from cases.documents.letters.rendering import packed
from cases.documents.models import Letter
from core.kernel.encryption import blind_index
from core.kernel.scope import Viewer

# Parts with a place of their own in the layout; the others follow one another as the letter's body.
PLACED = frozenset(
    {"to", "subject", "nature", "attached", "place", "cc", "signer_title", "contact", "opening", "closing"}
)


def asked_of(letter: Letter, *, by: Viewer, now) -> Asked:
    """Return what the functions of a letter's kind are asked with."""
    agency = Agency.objects.select_related("region").get(pk=letter.agency_id)
    return Asked(letter.case, letter.about, agency, by, now)


def compose(letter: Letter, asked: Asked, *, number: str = "", on: date | None = None) -> dict[str, Any]:
    """Return everything the template prints; without a number the letter calls itself a draft."""
    kind, texts, on = kinds.get(letter.kind), letter.texts, on or asked.today
    with translation.override("id"):
        body = [part for part in kind.parts_of(texts) if part.key not in PLACED]
        found = {
            "title": kind.title,
            "letterhead": common.letterhead(asked.agency),
            "agency": asked.agency.name,
            "is_draft": not number,
            "number": number,
            "code": letter.code,
            "case": asked.case.code,
            "day": on.isoformat(),
            "date": wording.long_date(on),
            "date_in_words": wording.date_in_words(on),
            "texts": {key: text.strip() for key, text in texts.items()},
            "to": common.lines(texts.get("to", "")),
            "cc": common.lines(texts.get("cc", "")),
            "nature": _nature(texts.get("nature", "")),
            "sections": [_section(part, texts[part.key]) for part in body if not part.is_closed],
            "closed": [_section(part, texts[part.key]) for part in body if part.is_closed],
            "signer": _signer(letter, texts),
            "electronic": None,  # filled by an electronic signature; nothing is claimed without one
            "watermark": "DRAF" if not number else _for_whom(texts, asked.agency),
            "facts": kind.facts(asked),
        }
        found["mark"] = mark_of(found) if number else ""
    return found


def mark_of(found: dict[str, Any]) -> str:
    """Return the short code that tells two versions of a letter apart: "4F2A-91BC-07DE"."""
    drawn = blind_index(packed(found), purpose="documents.letter")[:12].upper()
    return "-".join(drawn[start : start + 4] for start in (0, 4, 8))


def _nature(value: str) -> str:
    soon = Nature(value) if value in Nature.values else Nature.NORMAL
    return "Rahasia" if soon == Nature.NORMAL else f"Rahasia, {str(soon.label).lower()}"


def _section(part: Part, text: str) -> dict[str, Any]:
    found: dict[str, Any] = {"key": part.key, "label": str(part.label), "text": text.strip(), "empty": part.empty}
    if part.columns:
        found |= {"columns": [str(one) for one in part.columns], "rows": common.table(text, len(part.columns))}
    return found


def _signer(letter: Letter, texts: dict[str, str]) -> dict[str, str]:
    person = User.objects.filter(pk=letter.signer_id).first() if letter.signer_id else None
    title = texts.get("signer_title", "")
    return {"title": title, "name": person.name if person else "", "number": person.staff_number if person else ""}


def _for_whom(texts: dict[str, str], agency: Agency) -> str:
    found = common.lines(texts.get("to", ""))
    return f"Untuk {found[0].removeprefix('Kepala ')}" if found else f"Arsip {agency.short_name}"
