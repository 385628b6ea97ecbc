"""The demonstration's own secrets: made once, kept in the data folder for its owner only."""

import os
import secrets
from base64 import b64encode
from pathlib import Path


def load(folder: Path) -> dict[str, str]:
    """Return the secrets as settings, making them the first time."""
    path = folder / "secrets.env"
    if not path.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(60),
            "FIELD_KEYS": f"v1:{b64encode(secrets.token_bytes(32)).decode()}",
            "BLIND_INDEX_KEY": b64encode(secrets.token_bytes(32)).decode(),
        }
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.writelines(f"{name}={value}\n" for name, value in made.items())
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if line)
