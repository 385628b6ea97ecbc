"""Ask for every address of ours as every role in every relation, and keep what came back.

The whole campaign runs in one transaction that is rolled back.  What an allowed request changed is taken back at
once; a refused one is left as it is, and the digest of all tables must be the same afterwards.
"""

import csv
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from agencies.people.roles import Role, permissions_of
from core.kernel.access import Access, declared
from core.kernel.checks import leaves
from core.kernel.logs import JsonFormatter
from core.kernel.scope import Viewer, system_scope
from tests.support.world import OWN, RELATIONS, SECRETS, World

TABLE = Path(__file__).with_name("access_matrix.csv")
ANONYMOUS, WITHOUT = "anonymous", "without"
COLUMNS = ("method", "name", ANONYMOUS, WITHOUT, *Role.values)
SIGN_IN = "in"
REFUSED = {SIGN_IN, "403", "404", "405"}
# Sessions note that somebody was there; the rest stays between tests.
UNWATCHED = {"django_session", "directory_region", "django_migrations", "django_content_type", "cache"}


@dataclass(frozen=True)
class Answer:
    """One request and what came back."""

    method: str
    name: str
    role: str
    relation: str
    code: str
    secrets: frozenset[str]
    title: str
    address: str
    headers: dict[str, str]


@dataclass
class Campaign:
    """All answers, the addresses whose refused requests changed something, and what was logged."""

    answers: list[Answer] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)

    def cell(self, method: str, name: str, role: str) -> str:
        """Return the codes of one role, one for each relation; a single one when they are all the same."""
        codes = [
            one.code for relation in RELATIONS for one in self.by_key.get((method, name, role), ())
            if one.relation == relation
        ]  # fmt: skip
        return codes[0] if len(set(codes)) == 1 else " ".join(codes)

    @property
    def by_key(self) -> dict[tuple[str, str, str], list[Answer]]:
        """Return the answers by method, name and role."""
        if not hasattr(self, "_by_key"):
            self._by_key: dict[tuple[str, str, str], list[Answer]] = {}
            for one in self.answers:
                self._by_key.setdefault((one.method, one.name, one.role), []).append(one)
        return self._by_key

    def rows(self) -> dict[tuple[str, str], dict[str, str]]:
        """Return the live table."""
        keys = dict.fromkeys((one.method, one.name) for one in self.answers)
        return {
            key: {"method": key[0], "name": key[1], **{role: self.cell(*key, role) for role in COLUMNS[2:]}}
            for key in keys
        }


@dataclass(frozen=True)
class Address:
    """One named address: its route, what its view declares, and the methods that view answers."""

    route: str
    name: str
    access: Access
    methods: frozenset[str]

    def allows(self, role: str) -> bool:
        """Tell whether what the view declares lets a role in at all; the campaign asks those it does not, too."""
        return self.access.allows(Viewer(permissions=permissions_of(role)))


def addresses() -> list[Address]:
    """Return every named address of ours."""
    return [
        Address(route, pattern.name, declared(pattern.callback), _methods(pattern.callback.view_class))
        for route, pattern in leaves()
        if pattern.name and not pattern.callback.__module__.startswith(("allauth", "django"))
    ]


def _methods(view) -> frozenset[str]:
    return frozenset(name.upper() for name in ("get", "post") if name in view.http_method_names and hasattr(view, name))


def read_table() -> dict[tuple[str, str], dict[str, str]]:
    """Return the committed table."""
    with TABLE.open(encoding="utf-8") as file:
        rows = [
            {key.strip(): value.strip() for key, value in row.items()} for row in csv.DictReader(file, delimiter="|")
        ]
    return {(row["method"], row["name"]): row for row in rows}


