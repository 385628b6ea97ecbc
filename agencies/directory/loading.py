"""Regions from the Kemendagri data (Kepmendagri 300.2.2-2430/2025, MIT licence beside the files)."""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from agencies.directory.placenames import plain

DATA = Path(__file__).parent / "data"
COLUMNS = "code, name, level, parent_id, full_name, search_key"
_MERGE = (
    "INSERT INTO directory_region (code, name, level, parent_id, full_name, search_key)"
    " SELECT code, name, level, parent_id, full_name, search_key FROM incoming_region ORDER BY level, code"
    " ON CONFLICT (code) DO UPDATE SET name = excluded.name, full_name = excluded.full_name,"
    " search_key = excluded.search_key"
    " WHERE (directory_region.full_name, directory_region.search_key)"
    " IS DISTINCT FROM (excluded.full_name, excluded.search_key)"
)
LEVELS = frozenset({1, 2, 3, 4})


def _key(name: str, level: int, above: str) -> str:
    # Own name first and "kota" or "kab" after it, so that "padang" finds Kota Padang before the villages in it.
    kind, _sep, bare = name.partition(" ") if level == 2 else ("", "", name)
    return " ".join(part for part in (plain(bare), plain(kind), above) if part)


def _rows(levels: set[int]) -> Iterator[tuple[str, str, int, str, str, str]]:
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    names_of_files = ["regions.csv", "regions_villages.csv.gz"] if 4 in levels else ["regions.csv"]
    for name_of_file in names_of_files:
        opener = gzip.open if name_of_file.endswith(".gz") else open
        with opener(DATA / name_of_file, "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                code, level, parent = row["code"], int(row["level"]), row["parent"]
                name = row["name"].replace("Kabupaten ", "Kab. ", 1) if level == 2 else row["name"]
                shown = f"Kec. {name}" if level == 3 else name
                full = f"{shown}, {names[parent]}" if parent else shown
                key = _key(name, level, keys.get(parent, ""))
                if level < 4:
                    names[code], keys[code] = full, key
                if level in levels:
                    yield code, name, level, parent, full, key


@transaction.atomic
def load_regions(levels: set[int], *, provinces: set[str] | None = None) -> int:
    """Load or refresh regions of these levels (1 province … 4 village); return how many are in the table.

    With `provinces`, villages of other provinces are left out.  Existing codes are updated, none are removed:
    old codes stay on people's papers.  Works as the owner and as the serving role.
    """
    buffer = io.StringIO()
    csv.writer(buffer).writerows(
        row for row in _rows(levels) if provinces is None or row[2] < 4 or row[0][:2] in provinces
    )
    buffer.seek(0)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("CREATE TEMP TABLE incoming_region (LIKE directory_region) ON COMMIT DROP")
        cursor.cursor.copy_expert(f"COPY incoming_region ({COLUMNS}) FROM STDIN WITH (FORMAT csv)", buffer)
        cursor.execute(_MERGE)
        cursor.execute("DROP TABLE incoming_region")
        cursor.execute("SELECT count(*) FROM directory_region")
        return cursor.fetchone()[0]
