"""A migrated cluster kept between test runs, so that `./test` need not migrate and load regions each time.

It is keyed by the content of everything that decides what is in it.  A clean checkout has none and makes its own;
`FRESH=1` (set by `.ci/run`) neither takes nor leaves one.
"""

import ast
import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from ampk.launcher.engines import Engines
from ampk.launcher.web import PROJECT, manage

NAME = "ampk_template"
# Provinces whose districts and villages the suite uses.
PROVINCES = "13,14"
KEPT = 2
DECIDING = (
    "*/migrations/*.py", "*/*/migrations/*.py", "*/models.py", "*/*/models.py", "*/*/models/*.py", "*/apps.py",
    "*/*/apps.py", "core/kernel/*.py", "*/policies.py", "*/*/policies.py", "*/choices.py", "*/*/choices.py", "*/permissions.py", "*/*/permissions.py",
    "agencies/directory/loading.py", "agencies/directory/placenames.py", "agencies/directory/management/commands/load_regions.py",
    "agencies/directory/data/*", "ampk/settings.py", "ampk/launcher/template.py", "ampk/launcher/postgres.py",
    "requirements.lock",
)  # fmt: skip


def start(engines: Engines) -> None:
    """Start the engines with a migrated database to copy from: a kept one where it fits, else a new one."""
    key = fingerprint(str(engines.parts["postgres"].programs))
    kept = _place() / key
    server = engines.parts["postgres"]
    if _take(kept, server.data, server.user):
        engines.start()
        return
    engines.start()
    engines.prepare_database(NAME)
    _migrate(engines)
    # Somebody may have edited a migration meanwhile: then nobody can say what is in the cluster.
    if os.environ.get("FRESH", "0") in ("", "0") and fingerprint(str(server.programs)) == key:
        engines.stop_part("postgres")
        _keep(server.data, kept)
        engines.start_part("postgres")


def fingerprint(*more: str) -> str:
    """Return a short text that changes with the content of every file that decides what a migrated database holds."""
    made = hashlib.sha256(repr((PROVINCES, *more)).encode())
    files = {file for pattern in DECIDING for file in PROJECT.glob(pattern) if file.is_file()}
    for file in sorted(files | {found for one in files if one.parent.name == "migrations" for found in _used_by(one)}):
        made.update(f"{file.relative_to(PROJECT)}\n".encode())
        made.update(hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()[:24]


def _used_by(migration: Path) -> set[Path]:
    """Return the project's modules that a migration imports."""
    try:
        tree = ast.parse(migration.read_text())
    except SyntaxError:
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
    paths = {PROJECT / (name.replace(".", "/") + ".py") for name in names}
    return {path for path in paths if path.is_file()}


def _place() -> Path:
    return PROJECT / "var" / "test-clusters"


def _take(kept: Path, data: Path, user: int | None) -> bool:
    """Copy a kept cluster to where PostgreSQL will look for it.  Another run may remove it under our hands."""
    if os.environ.get("FRESH", "0") not in ("", "0") or not kept.is_dir():
        return False
    begun = data.with_name("postgres-being-copied")
    try:
        shutil.copytree(kept, begun)
        os.utime(kept)
        if user is not None:
            for path in (begun, *begun.rglob("*")):
                os.chown(path, user, user)
        begun.rename(data)
    except (OSError, shutil.Error):
        shutil.rmtree(begun, ignore_errors=True)
        return False
    return True


def _keep(data: Path, kept: Path) -> None:
    """Put a stopped cluster aside for later runs.  Failing to do so costs them seconds and nothing else."""
    place = kept.parent
    with contextlib.suppress(OSError, shutil.Error):
        place.mkdir(parents=True, exist_ok=True)
        begun = Path(tempfile.mkdtemp(prefix="begun-", dir=place))
        try:
            shutil.copytree(data, begun / "postgres")
            (begun / "postgres").rename(kept)
        finally:
            shutil.rmtree(begun, ignore_errors=True)
        whole = sorted(place.glob("[0-9a-f]" * 24), key=lambda one: one.stat().st_mtime)
        for old in whole[:-KEPT]:
            # Renamed first: half a cluster must not look whole.
            gone = old.rename(place / f"begun-{old.name}-{os.getpid()}")
            shutil.rmtree(gone, ignore_errors=True)


def _migrate(engines: Engines) -> None:
    before = dict(os.environ)
    os.environ.update(engines.addresses(NAME))
    try:
        manage("migrate", "-v", "0", "--skip-checks", owner=True)
        manage("load_regions", "--provinces", PROVINCES, owner=True, capture=True)
    finally:
        os.environ.clear()
        os.environ.update(before)