def write_table(rows: dict[tuple[str, str], dict[str, str]]) -> None:
    """Write the table, padded so that it reads as one."""
    lines = [dict(zip(COLUMNS, COLUMNS, strict=True)), *(rows[key] for key in sorted(rows, key=lambda key: key[::-1]))]
    widths = {name: max(len(row[name]) for row in lines) for name in COLUMNS}
    text = "\n".join(" | ".join(row[name].ljust(widths[name]) for name in COLUMNS).rstrip() for row in lines)
    TABLE.write_text(f"{text}\n", encoding="utf-8")


def run(world: World, wanted=None, names: set[str] | None = None) -> Campaign:
    """Ask for everything, in the caller's transaction; `wanted(name, role, relation)` may leave some
    out, and `names` are the only addresses asked for."""
    for one in addresses():  # a route whose objects the world lacks is told at once, not after minutes
        reverse(one.name, kwargs=world.arguments(one.route, ANONYMOUS, ""))
    found, people, tables = Campaign(), dict(_people(world)), _tables()
    heard = _Heard(found.logged)
    root = logging.getLogger()
    others, root.handlers = root.handlers, [heard]
    try:
        before = _digest(tables)
        for one in addresses():
            if names is not None and one.name not in names:
                continue
            for (role, relation), client in people.items():
                if wanted and relation and not wanted(one.name, role, relation):
                    continue
                address = reverse(one.name, kwargs=world.arguments(one.route, role, relation))
                for method in ("GET", "POST"):
                    if wanted and method not in one.methods and not _in_turn(one.name, role):
                        continue
                    if relation in ("", OWN) or _reaches_an_object(one, role, method):
                        found.answers.append(_ask(client, method, one.name, role, relation, address))
            after = _digest(tables)
            if after != before:
                found.changed.append(f"{one.name}: {sorted(key for key in after if after[key] != before.get(key))}")
                before = after
    finally:
        root.handlers = others
    return found


def _in_turn(name: str, role: str) -> bool:
    """Choose who tries a method that a view does not have: everybody without a role, and a quarter of the roles, by
    address another one.  `MATRIX=whole` lets all of them try."""
    return role not in Role.values or crc32(f"{name}{role}".encode()) % 4 == 0


def _reaches_an_object(one: Address, role: str, method: str) -> bool:
    """Tell whether the relation can matter: where nothing is named, or the declaration or the method turns a role
    away before any object is looked for, one relation is asked."""
    return "<" in one.route and method in one.methods and one.allows(role)


def _people(world: World) -> Iterator[tuple[tuple[str, str], Client]]:
    def warm(client: Client) -> Client:
        client.get("/bantuan/")
        return client

    yield (ANONYMOUS, ""), warm(Client(HTTP_HOST="localhost", raise_request_exception=False))
    idle = Client(HTTP_HOST="localhost", raise_request_exception=False)
    idle.force_login(world.nobody)
    yield (WITHOUT, ""), warm(idle)
    for role, relation in world.rows:
        yield (role, relation), warm(world.browser(role, relation))


def _ask(client: Client, method: str, name: str, role: str, relation: str, address: str) -> Answer:
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address)
        code = str(response.status_code)
        if response.headers.get("Location", "").startswith("/akun/masuk/"):
            code = SIGN_IN
        if code not in REFUSED:
            transaction.set_rollback(True)
    client.cookies = cookies
    text = response.content.decode(errors="replace")
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    return Answer(
        method, name, role, relation or "own", code, frozenset(word for word in SECRETS if word in text),
        title.group(1) if title else "", address, dict(response.headers),
    )  # fmt: skip


class _Heard(logging.Handler):
    def __init__(self, lines: list[str]):
        super().__init__()
        self.lines = lines
        self.setFormatter(JsonFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        json.loads(line)
        self.lines.append(line)


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall() if name not in UNWATCHED]


def _digest(tables: list[str]) -> dict[str, str]:
    parts = [
        f"SELECT '{name}', count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{name}\" t"
        for name in tables
    ]
    with system_scope("digest of the guard"), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())
