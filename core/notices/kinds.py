"""What each kind of notice is called; rooms register their own words at start-up."""

from django.utils.functional import Promise

_KINDS: dict[str, str | Promise] = {}


def register(words: dict[str, str | Promise]) -> None:
    """Add kinds of notices with their words."""
    _KINDS.update(words)


def label(kind: str) -> str:
    """Return the words for a kind.  Raises KeyError for an unknown kind."""
    return str(_KINDS[kind])
