"""What each verb is called in the timeline; rooms register their own words at start-up."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_SENTENCES: dict[str, str | Promise] = {}


def register(words: dict[str, str | Promise]) -> None:
    """Add sentences for verbs; a sentence may use %(name)s of the entry's detail keys and %(subject)s."""
    _SENTENCES.update(words)


def known() -> frozenset[str]:
    """Return every verb that has a sentence."""
    return frozenset(_SENTENCES)


def sentence(verb: str, detail: dict, subject: str = "") -> str:
    """Return the sentence for an entry.  Raises KeyError for an unknown verb: every act has words."""
    values = {"subject": subject, **{name: _(str(value)) if value else "" for name, value in detail.items()}}
    text = str(_SENTENCES[verb])
    return text % _Lenient(values) if "%(" in text else text


class _Lenient(dict):
    def __missing__(self, key: str) -> str:
        return "–"
