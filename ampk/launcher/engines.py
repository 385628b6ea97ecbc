"""Embedded PostgreSQL and Valkey side by side: unix sockets only, direct children, for trying and testing only."""

import os
import shutil
import subprocess
from pathlib import Path

from ampk.launcher import places, processes
from ampk.launcher.postgres import Postgres
from ampk.launcher.valkey import Valkey


class Engines:
    """The engines of one data folder; `throwaway` trades safety for speed."""

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        self.home = places.engine_home(folder)
        self.sockets = places.socket_folder(self.home, places.engine_user())
        self.parts = {
            "postgres": Postgres(self.home, self.sockets, throwaway=throwaway),
            "valkey": Valkey(self.home, self.sockets, throwaway=throwaway),
        }
        self.children: dict[str, subprocess.Popen] = {}

    def start(self) -> None:
        """Start both engines and wait until they answer.  Raises Problem with the end of the log."""
        for name in self.parts:
            self.start_part(name)

    def start_part(self, name: str) -> None:
        """Start one engine, also again after it died.  Raises Problem."""
        self.children[name] = self.parts[name].start()

    def stop_part(self, name: str) -> None:
        """Stop one engine in order."""
        if child := self.children.pop(name, None):
            processes.stop(child, how=self.parts[name].stop_signal, seconds=20)

    def prepare_database(self, name: str) -> None:
        """Make the two roles, the database and its extensions, once."""
        self.parts["postgres"].prepare(name)

    def addresses(self, name: str) -> dict[str, str]:
        """Return the settings that lead Django to these engines."""
        host = str(self.sockets).replace("/", "%2F")
        return {
            "DATABASE_URL": f"postgresql://ampk_app@{host}/{name}",
            "DATABASE_OWNER_URL": f"postgresql://ampk_owner@{host}/{name}",
            "REDIS_URL": f"redis+socket://{self.sockets}/broker?virtual_host=0",
        }

    def stop(self) -> None:
        """Stop the broker, then PostgreSQL, and remove the sockets."""
        for name in ("valkey", "postgres"):
            self.stop_part(name)
        shutil.rmtree(self.sockets, ignore_errors=True)


def without_foreign_settings() -> None:
    """Forget PGHOST, PGPORT and their like: libpq would mix them into the addresses of our own engines."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
