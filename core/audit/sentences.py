"""What each verb is called in the timeline; rooms register their own words at start-up."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_SENTENCES: dict[str, str | Promise | Callable[[dict], str]] = {}


def register(words: dict[str, str | Promise | Callable[[dict], str]]) -> None:
    """Add sentences for verbs; a sentence may use %(name)s of the entry's detail keys and %(subject)s.

    Where the detail holds a code that only its room can put into words, a function of the detail says it.
    """
    _SENTENCES.update(words)


def known() -> frozenset[str]:
    """Return every verb that has a sentence."""
    return frozenset(_SENTENCES)


def sentence(verb: str, detail: dict, subject: str = "") -> str:
    """Return the sentence for an entry.  Raises KeyError for an unknown verb: every act has words."""
    values = {"subject": subject, **{name: _(str(value)) if value else "" for name, value in detail.items()}}
    words = _SENTENCES[verb]
    if callable(words):
        return words(detail)
    text = str(words)
    return text % _Lenient(values) if "%(" in text else text


class _Lenient(dict):
    def __missing__(self, key: str) -> str:
        return "–"
