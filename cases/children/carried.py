"""What somebody searched for before writing down a new child, kept on the server so that it need not be typed twice.

It never stands in an address; in the session it is encrypted, like the columns it will fill.
"""

import json
from uuid import UUID

from cases.children.elsewhere import Hint
from cases.children.selectors import Asked
from cases.children.services import OLDEST
from core.kernel.encryption import decrypt, encrypt

KEY, POINTED = "carried_search", "child_elsewhere"
_COLUMN = "session.carried_search"


def keep(request, text: str, asked: Asked) -> None:
    """Remember a search's name or NIK, and its birth year, for the intake form."""
    name = " ".join(word for word in text.split() if not word.isdecimal())[:120]
    facts: dict = {"nik": asked.nik} if asked.nik else {"full_name": "" if asked.code else name}
    request.session[KEY] = encrypt(json.dumps({**facts, "born_year": asked.year}), column=_COLUMN)


def look(request, *, this_year: int) -> dict:
    """Return the initial answers for the intake form: `full_name`, or `nik` with `nik_known`, and an age; {} for none."""
    token = request.session.get(KEY)
    if not token:
        return {}
    try:
        facts = json.loads(decrypt(token, column=_COLUMN))
    except Exception:  # a key that was retired meanwhile; typing the name again does no harm
        return {}
    year = facts.pop("born_year", None)
    if year and 0 <= this_year - year <= OLDEST:
        facts["age"] = this_year - year
    return {**facts, "nik_known": "yes"} if facts.get("nik") else facts


def point_at(request, hint: Hint) -> None:
    """Remember on the server which child elsewhere a search hinted at, so that access can be asked for."""
    if hint.child_id:
        request.session[POINTED] = str(hint.child_id)
    else:
        request.session.pop(POINTED, None)


def pointed_at(request) -> UUID | None:
    """Return the child the last search hinted at, None when there was none."""
    token = request.session.get(POINTED)
    return UUID(token) if token else None


def forget(request) -> None:
    """Forget the search once the child is written down."""
    request.session.pop(KEY, None)
