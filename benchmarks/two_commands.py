"""Measures `./start` in a fresh copy of this project, as whoever runs it, and prints the table of docs/two-commands.md.

    python3 benchmarks/two_commands.py [--port 8400] [--packages ANOTHER/.venv] [--keep]

First start with an empty HOME, second start, kill -9 of every part in turn (seconds until the part runs again under a new
number and /sehat/ answers), kill -9 of the launcher (seconds until nothing of it is left), the start after that, and an
orderly stop.  It needs nothing but Python; `--packages` takes installed packages instead of installing them.
"""

import argparse
import contextlib
import getpass
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LEFT_OUT = (".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache")
PARTS = ("web", "worker", "beat", "valkey", "postgres")
PATIENCE = 600


class Trial:
    """One copy of the project and the launcher that runs in it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port, self.launcher = folder, port, None

    def start(self) -> float:
        """Start and return the seconds until everything runs."""
        begun = time.monotonic()
        log = self.folder / "start.log"
        with log.open("w") as messages:
            self.launcher = subprocess.Popen(
                ["./start", "--port", str(self.port)], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=messages,
                stderr=subprocess.STDOUT, env={"PATH": "/usr/bin:/bin", "HOME": ""}, start_new_session=True,
            )  # fmt: skip
        self._wait(lambda: "Stop with Ctrl-C" in log.read_text(), log)
        return time.monotonic() - begun

    def facts(self) -> dict:
        """Return the numbers of the launcher and its children."""
        with contextlib.suppress(OSError, ValueError):
            return json.loads((self.folder / "var" / "running.lock").read_text())
        return {}

    def kill(self, part: str) -> float:
        """Kill one part and return the seconds until it runs again and the application answers."""
        former = self.facts()["children"][part][0]
        begun = time.monotonic()
        os.kill(former, signal.SIGKILL)

        def healed() -> bool:
            pid = self.facts().get("children", {}).get(part, [former])[0]
            return pid != former and alive(pid) and self._healthy()

        self._wait(healed)
        return time.monotonic() - begun

    def kill_launcher(self) -> float:
        """Kill the launcher and return the seconds until nothing that it started is left."""
        facts = self.facts()
        children = [pid for pid, _born in facts["children"].values()]
        begun = time.monotonic()
        os.kill(facts["launcher"], signal.SIGKILL)
        self.launcher.wait()
        self._wait(lambda: not any(alive(pid) for pid in children))
        return time.monotonic() - begun

    def stop(self) -> float:
        """Stop in order, as Ctrl-C does, and return the seconds."""
        begun = time.monotonic()
        os.kill(self.facts()["launcher"], signal.SIGINT)
        self.launcher.wait(PATIENCE)
        return time.monotonic() - begun

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sehat/", timeout=2) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def _wait(self, found: Callable[[], bool], log: Path | None = None) -> None:
        deadline = time.monotonic() + PATIENCE
        while not found():
            if log and self.launcher.poll() is not None:
                sys.exit(f"./start ended:\n{log.read_text()[-2000:]}")
            if time.monotonic() > deadline:
                sys.exit(f"Not within {PATIENCE} seconds; look into {self.folder}.")
            time.sleep(0.1)


def alive(pid: int) -> bool:
    """Say whether a process runs; one that only waits to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def measure(trial: Trial, say: Callable[[str, float], None]) -> None:
    """Do everything once, telling each figure as it is known."""
    say("`./start`, first time", trial.start())
    say("stop by Ctrl-C", trial.stop())
    say("`./start`, second time", trial.start())
    for part in PARTS:
        say(f"kill -9 of {part}, until healed", trial.kill(part))
    say("kill -9 of the launcher, until nothing is left", trial.kill_launcher())
    say("`./start` after that", trial.start())
    say("stop by Ctrl-C", trial.stop())


def main() -> None:
    """Copy the project, measure, print a table, remove the copy."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8400)
    parser.add_argument("--packages", type=Path, help="a .venv to use instead of installing packages")
    parser.add_argument("--keep", action="store_true", help="leave the copy to look at")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="two-commands-")) / "project"
    folder.parent.chmod(0o755)
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    if chosen.packages:
        (folder / ".venv").symlink_to(chosen.packages.resolve())
    trial = Trial(folder, chosen.port)
    print(f"| as {getpass.getuser()}, {os.cpu_count()} cores | seconds | load |\n|---|---|---|", flush=True)
    try:
        measure(trial, lambda what, took: print(f"| {what} | {took:.1f} | {os.getloadavg()[0]:.1f} |", flush=True))
    finally:
        if trial.launcher and trial.launcher.poll() is None:
            trial.launcher.send_signal(signal.SIGTERM)
            trial.launcher.wait(60)
        if not chosen.keep:
            shutil.rmtree(folder.parent, ignore_errors=True)


if __name__ == "__main__":
    main()
