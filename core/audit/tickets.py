"""Used form tokens: the first submission does the work, a repeated one is sent to the first one's result."""

from datetime import datetime

from django.db import connection

from core.audit.models import Submission
from core.kernel.scope import Viewer


def claim(*, viewer: Viewer, token: str, now: datetime) -> str:
    """Take a token inside the caller's transaction; return "" when it was new, else the first result's URL.

    A second submission that arrives while the first still works waits for it on the unique key.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_submission (user_id, token, url, at) VALUES (%s, %s, '', %s)"
            " ON CONFLICT (user_id, token) DO NOTHING",
            [viewer.user_id or 0, token, now],
        )
        if cursor.rowcount:
            return ""
    return Submission.objects.values_list("url", flat=True).get(user_id=viewer.user_id or 0, token=token) or "/"


def finish(*, viewer: Viewer, token: str, url: str) -> None:
    """Remember where the claimed token's submission led."""
    Submission.objects.filter(user_id=viewer.user_id or 0, token=token).update(url=url)


def led_to(*, viewer: Viewer, token: str) -> str:
    """Return where a used token's submission led, "" for one that was not used."""
    return (
        Submission.objects.filter(user_id=viewer.user_id or 0, token=token).values_list("url", flat=True).first() or ""
    )
