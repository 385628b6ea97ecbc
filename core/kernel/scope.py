"""Who is looking: the viewer, the database scope that row level security reads, and querysets that insist on one.

`scope(viewer)` opens a transaction and tells PostgreSQL who is looking, for that transaction only, so nothing
leaks to the next user of a pooled connection.  Outside a scope every protected table shows 0 rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction

from core.kernel.clock import WIB


class UnscopedQuery(RuntimeError):
    """A protected queryset was evaluated before saying for whom."""


@dataclass(frozen=True)
class Viewer:
    """One person in one membership, made once per request and passed down."""

    user_id: int | None = None
    agency_id: int | None = None
    membership_id: int | None = None
    role: str = ""
    permissions: frozenset[str] = field(default_factory=frozenset)
    wide: bool = False  # sees every case shared with the agency, not only those shared with the person
    auditor: bool = False  # reads the audit record without reading files
    name: str = ""
    agency_name: str = ""
    role_label: str = ""
    zone: ZoneInfo = WIB
    masked: bool = True
    system: str = ""  # reason, for work done by the clock and not by a person
    link: str = ""  # code of the one thing that somebody without an account may see through a link

    def can(self, permission: str) -> bool:
        """Tell whether this viewer holds a permission (system work holds all)."""
        return bool(self.system) or permission in self.permissions

    @property
    def acting_user_id(self) -> int:
        """Return the person who acts.  Raises ValueError where nobody does, such as work done by the clock."""
        if self.user_id is None:
            raise ValueError("This verb needs a person.")
        return self.user_id

    @property
    def acting_agency_id(self) -> int:
        """Return the agency acted for.  Raises ValueError where there is none."""
        if self.agency_id is None:
            raise ValueError("This verb needs an agency.")
        return self.agency_id


NOBODY = Viewer()
_current: ContextVar[Viewer] = ContextVar("viewer", default=NOBODY)


def current() -> Viewer:
    """Return the viewer of the scope we are in, NOBODY outside one."""
    return _current.get()


def system_viewer(reason: str) -> Viewer:
    """Return the viewer for work that no person does; the reason is required and ends in the audit record."""
    if not reason:
        raise ValueError("System work names its reason.")
    return Viewer(system=reason, name="sistem", masked=False)


@contextmanager
def scope(viewer: Viewer) -> Iterator[Viewer]:
    """Run a block in one transaction as `viewer`; the former scope returns afterwards."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        former = _current.get()
        _announce(viewer)
        token = _current.set(viewer)
        try:
            yield viewer
        finally:
            _current.reset(token)
        # After an exception the rollback restores the settings, and after a commit none is left: they are local to
        # the transaction.  Only a success inside a larger transaction is undone by hand.
        if not is_outermost and not connection.needs_rollback:
            _announce(former)


@contextmanager
def system_scope(reason: str) -> Iterator[Viewer]:
    """Run a block that sees every row, for work done by the clock.  Allowed only in the files the guard lists."""
    with scope(system_viewer(reason)) as viewer:
        yield viewer


def _announce(viewer: Viewer) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user', %s, true), set_config('app.agency', %s, true),"
            " set_config('app.wide', %s, true), set_config('app.auditor', %s, true),"
            " set_config('app.system', %s, true), set_config('app.link', %s, true)",
            [
                str(viewer.user_id or ""),
                str(viewer.agency_id or ""),
                "1" if viewer.wide else "",
                "1" if viewer.auditor else "",
                viewer.system,
                viewer.link,
            ],
        )


# What bars a person from rows whatever else opens them: (person, column with a case's id) -> condition.
_bars: list[Callable[[int, str], models.Q]] = []


def register_bar(bar: Callable[[int, str], models.Q]) -> None:
    """Let a room keep persons out of every queryset that names its `case_column`; called once at start-up."""
    if bar not in _bars:
        _bars.append(bar)


class ScopedQuerySet(models.QuerySet):
    """A queryset that raises UnscopedQuery until `visible_to(viewer)` or `for_system(reason)` was called.

    Subclasses say in `visible_q(viewer)` which rows a person sees; the policies in the room's
    `row_security` migration say the same to PostgreSQL.  One whose rows show by other ways than access rows names in
    `case_column` the case they are about, so that who is kept out of a case is kept out of them too.
    """

    _scoped = False
    case_column = ""

    def visible_q(self, viewer: Viewer) -> models.Q:
        """Return the rows a person sees as a Q."""
        raise NotImplementedError

    def visible_to(self, viewer: Viewer):
        """Return only the rows this viewer may see."""
        found = self.all() if viewer.system else self.filter(self.visible_q(viewer), *self._barred(viewer))
        found._scoped = True
        return found

    def _barred(self, viewer: Viewer) -> list[models.Q]:
        if not self.case_column or viewer.user_id is None:
            return []
        return [bar(viewer.user_id, self.case_column) for bar in _bars]

    def for_system(self, *, reason: str):
        """Return all rows, for work that already knows why it may; the database still asks for a scope."""
        if not reason:
            raise ValueError("Unscoped reading names its reason.")
        found = self.all()
        found._scoped = True
        return found

    def _clone(self):
        copy = super()._clone()
        copy._scoped = self._scoped
        return copy

    def _insist(self) -> None:
        if not self._scoped:
            raise UnscopedQuery(f"{self.model.__name__}: call visible_to(viewer) or for_system(reason=...) first.")

    def _fetch_all(self):
        self._insist()
        super()._fetch_all()

    def iterator(self, *args, **kwargs):
        self._insist()
        return super().iterator(*args, **kwargs)

    def count(self):
        self._insist()
        return super().count()

    def exists(self):
        self._insist()
        return super().exists()

    def aggregate(self, *args, **kwargs):
        self._insist()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs):
        self._insist()
        return super().update(**kwargs)

    def delete(self):
        self._insist()
        return super().delete()

    # Django reads these marks: never from a template, never from a manager.
    delete.__dict__.update(alters_data=True, queryset_only=True)

    def explain(self, *args, **kwargs):
        self._insist()
        return super().explain(*args, **kwargs)

    def resolve_expression(self, *args, **kwargs):
        self._insist()
        return super().resolve_expression(*args, **kwargs)

    def _combined(self, other, combine):
        self._insist()
        found = combine(other)
        found._scoped = getattr(other, "_scoped", False)
        return found

    def __and__(self, other):
        return self._combined(other, super().__and__)

    def __or__(self, other):
        return self._combined(other, super().__or__)

    def union(self, *others, **kwargs):
        self._insist()
        found = super().union(*others, **kwargs)
        found._scoped = all(getattr(other, "_scoped", False) for other in others)
        return found
