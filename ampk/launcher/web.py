"""The three programs of the application, a free port for one of them, and its health."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from ampk.launcher import processes
from ampk.launcher.problems import Problem

PROJECT = Path(__file__).resolve().parent.parent.parent


def free_port(wanted: int, say: Callable[[str], None]) -> int:
    """Return the wanted port, or the next free one with a sentence about it.  Raises Problem."""
    if not 0 < wanted < 65536:
        raise Problem(f"{wanted} is not a port. Choose one from 1024 to 65535 with ./start --port N.")
    for port in range(wanted, min(wanted + 50, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except PermissionError:
                raise Problem(f"Port {port} is for root only. Choose one above 1023 with ./start --port N.") from None
            except OSError:
                continue
        if port != wanted:
            say(f"Port {wanted} is in use by another program; taking {port} instead")
        return port
    raise Problem(f"No free port from {wanted} on. Choose one with ./start --port N.")


def commands(port: int, folder: Path) -> dict[str, list[str]]:
    """Return the three programs and how they are started."""
    python = [sys.executable, "-m"]
    celery, quiet = [*python, "celery", "-A", "ampk.celery"], ["--loglevel", "WARNING"]
    return {
        "web": [*python, "gunicorn", "ampk.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4",
                "--worker-class", "gthread", "--log-level", "warning", "--graceful-timeout", "5"],
        "worker": [*celery, "worker", "--concurrency", "2", *quiet, "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", *quiet, "--schedule", str(folder / "beat-schedule"), "--pidfile="],
    }  # fmt: skip


def starter(command: list[str], log: Path) -> Callable[[], subprocess.Popen]:
    """Return a function that starts a program of the application."""
    return lambda: processes.launch(command, log=log, cwd=PROJECT)


def wait_until_healthy(port: int, web: Callable[[], subprocess.Popen], log: Path) -> None:
    """Wait until the web server answers.  Raises Problem with the end of its log."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if web().poll() is not None:
            raise Problem(f"The web server did not start. The end of its log ({log}):\n{processes.tail(log)}")
        try:
            # A proxy named in the environment has no business between us and ourselves.
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"http://127.0.0.1:{port}/sehat/", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Problem(f"The web server did not answer within a minute. The end of its log ({log}):\n{processes.tail(log)}")


def manage(*arguments: str, owner: bool = False, capture: bool = False) -> str:
    """Run one manage.py command.  Raises Problem: a wrong setting as its sentence, anything else with its end."""
    environment = {**os.environ, **({"AMPK_DB_ROLE": "owner"} if owner else {})}
    done = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *arguments], cwd=PROJECT, env=environment, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if capture else None, stderr=subprocess.PIPE, check=False,
        preexec_fn=processes.die_with_parent(),
    )  # fmt: skip
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        _class, found, sentence = last.partition("ImproperlyConfigured: ")
        raise Problem(sentence if found else f"manage.py {arguments[0]} failed:\n{done.stderr.strip()[-1500:]}")
    return done.stdout or ""
