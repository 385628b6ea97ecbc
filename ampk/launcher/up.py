"""`./start`: engines, migrations, demonstration data, web server, worker and beat, until Ctrl-C."""

import contextlib
import os
from pathlib import Path

from ampk.launcher import secrets_file, stamp, supervisor, web
from ampk.launcher.engines import Engines, without_foreign_settings
from ampk.launcher.lock import Lock
from ampk.launcher.problems import Problem, explain, insist_on_room
from ampk.launcher.web import PROJECT, manage


def run(*, port: int, demo: bool) -> int:
    """Start everything, print where it is, and supervise until told to stop.  Returns the exit code."""
    folder = data_folder()
    lock = Lock(folder)
    supervisor.listen()
    engines = None
    parts = supervisor.Supervisor(say, lambda pids: lock.note(os.environ.get("SITE_ADDRESS", ""), **pids))
    try:
        engines = prepare_environment(folder)
        if engines is not None:
            say("Starting PostgreSQL and the broker")
            engines.start()
            engines.prepare_database("ampk")
            for name in engines.parts:
                parts.add(name, lambda name=name: start_again(engines, name), engines.children[name])
        port = web.free_port(port, say)
        os.environ["SITE_ADDRESS"] = f"http://localhost:{port}"
        accounts = prepare_application(folder, engines, demo=demo and os.environ["DEMONSTRATION"] == "1")
        logs = folder / "log"
        logs.mkdir(exist_ok=True)
        for name, command in web.commands(port, folder).items():
            parts.add(name, web.starter(command, logs / f"{name}.log"))
        web.wait_until_healthy(port, lambda: parts.parts["web"].child, logs / "web.log")
        print_welcome(port, folder, engines, accounts)
        parts.watch()
    except supervisor.Stopped:
        return 0
    finally:
        supervisor.deafen()
        say("Stopping")
        parts.stop()
        if engines is not None:
            engines.stop()
        lock.release()
    return 0


def say(text: str) -> None:
    """Print one line of progress."""
    with contextlib.suppress(OSError):  # the terminal may be gone; stopping in order matters more
        print(f"· {text}", flush=True)


def data_folder() -> Path:
    """Return the data folder, made when it is missing.  Raises Problem where we may not write it."""
    folder = Path(os.environ.get("DATA_DIR") or PROJECT / "var").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "running.lock").touch()
    except PermissionError:
        raise Problem(
            f"The data folder {folder} belongs to another user. Start as that user, or set DATA_DIR to another folder."
        ) from None
    except OSError as error:
        raise explain(error) or error from None
    return folder


def prepare_environment(folder: Path) -> Engines | None:
    """Complete the settings in the environment and return the engines that they need.

    DATABASE_URL wins over the embedded engines, which are for the demonstration only.  Raises Problem.
    """
    demonstration = os.environ.get("DEMONSTRATION", "1") not in ("", "0", "false", "False", "off", "no")
    os.environ.update(DATA_DIR=str(folder), DEMONSTRATION="1" if demonstration else "0", PYTHONUNBUFFERED="1")
    if demonstration:
        os.environ.setdefault("DEBUG", "0")
    needed = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
    given = [name for name in needed if os.environ.get(name)]
    if len(given) == len(needed):
        engines = None
    elif given or not demonstration:
        missing = " and ".join(name for name in needed if name not in given)
        raise Problem(
            f"{missing} must be set too: an installation uses either its own servers throughout or, in the "
            "demonstration only, the embedded ones. See .env.example."
        )
    else:
        without_foreign_settings()
        engines = Engines(folder)
        insist_on_room(engines.home, first=not engines.parts["postgres"].data.exists())
        os.environ.update(engines.addresses("ampk"))
    if demonstration:
        made = secrets_file.load(folder, data=engines.home / "postgres" if engines else None)
        for name, value in made.items():
            os.environ.setdefault(name, value)
    return engines


def prepare_application(folder: Path, engines: Engines | None, *, demo: bool) -> str:
    """Bring database, static files and demonstration up to date; return the demonstration's accounts.

    Nothing is done where neither the code nor the cluster is another one than last time.
    """
    path, fingerprint = folder / "prepared.json", ""
    if engines is not None:
        cluster = engines.parts["postgres"].sql("SELECT system_identifier FROM pg_control_system()")
        fingerprint = stamp.fingerprint(PROJECT, cluster, str(demo))
        if (accounts := stamp.read(path, fingerprint)) is not None and (folder / "static").exists():
            return accounts
    path.unlink(missing_ok=True)
    say("Preparing the database and static files")
    manage("prepare", owner=True)
    accounts = ""
    if demo:
        say("Loading the demonstration (the first time this takes a minute)")
        manage("demonstration")
        accounts = manage("demonstration_accounts", capture=True)
    if fingerprint:
        stamp.write(path, fingerprint, accounts)
    return accounts


def start_again(engines: Engines, name: str):
    """Start an engine that died and return its process."""
    engines.start_part(name)
    return engines.children[name]


def print_welcome(port: int, folder: Path, engines: Engines | None, accounts: str) -> None:
    """Print the address, the demonstration accounts and where the data is."""
    print(f"\n  Jejaring AMPK: http://localhost:{port}/\n")
    if accounts:
        print(accounts)
    print(f"  Data: {folder}")
    if engines is not None and engines.home != folder:
        print(f"  Database: {engines.home} (PostgreSQL runs as another user, who cannot enter {folder})")
    print(f"  Logs: {folder / 'log'}\n  Stop with Ctrl-C.\n", flush=True)
