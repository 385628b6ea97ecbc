"""The checks that stand before the tests; `python -m ampk.launcher.checks NAME` runs one, as pre-commit does."""

import os
import subprocess
import sys
from pathlib import Path

from ampk.launcher import processes
from ampk.launcher.web import PROJECT

_PYTHON = [sys.executable, "-m"]
_MANAGE = [sys.executable, "manage.py"]
# Not the programs in .venv/bin: those remember the folder they were installed in, and a project may be moved.
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# What a production setting has and a trial does not need.
_PRODUCTION = (
    "DEMONSTRATION=0", "ALLOWED_HOSTS=jejaring.example", "SITE_ADDRESS=https://jejaring.example",
    "DEFAULT_FROM_EMAIL=jejaring@jejaring.example",
)  # fmt: skip
# Settings must be readable for the checker of types; nothing is reached under these.
_READABLE = {
    "SECRET_KEY": "only-for-reading-settings-" * 3, "DEMONSTRATION": "1", "REDIS_URL": "redis://localhost/0",
    "DATABASE_URL": "postgresql://x/x", "DATABASE_OWNER_URL": "postgresql://x/x", "EMAIL_URL": "consolemail://",
    "FIELD_KEYS": f"v1:{'A' * 43}=", "BLIND_INDEX_KEY": f"{'A' * 43}=",
}  # fmt: skip

STATIC = {
    "style": ("Checking style", [*_PYTHON, "ruff", "check", "--no-cache", "."]),
    "format": ("Checking the layout of the code", [*_PYTHON, "ruff", "format", "--check", "--no-cache", "."]),
    "templates": ("Checking templates", [*_PYTHON, "djlint", "--lint", "--quiet", "templates"]),
    "imports": ("Checking who imports whom", [sys.executable, "-c", _LINT_IMPORTS, "--no-cache"]),
    "types": ("Checking types", [*_PYTHON, "mypy", "--no-error-summary"]),
}
CHECKS = STATIC | {
    "migrations": ("Checking that migrations are complete", [*_MANAGE, "makemigrations", "--check", "--dry-run"]),
    "deployment": (
        "Checking for deployment", ["env", *_PRODUCTION, *_MANAGE, "check", "--deploy", "--fail-level=WARNING"]
    ),
}  # fmt: skip


def run(name: str) -> int:
    """Run one check and return its exit code."""
    _label, command = CHECKS[name]
    if name == "types":
        # Kept between runs, beside the project where it may be written.
        kept = PROJECT / "var" / "mypy"
        command = [*command, "--cache-dir", str(kept) if _may_write(kept) else os.devnull]
    environment = {**_READABLE, **os.environ} if name == "types" else None
    return subprocess.run(
        command, cwd=PROJECT, env=environment, check=False, preexec_fn=processes.die_with_parent()
    ).returncode


def _may_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


if __name__ == "__main__":
    sys.exit(max(run(name) for name in sys.argv[1:] or STATIC))
