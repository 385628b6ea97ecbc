"""What was prepared for which code and which cluster, so that a second start need not do it again."""

import hashlib
import json
from pathlib import Path

# A change in any of these may mean a migration, a static file, a region or another demonstration.
WATCHED = ("ampk", "referrals", "cases", "agencies", "core", "static", "locale", "requirements.lock")


def fingerprint(project: Path, *more: str) -> str:
    """Return a short text that changes with the project's files (by size and time) and with what else is given."""
    made = hashlib.sha256(repr(more).encode())
    for name in WATCHED:
        top = project / name
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if file.is_file() and file.suffix != ".pyc":
                facts = file.stat()
                made.update(f"{file.relative_to(project)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return made.hexdigest()


def read(path: Path, wanted: str) -> str | None:
    """Return the words kept with the stamp, or None where something else (or nothing) was prepared."""
    try:
        known = json.loads(path.read_text())
        return known["words"] if known["fingerprint"] == wanted else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(path: Path, fingerprint: str, words: str) -> None:
    """Remember that everything is prepared, with words to say again next time."""
    path.write_text(json.dumps({"fingerprint": fingerprint, "words": words}))
