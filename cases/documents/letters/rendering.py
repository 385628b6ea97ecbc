"""From data to PDF with typst.  Texts go in as JSON and stay texts: nothing a person writes is read as markup."""

import json
import logging
import re
import threading
from datetime import datetime
from functools import cache
from typing import Any

import typst
from django.conf import settings

log = logging.getLogger("ampk.documents")
# A PDF for archives wants a shape for every character; one with an unknown sign is made without that promise.
STANDARD = "a-2u"
_LONG = re.compile(r"\S{36,}")
_ZERO_WIDTH_SPACE = "\u200b"
# One compiler per kind and process; it may be asked by one thread at a time.
_turn = threading.Lock()


class CannotRender(Exception):
    """The letter could not be set; the reason is in the log, without any of its words."""


@cache
def _compiler(template: str) -> typst.Compiler:
    # Only the fonts inside the package, so that a letter looks the same on every machine.
    base = settings.BASE_DIR
    return typst.Compiler(str(base / template), root=str(base), ignore_system_fonts=True)


def pdf(template: str, data: dict[str, Any], *, at: datetime) -> bytes:
    """Return the letter as PDF; the same data at the same moment gives the same bytes."""
    inputs = {"data": packed(data)}
    try:
        return _compile(template, sys_inputs=inputs, timestamp=int(at.timestamp()), pdf_standards=STANDARD)
    except CannotRender:
        return _compile(template, sys_inputs=inputs, timestamp=int(at.timestamp()))


def picture(template: str, data: dict[str, Any], *, page: int = 1, ppi: int = 80) -> bytes:
    """Return one page of the letter as PNG, the last one when there are fewer."""
    made = _compile(template, sys_inputs={"data": packed(data)}, format="png", ppi=ppi)
    pages = made if isinstance(made, list) else [made]
    return pages[min(max(page, 1), len(pages)) - 1]


def packed(data: dict[str, Any]) -> str:
    """Return the data as JSON, with room for a line break in words that are longer than a line."""
    return json.dumps(_breakable(data), ensure_ascii=False, sort_keys=True)


def _compile(template: str, **options) -> Any:
    try:
        with _turn:
            return _compiler(template).compile(**options)
    except (typst.TypstError, RuntimeError) as error:
        # The message may quote the letter, so only its kind is written down.
        log.warning("a letter of %s could not be set: %s", template, type(error).__name__)
        raise CannotRender from error


def _breakable(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG.sub(lambda found: _spaced(found[0]), value)
    if isinstance(value, dict):
        return {key: _breakable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_breakable(one) for one in value]
    return value


def _spaced(word: str) -> str:
    return _ZERO_WIDTH_SPACE.join(word[start : start + 12] for start in range(0, len(word), 12))
