"""What of the demonstration is told already, so that one killed part way is finished at the next start.

Each mark is a row written in the transaction of what it stands for: a story is either told and marked, or neither.
"""

from datetime import datetime

from core.audit import tickets
from core.audit.models import Submission
from core.kernel.scope import NOBODY

BEGUN, WHOLE = "begun", "whole"
_PREFIX = "demonstration:"


def mark(what: str, *, now: datetime) -> bool:
    """Mark something as told inside the caller's transaction; False when it was marked before."""
    return tickets.claim(viewer=NOBODY, token=f"{_PREFIX}{what}", now=now) == ""


def marks() -> set[str]:
    """Return what is marked."""
    found = Submission.objects.filter(user_id=0, token__startswith=_PREFIX).values_list("token", flat=True)
    return {token.removeprefix(_PREFIX) for token in found}
