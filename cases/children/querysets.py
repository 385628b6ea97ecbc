from django.db.models import Q

from cases.sharing.choices import FILE_LEVELS
from cases.sharing.visibility import visible_children
from core.kernel.scope import ScopedQuerySet, Viewer


class ChildQuerySet(ScopedQuerySet):
    """Children; a viewer sees those whose file an access row opens."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_children(viewer, FILE_LEVELS, column="pk"))


class OfChildQuerySet(ScopedQuerySet):
    """Rows that hang on a child."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_children(viewer, FILE_LEVELS, column="child_id"))
