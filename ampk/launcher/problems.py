"""Foreseen problems in sentences, each with its remedy."""

import errno
import shutil
from pathlib import Path

# What a first start writes: cluster, demonstration, static files, logs; a later one only goes on.
FIRST_ROOM, LATER_ROOM = 400, 40
MEGABYTE = 1024 * 1024


class Problem(Exception):
    """A foreseen problem: its text says what is wrong and what to do."""


def insist_on_room(folder: Path, *, first: bool, variable: str = "DATA_DIR") -> None:
    """Insist on free space before anything is begun; the message names `variable` as the way to another disk."""
    needed, free = FIRST_ROOM if first else LATER_ROOM, shutil.disk_usage(folder).free // MEGABYTE
    if free < needed:
        raise Problem(
            f"The disk of {folder} has {free} MB left, and {needed} MB are needed. Make room on it, or set {variable} "
            "to a folder on another disk, and run the command again. Nothing was begun."
        )


def explain(error: OSError) -> Problem | None:
    """Return what a failed write means in words, or None where it is not foreseen."""
    where = error.filename or "the data folder"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(
            f"The disk filled up while {where} was written. Make room on it and run the command again: what was half "
            "done is made anew, and saved data are kept."
        )
    if error.errno == errno.EROFS:
        return Problem(
            f"{where} lies on a disk that is mounted read-only. Set DATA_DIR to a folder that may be written, or "
            "copy the project to one, and run the command again."
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return Problem(
            f"{where} may not be used by this user. Run the command as its owner, or set DATA_DIR to a folder of "
            "your own."
        )
    return None
