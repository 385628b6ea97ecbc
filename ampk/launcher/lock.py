"""One demonstration at a time in a data folder; a lock whose owner is gone heals by itself."""

import fcntl
import os
from pathlib import Path

from ampk.launcher.problems import Problem


def take(folder: Path):
    """Lock the data folder for the life of this process.  Raises Problem naming the process that holds it."""
    file = (folder / "running.lock").open("a+")
    try:
        # The kernel drops this lock with the process, however it ends, so no stale lock can be left.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        raise Problem(
            f"Jejaring AMPK already runs from this folder (process {file.read().strip() or '?'}). "
            "Stop it with Ctrl-C there, or open the address it printed."
        ) from None
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    return file
