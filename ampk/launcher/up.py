"""`./start`: engines, migrations, demonstration data, web server, worker and beat, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from ampk.launcher import lock, secrets_file
from ampk.launcher.engines import Engines, die_with_parent
from ampk.launcher.problems import Problem

PROJECT = Path(__file__).resolve().parent.parent.parent
# A child that dies is restarted; one that dies this often within a minute is not.
MOST_RESTARTS = 5


def run(*, port: int, demo: bool) -> int:
    """Start everything, print where it is, and supervise until told to stop.  Returns the exit code."""
    folder = Path(os.environ.get("DATA_DIR", PROJECT / "var"))
    folder.mkdir(parents=True, exist_ok=True)
    held = lock.take(folder)
    os.environ.update(
        {"DATA_DIR": str(folder), "DEMONSTRATION": "1", "DEBUG": "0", "PYTHONUNBUFFERED": "1", **secrets_file.load(folder)}
    )
    engines = None
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    children: dict[str, subprocess.Popen] = {}
    try:
        if not os.environ.get("DATABASE_URL"):
            say("Starting PostgreSQL and the broker")
            engines = Engines(folder)
            engines.start()
            engines.prepare_database("ampk")
            os.environ.update(engines.addresses("ampk"))
        port = free_port(port)
        os.environ["SITE_ADDRESS"] = f"http://localhost:{port}"
        say("Preparing the database and static files")
        manage("prepare", owner=True)
        if demo:
            say("Loading the demonstration (only the first time)")
            manage("demonstration")
        children = {name: launch(command) for name, command in commands(port).items()}
        wait_until_healthy(port)
        print_welcome(port, folder)
        return supervise(children, engines, port)
    except KeyboardInterrupt:
        return 0
    finally:
        say("Stopping")
        stop(children)
        if engines is not None:
            engines.stop()
        held.close()


def say(text: str) -> None:
    """Print one line of progress."""
    print(f"· {text}", flush=True)


def _stop(signum, frame):
    raise KeyboardInterrupt


def free_port(wanted: int) -> int:
    """Return the wanted port, or the next free one with a sentence about it."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port != wanted:
            say(f"Port {wanted} is in use by another program; taking {port} instead")
        return port
    raise Problem(f"No free port from {wanted} on. Choose one with ./start --port N.")


def manage(*arguments: str, owner: bool = False, capture: bool = False) -> str:
    """Run one manage.py command.  Raises Problem with the end of its output."""
    environment = {**os.environ, **({"AMPK_DB_ROLE": "owner"} if owner else {})}
    done = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *arguments], cwd=PROJECT, env=environment, text=True,
        stdout=subprocess.PIPE if capture else None, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Problem(f"manage.py {arguments[0]} failed:\n{done.stderr.strip()[-1500:]}")
    return done.stdout or ""


def commands(port: int) -> dict[str, list[str]]:
    """Return the three programs and how they are started."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "ampk.celery"]
    beat_file = str(Path(os.environ["DATA_DIR"]) / "beat-schedule")
    return {
        "web": [*python, "gunicorn", "ampk.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4",
                "--worker-class", "gthread", "--log-level", "warning", "--graceful-timeout", "5"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--schedule", beat_file, "--pidfile="],
    }  # fmt: skip


def launch(command: list[str]) -> subprocess.Popen:
    """Start a program that dies with us."""
    return subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_child)


def _child() -> None:
    die_with_parent()


def wait_until_healthy(port: int) -> None:
    """Wait until the web server answers.  Raises Problem after a minute."""
    for _turn in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise Problem("The web server did not answer within a minute; its messages are above.")


def print_welcome(port: int, folder: Path) -> None:
    """Print the address, the demonstration accounts and where the data is."""
    print(f"\n  Jejaring AMPK: http://localhost:{port}/\n")
    print(manage("demonstration_accounts", capture=True))
    print(f"  Data: {folder}\n  Stop with Ctrl-C.\n", flush=True)


def supervise(children: dict[str, subprocess.Popen], engines: Engines | None, port: int) -> int:
    """Restart what dies; give up on what keeps dying."""
    died: list[float] = []
    while True:
        time.sleep(0.5)
        for name, child in list(children.items()):
            if child.poll() is not None:
                _count(died, name)
                say(f"{name} ended unexpectedly; starting it again")
                children[name] = launch(commands(port)[name])
        for name, child in list(engines.children.items()) if engines else []:
            if child.poll() is not None:
                _count(died, name)
                say(f"{name} ended unexpectedly; starting it again")
                time.sleep(1)  # the dead server's own children let go of its files first
                getattr(engines, f"start_{name}")()


def _count(died: list[float], name: str) -> None:
    now = time.monotonic()
    died[:] = [moment for moment in died if now - moment < 60] + [now]
    if len(died) > MOST_RESTARTS:
        raise Problem(f"{name} keeps ending; its messages are above.")


def stop(children: dict[str, subprocess.Popen]) -> None:
    """Stop beat, worker and web in this order, gently, then for sure."""
    for name in ("beat", "worker", "web"):
        child = children.get(name)
        if child is not None and child.poll() is None:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
