"""Keyset paging: the next page starts after the last row shown, so page 400 costs what page 1 costs."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class KeysetPage:
    """One page of rows; `next_token` is "" on the last page, `is_first` tells whether there are earlier rows."""

    rows: list
    next_token: str
    is_first: bool


def keyset_page(queryset: QuerySet, *, key: str, token: str = "", size: int = 25) -> KeysetPage:
    """Return the page of `queryset` sorted by `key` ("-" prefix for descending) that starts after `token`.

    The sort field must not be null in these rows; the primary key breaks ties.  An unreadable token is
    taken as the first page.
    """
    descending, name = key.startswith("-"), key.lstrip("-")
    sign = "-" if descending else ""
    found = queryset.order_by(f"{sign}{name}", f"{sign}pk")
    start = _read(token)
    if start:
        value, pk = start
        side = "lt" if descending else "gt"
        try:
            after = found.filter(Q(**{f"{name}__{side}": value}) | Q(**{name: value, f"pk__{side}": pk}))
            rows = list(after[: size + 1])
        except (ValueError, TypeError, ValidationError):
            start = None
    if not start:
        rows = list(found[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return KeysetPage(rows, _write(rows[-1], name) if more else "", not start)


def _write(row: Any, name: str) -> str:
    value: Any = row
    for part in name.split("__"):
        value = getattr(value, part)
    if isinstance(value, datetime | date):
        value = value.isoformat()
    return urlsafe_b64encode(json.dumps([value, str(row.pk)]).encode()).decode().rstrip("=")


def _read(token: str) -> tuple[Any, str] | None:
    if not token or len(token) > 300:
        return None
    try:
        value, pk = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError:
        return None
    return (value, pk) if isinstance(value, str | int) and isinstance(pk, str | int) else None
