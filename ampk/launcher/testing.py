"""`./test`: throw-away engines on private sockets, the checks, then the whole suite; nothing is left behind."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ampk.launcher import checks, places, processes, secrets_file, supervisor, template
from ampk.launcher.engines import Engines, without_foreign_settings
from ampk.launcher.problems import insist_on_room
from ampk.launcher.up import say
from ampk.launcher.web import PROJECT

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Of the caller's environment nothing may reach the tests that could lead them to real data.
FOREIGN = (
    "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "AMPK_DB_ROLE", "ALLOWED_HOSTS", "LOG_LEVEL",
    "DJANGO_SETTINGS_MODULE",
)  # fmt: skip


def run(arguments: list[str]) -> int:
    """Run checks and tests; return pytest's exit code, or the first failing check's."""
    supervisor.listen()
    _remove_what_killed_runs_left()
    temporary = places.temporary_folder(programs=True)
    insist_on_room(temporary, first=True, variable="TMPDIR")
    folder = Path(tempfile.mkdtemp(prefix="ampk-test-", dir=temporary))
    folder.chmod(0o711)  # PostgreSQL may run as another user
    mark = (folder / "mark").open("w")
    fcntl.flock(mark, fcntl.LOCK_EX)
    engines = None
    try:
        without_foreign_settings()
        for name in FOREIGN:
            os.environ.pop(name, None)
        engines = Engines(folder, throwaway=True)
        addresses = engines.addresses("ampk")
        os.environ.update(secrets_file.load(folder) | addresses)
        os.environ["DATABASE_SUPERUSER_URL"] = addresses["DATABASE_URL"].replace("ampk_app@", "postgres@")
        # Plain http and no forced second factor, as in the demonstration; tests of those switch them on themselves.
        os.environ.update(
            {"DATA_DIR": str(folder), "DEMONSTRATION": "1", "DEBUG": "0", "EMAIL_URL": "smtp+tls://localhost:2525"}
        )
        say("Starting throw-away PostgreSQL and broker")
        template.start(engines)
        engines.prepare_database("ampk")
        os.environ["TEST_TEMPLATE"] = template.NAME
        os.environ["CHROMIUM"] = find_or_install_chromium()
        for name, (label, _command) in () if arguments else checks.CHECKS.items():
            say(label)
            if code := checks.run(name):
                print(f"{label} failed; its messages are above.", file=sys.stderr)
                return code
        say("Running the tests")
        # Three for two cores, because a browser or a worker is waited for often; a chosen part runs in one process, so
        # that a debugger can be used.
        return _call([sys.executable, "-m", "pytest", *(arguments or ["-n", "3", "--dist", "loadgroup"])])
    finally:
        supervisor.deafen()
        if engines is not None:
            engines.stop()
        shutil.rmtree(folder, ignore_errors=True)
        mark.close()


def find_or_install_chromium() -> str:
    """Return the system's Chromium, installing it as root on Debian; "" where there is none."""
    found = _chromium()
    if not found and os.getuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium for the browser journeys")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for wanted in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(
                ["apt-get", "-qq", *wanted], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
        found = _chromium()
    if not found:
        say("No Chromium here: the journeys in a browser will NOT be run (on Debian: apt-get install chromium)")
    return found


def _chromium() -> str:
    return next((path for name in CHROMIUM if (path := shutil.which(name))), "")


def _call(command: list[str]) -> int:
    return subprocess.run(command, cwd=PROJECT, check=False, preexec_fn=processes.die_with_parent()).returncode


def _remove_what_killed_runs_left() -> None:
    for folder in places.temporary_folder(programs=True).glob("ampk-test-*"):
        try:
            with (folder / "mark").open("w") as mark:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while its run lives
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
