"""What somebody was doing when they looked: the record keeps a page's route name, people read words."""

from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.kernel.checks import leaves

_WORDS: dict[str, str | Promise] = {}


def register(words: dict[str, str | Promise]) -> None:
    """Add words for purposes that are no page, or a page whose title is made when it is opened."""
    _WORDS.update(words)


def is_known(purpose: str) -> bool:
    """Tell whether a purpose has words of its own."""
    return purpose in _WORDS or bool(_titles().get(purpose))


def purpose_words(purpose: str, *, by_clock: bool = False) -> str:
    """Return a purpose in words: the page's name, "Pekerjaan otomatis" for the clock, never a route's name."""
    if not purpose:
        return ""
    if by_clock:
        return _("Pekerjaan otomatis")
    return str(_WORDS.get(purpose) or _titles().get(purpose) or _("Halaman lain"))


@cache
def _titles() -> dict[str, str | Promise]:
    views = {one.name: getattr(one.callback, "view_class", None) for _route, one in leaves()}
    return {name: getattr(view, "title", "") or "" for name, view in views.items() if name}
