"""What somebody searched for before writing down a new child, kept on the server so that it need not be typed twice.

It never stands in an address; in the session it is encrypted, like the columns it will fill.
"""

import json

from cases.children.selectors import Asked
from core.kernel.encryption import decrypt, encrypt

KEY = "carried_search"
_COLUMN = "session.carried_search"


def keep(request, text: str, asked: Asked) -> None:
    """Remember a search's name or NIK for the intake form."""
    facts = {"nik": asked.nik} if asked.nik else {"full_name": "" if asked.code else text[:120]}
    request.session[KEY] = encrypt(json.dumps(facts), column=_COLUMN)


def look(request) -> dict[str, str]:
    """Return the initial answers for the intake form: `full_name`, or `nik` with `nik_known`; {} for none."""
    token = request.session.get(KEY)
    if not token:
        return {}
    try:
        facts = json.loads(decrypt(token, column=_COLUMN))
    except Exception:  # a key that was retired meanwhile; typing the name again does no harm
        return {}
    return {**facts, "nik_known": "yes"} if facts.get("nik") else facts


def forget(request) -> None:
    """Forget the search once the child is written down."""
    request.session.pop(KEY, None)
