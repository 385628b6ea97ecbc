"""The whole product as real processes on the test database: web server, Celery worker and beat, a broker of its own.

The web server runs once per test process; worker and beat only for the tests that ask for `timetable`, because a
sweep would look at what every other test writes.  Time is the demonstration's clock, set to a Tuesday morning.
"""

import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from redis import Redis

from ampk.launcher import processes, web
from ampk.launcher.valkey import Valkey

START = datetime(2026, 11, 10, 2, 15, tzinfo=UTC)  # Tuesday 09.15 WIB; 10 and 17 December are working days too
# What belongs to pytest, and the suite's own mail server, must not reach the product's processes.
FOREIGN = ("PYTEST_VERSION", "PYTEST_CURRENT_TEST", "DJANGO_ALLOW_ASYNC_UNSAFE", "EMAIL_URL", "AMPK_DB_ROLE")


class Stack:
    """The processes of one installation; each can be started, killed and started again."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.children = folder, {}
        (folder / "log").mkdir(parents=True)
        self.broker = Valkey(folder, folder, throwaway=True)
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self.programs = web.commands(self.port, folder)
        self.programs["second beat"] = web.commands(self.port, folder / "log")["beat"]
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        self.environment = kept | {
            "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl(),
            "REDIS_URL": f"redis+socket://{self.broker.socket}?virtual_host=0",
            "DATA_DIR": str(folder), "DEMONSTRATION": "1", "DEBUG": "0", "SITE_ADDRESS": self.url,
            "SWEEP_SECONDS": "1", "DRAIN_SECONDS": "1",
        }  # fmt: skip

    def open(self) -> None:
        """Start broker and web server and wait until it answers."""
        self.start_broker()
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"],
            cwd=web.PROJECT, env=self.environment, check=True,
        )  # fmt: skip
        self.start("web")
        web.wait_until_healthy(self.port, lambda: self.children["web"], self.folder / "log" / "web.log")

    def start(self, name: str, **environment: str) -> None:
        """Start a program (again)."""
        self.children[name] = processes.launch(
            self.programs[name], log=self.folder / "log" / f"{name}.log", cwd=web.PROJECT,
            env=self.environment | environment,
        )  # fmt: skip

    def kill(self, name: str) -> None:
        """End a program and everything it started at once, as a power cut would (kill -9 of its group)."""
        child = self.children.pop(name)
        processes.end_group(child.pid)
        child.wait(10)

    def stop(self, *names: str) -> None:
        """End programs in order."""
        for name in names or tuple(self.children):
            if child := self.children.pop(name, None):
                processes.stop(child)

    def start_broker(self) -> None:
        """Start the broker, also after it was stopped."""
        self.children["broker"] = self.broker.start()

    def wipe_broker(self) -> None:
        """Forget every message that waits (FLUSHALL)."""
        with Redis(unix_socket_path=str(self.broker.socket)) as line:
            line.flushall()

    def reset(self) -> None:
        """Begin a test: Tuesday morning, an empty mailbox, an empty queue."""
        self.set_clock(START)
        shutil.rmtree(self.folder / "mail", ignore_errors=True)
        self.wipe_broker()

    def set_clock(self, moment: datetime) -> None:
        """Let the demonstration's clock go on from a moment."""
        (self.folder / "demonstration-clock").write_text(str((moment - datetime.now(UTC)) / timedelta(days=1)))

    def mails(self) -> list[Message]:
        """Return what lies in the file mailbox."""
        return [mail for file in sorted((self.folder / "mail").glob("*.log")) for mail in _parts(file.read_text())]


def _parts(text: str) -> list[Message]:
    return [message_from_string(part.strip()) for part in text.split("-" * 79) if part.strip()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# What is left of a failed run to look at: logs here, pictures of pages beside them.
LEFTOVERS = web.PROJECT / "var" / "failed-tests"


@pytest.fixture(scope="session")
def stack(request, django_db_setup):
    """Run the product beside the tests of this process."""
    name = connection.settings_dict["NAME"]
    folder = Path(os.environ["DATA_DIR"]) / f"stack-{name}"
    running = Stack(folder, name)
    try:
        running.open()
        yield running
    finally:
        running.stop("beat", "second beat", "worker", "web", "broker")
        if request.session.testsfailed:
            shutil.copytree(folder / "log", LEFTOVERS / name, dirs_exist_ok=True)


@pytest.fixture
def server(transactional_db, stack) -> Stack:
    """Return the running web server at the beginning of a Tuesday's office hours, on an empty register."""
    stack.reset()
    return stack


@pytest.fixture
def timetable(server):
    """Run Celery's worker and beat for this test, every second."""
    server.start("worker")
    server.start("beat")
    yield server
    server.stop("beat", "worker")
