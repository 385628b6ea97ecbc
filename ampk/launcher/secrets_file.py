"""The demonstration's own secrets: made once, kept in the data folder for its owner only."""

import os
import secrets
from base64 import b64encode
from pathlib import Path

from ampk.launcher.problems import Problem


def load(folder: Path, *, data: Path | None = None) -> dict[str, str]:
    """Return the secrets as settings, making them the first time.

    Raises Problem where they are gone while `data`, which they encrypt, is still there.
    """
    path = folder / "secrets.env"
    if not path.exists():
        if data is not None and data.exists():
            raise Problem(
                f"{path} is gone, and without its keys the data in {data} cannot be read. "
                "Put it back, or remove that folder to begin anew."
            )
        made = {
            "SECRET_KEY": secrets.token_urlsafe(60),
            "FIELD_KEYS": f"v1:{b64encode(secrets.token_bytes(32)).decode()}",
            "BLIND_INDEX_KEY": b64encode(secrets.token_bytes(32)).decode(),
        }
        # Written aside and renamed: half a file would make the data unreadable later.
        aside = path.with_suffix(".new")
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.writelines(f"{name}={value}\n" for name, value in made.items())
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if line)
