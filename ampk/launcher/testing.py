"""`./test`: throw-away engines on private sockets, the checks, then the whole suite; nothing is left behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ampk.launcher import secrets_file
from ampk.launcher.engines import Engines
from ampk.launcher.up import PROJECT, _stop, say

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def run(arguments: list[str]) -> int:
    """Run checks and tests; return pytest's exit code, or the first failing check's."""
    signal.signal(signal.SIGTERM, _stop)
    folder = Path(tempfile.mkdtemp(prefix="ampk-test-"))
    os.chmod(folder, 0o755)  # noqa: S103  (PostgreSQL may run as another user)
    engines = None
    try:
        engines = Engines(folder, throwaway=True)
        say("Starting throw-away PostgreSQL and broker")
        engines.start()
        engines.prepare_database("ampk")
        os.environ.update(
            {"DATA_DIR": str(folder), "DEMONSTRATION": "0", "DEBUG": "0", **secrets_file.load(folder), **engines.addresses("ampk")}
        )
        os.environ["DATABASE_SUPERUSER_URL"] = os.environ["DATABASE_URL"].replace("ampk_app@", "postgres@")
        os.environ["EMAIL_URL"] = "smtp+tls://localhost:2525"
        browser = find_or_install_chromium()
        os.environ["CHROMIUM"] = browser
        for label, command in () if arguments else checks():
            say(label)
            done = subprocess.run(command, cwd=PROJECT, check=False)
            if done.returncode:
                print(f"{label} failed; its messages are above.", file=sys.stderr)
                return done.returncode
        say("Running the tests")
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=PROJECT, check=False).returncode
    finally:
        if engines is not None:
            engines.stop()
        shutil.rmtree(folder, ignore_errors=True)


def checks() -> list[tuple[str, list[str]]]:
    """Return the checks that run before the tests; each takes seconds."""
    python = sys.executable
    tools = Path(python).parent
    return [
        ("Checking style", [str(tools / "ruff"), "check", "."]),
        ("Checking who imports whom", [str(tools / "lint-imports"), "--no-cache"]),
        ("Checking that migrations are complete", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        ("Checking for deployment", [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]),
    ]


def find_or_install_chromium() -> str:
    """Return the system's Chromium, installing it as root on Debian; "" where there is none."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), "")
    if not found and os.getuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium for the browser journeys")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet)
        found = shutil.which("chromium") or ""
    if not found:
        say("No Chromium on this machine: the journeys in a browser will NOT be run")
    return found
