"""One launcher at a time in a data folder, and what it runs, so that the next one can clear up after a kill -9."""

import fcntl
import json
import os
from pathlib import Path

from ampk.launcher import processes
from ampk.launcher.problems import Problem


class Lock:
    """Held for the life of this process.  The kernel drops it however the process ends: it is never stale."""

    def __init__(self, folder: Path) -> None:
        """Take the folder and end what a killed launcher left running.  Raises Problem naming who holds it."""
        self.file = (folder / "running.lock").open("a+")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            known = self._read()
            raise Problem(
                f"Jejaring AMPK already runs from this folder (process {known.get('launcher', '?')}"
                f"{', ' + known['address'] if known.get('address') else ''}). Stop it with Ctrl-C there."
            ) from None
        processes.end_leftovers(self._read().get("children", {}))
        self.note()

    def note(self, address: str = "", **children: int) -> None:
        """Write down who runs here: our own number, the address and the children's numbers."""
        facts = {
            "launcher": os.getpid(),
            "address": address,
            "children": {name: [pid, processes.born(pid)] for name, pid in children.items()},
        }
        self.file.seek(0)
        self.file.truncate()
        self.file.write(json.dumps(facts))
        self.file.flush()

    def release(self) -> None:
        """Give the folder free."""
        self.file.seek(0)
        self.file.truncate()
        self.file.close()

    def _read(self) -> dict:
        self.file.seek(0)
        try:
            known = json.loads(self.file.read() or "{}")
        except ValueError:  # cut off in the middle
            known = {}
        return known if isinstance(known, dict) else {}
