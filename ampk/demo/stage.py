"""What every story needs: the people by name, the agencies, and the moment at which the curtain falls."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from agencies.directory.models import Agency
from agencies.people.models import User
from ampk.demo.accounts import viewers
from ampk.demo.names import Names
from cases.children.models import Child
from core.kernel.scope import Viewer, scope


@dataclass
class Stage:
    """The people and agencies, read once, and the turns that are dealt to the stories."""

    chance: random.Random
    now: datetime
    hand: int = 0  # which of `hands` tellers this is: each begins elsewhere in the turns and has names of its own
    hands: int = 1
    turns: dict[str, Iterator[str]] = field(default_factory=dict)

    @cached_property
    def people(self) -> dict[str, Viewer]:
        """Return the accounts' viewers by login."""
        return viewers()

    @cached_property
    def users(self) -> dict[int, User]:
        """Return the accounts' users by id."""
        return User.objects.in_bulk([one.user_id for one in self.people.values()])

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        """Return the agencies by slug."""
        return {one.slug: one for one in Agency.objects.all()}

    @cached_property
    def names(self) -> Names:
        """Return the names, each dealt once; what was told before an interruption has its names already."""
        names, head = Names(self.chance, self.hand, self.hands), self.people["kepala"]
        with scope(head):
            names.given.update(Child.objects.visible_to(head).values_list("full_name", flat=True))
        return names

    def user(self, login: str) -> User:
        """Return an account's user."""
        return self.users[self.people[login].user_id or 0]

    def turn(self, of: str, fates: Sequence[str]) -> str:
        """Return the next fate of a kind; after the last one the first comes again."""
        return next(self.turns.setdefault(of, _again(fates, len(fates) * self.hand // self.hands)))


def _again(fates: Sequence[str], start: int) -> Iterator[str]:
    yield from fates[start:]
    while True:
        yield from fates
