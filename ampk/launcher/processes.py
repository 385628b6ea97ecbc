"""Child processes that never outlive the launcher, and a way to end those of a run that was killed."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(how: int = signal.SIGTERM):
    """Return a function for the child's side of a fork: it asks the kernel to signal the child when we are gone."""
    launcher = os.getpid()

    def ask() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, how)
        if os.getppid() != launcher:  # killed between fork and here
            os._exit(1)

    return ask


def launch(command: list[str], *, log: Path, how: int = signal.SIGTERM, **more) -> subprocess.Popen:
    """Start a program as leader of its own session, its messages going to a log file; it dies with us, by `how`."""
    _keep_small(log)
    with log.open("ab") as messages:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=messages, stderr=messages, start_new_session=True,
            preexec_fn=die_with_parent(how), **more,
        )  # fmt: skip


def stop(child: subprocess.Popen, *, how: int = signal.SIGTERM, seconds: float = 10) -> None:
    """Stop a child gently; one that does not listen, and what it leaves behind, for sure."""
    if child.poll() is None:
        child.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
    end_group(child.pid)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(5)


def end_group(leader: int) -> None:
    """Kill what is left of a session that we started, such as the pool of a worker that was killed."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def born(pid: int) -> str:
    """Return when a process was started, in kernel ticks; "" when there is none.  Tells a reused number apart."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if facts[0] in "ZX" else facts[19]


def end_leftovers(former: dict[str, list]) -> None:
    """Wait for the children of a killed launcher to end (they were told to), then make sure of it.

    `former` is {name: [pid, born]}.  PostgreSQL comes last and may need longer to write what it holds.
    """
    waiting = {name: pid for name, (pid, then) in former.items() if then and born(pid) == then}
    deadline = time.monotonic() + 10
    while waiting and time.monotonic() < deadline:
        time.sleep(0.1)
        waiting = {name: pid for name, pid in waiting.items() if born(pid) == former[name][1]}
    for pid in waiting.values():
        end_group(pid)


def tail(log: Path, lines: int = 8) -> str:
    """Return the end of a log file."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _keep_small(log: Path, limit: int = 5_000_000) -> None:
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > limit:
            log.replace(log.with_suffix(".log.1"))
