"""Watch the children: start again what died, with growing pauses, and stop everything in order."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ampk.launcher import processes
from ampk.launcher.problems import Problem

# Seconds before a part that keeps dying is started again; it counts as well after a minute of life.
PAUSES = (0, 1, 2, 5, 10, 30)
WELL_AFTER = 60
STOPPING_ORDER = ("beat", "worker", "web")


class Stopped(BaseException):
    """Somebody pressed Ctrl-C, closed the terminal or told us to end."""


def listen() -> None:
    """Turn the signals that end a program into Stopped."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


def deafen() -> None:
    """Take no further signals: stopping in order must not be cut short by a second Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _stop(signum, frame):
    raise Stopped


@dataclass
class Part:
    """One child: how it is started, and how often it died lately."""

    start: Callable[[], subprocess.Popen]
    child: subprocess.Popen
    since: float = field(default_factory=time.monotonic)
    deaths: int = 0
    again_at: float | None = None


class Supervisor:
    """Keeps a set of named parts alive."""

    def __init__(self, say: Callable[[str], None], changed: Callable[[dict[str, int]], None]) -> None:
        self.parts: dict[str, Part] = {}
        self.say, self.changed = say, changed

    def add(self, name: str, start: Callable[[], subprocess.Popen], child: subprocess.Popen | None = None) -> None:
        """Start a part (unless its child already runs) and keep it alive from now on."""
        self.parts[name] = Part(start, child or start())
        self._tell()

    def watch(self) -> None:
        """Look after the parts until Stopped is raised."""
        while True:
            time.sleep(0.3)
            for name, part in self.parts.items():
                self.look_after(name, part, time.monotonic())

    def look_after(self, name: str, part: Part, now: float) -> None:
        """Start a dead part again when its pause is over."""
        code = part.child.poll()
        if code is None:
            return
        if part.again_at is None:
            # Its own children (a pool, server processes) would hold ports and files.
            processes.end_group(part.child.pid)
            part.deaths = 0 if now - part.since > WELL_AFTER else part.deaths
            pause = PAUSES[min(part.deaths, len(PAUSES) - 1)]
            part.deaths += 1
            part.again_at = now + pause
            when = f"in {pause} s" if pause else "now"
            self.say(f"{name} ended ({_why(code)}); starting it again {when}")
        if now >= part.again_at:
            part.again_at, part.since = None, now
            try:
                part.child = part.start()
            except Problem as problem:
                self.say(str(problem))
            self._tell()

    def stop(self) -> None:
        """Stop beat, worker and web, in this order: nothing new is begun, what runs is finished."""
        for name in STOPPING_ORDER:
            if part := self.parts.get(name):
                processes.stop(part.child)

    def _tell(self) -> None:
        self.changed({name: part.child.pid for name, part in self.parts.items()})


def _why(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
