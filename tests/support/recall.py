"""How well a search finds half-remembered names: recall at 5 and at 25, by kind of mistake."""

from collections import defaultdict
from datetime import UTC, date, datetime
from time import perf_counter
from uuid import uuid4

from cases.children import selectors
from cases.children.models import Child
from cases.children.names import fold
from cases.sharing.choices import Basis, Level
from cases.sharing.models import AccessRow
from cases.sharing.querysets import pen
from core.kernel.codes import new_code
from core.kernel.scope import Viewer, scope, system_scope
from tests.support import namegen

NOW = datetime(2026, 11, 12, 7, 30, tzinfo=UTC)


def fill(register: namegen.Register, agency_id: int) -> list:
    """Write a register's children into the database, open to an agency's desk; return their keys in order."""
    codes: set[str] = set()
    while len(codes) < len(register.rows):  # by the thousand even random codes meet
        codes.add(new_code("A"))
    children = [
        Child(
            code=code, full_name=name, name_key=fold(name), sex=sex, born_on=date(year, 1 + place % 12, 1 + place % 28),
            birth_precision="exact", mother_name=mother, mother_key=fold(mother), region_id="13.71",
            registered_at=NOW, changed_at=NOW, registered_agency_id=agency_id,
        )
        for place, (code, (name, sex, year, mother)) in enumerate(zip(sorted(codes), register.rows, strict=True))
    ]  # fmt: skip
    opened = [
        AccessRow(
            case_id=uuid4(), child_id=child.pk, owner_agency_id=agency_id, agency_id=agency_id, level=Level.FULL,
            basis=Basis.OWNER, starts_at=NOW,
        )
        for child in children
    ]  # fmt: skip
    with system_scope("a register for the test"), pen():
        AccessRow.objects.bulk_create(opened, batch_size=2000)
        Child.objects.bulk_create(children, batch_size=2000)
    return [child.pk for child in children]


def measure(register: namegen.Register, keys: list, viewer: Viewer, count: int) -> tuple[dict, list[float]]:
    """Return kind -> [asked, found in the first 5, found in the first 25], and the seconds each search took.

    A child with the same folded name as the one meant, and the same year where it was typed, counts as found: no
    search can tell them apart.
    """
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    spent = []
    with scope(viewer):
        for kind, typed, place in namegen.asked(register, count):
            begun = perf_counter()
            matches = selectors.search(viewer, typed)
            spent.append(perf_counter() - begun)
            name, _sex, year, _mother = register.rows[place]
            dated = typed.endswith(str(year))
            same = [
                match.child.pk == keys[place]
                or (match.child.name_key == fold(name) and (not dated or match.child.born_on.year == year))
                for match in matches
            ]
            for row in (tally[kind], tally["semua"]):
                row[0] += 1
                row[1] += any(same[:5])
                row[2] += any(same[:25])
    return dict(tally), spent
