from datetime import datetime, timedelta

from django.db import models

from core.kernel.scope import ScopedQuerySet, Viewer

KEPT_FOR = timedelta(days=30)


class DraftQuerySet(ScopedQuerySet):
    """Drafts; nobody but the writer sees one, and only in the office it was written for."""

    def visible_q(self, viewer: Viewer) -> models.Q:
        return models.Q(owner_id=viewer.user_id, agency_id=viewer.agency_id or 0)

    def kept(self, now: datetime):
        """Return drafts whose time has not run out."""
        return self.filter(saved_at__gt=now - KEPT_FOR)
