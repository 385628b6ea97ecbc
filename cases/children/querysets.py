from django.db.models import Q

from cases.sharing.choices import FILE_LEVELS
from cases.sharing.visibility import visible_children
from core.kernel.scope import ScopedQuerySet, Viewer


class ChildQuerySet(ScopedQuerySet):
    """Children; a viewer sees those whose file an access row opens."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_children(viewer, FILE_LEVELS, column="pk"))

    def joined_as(self, code: str, viewer: Viewer) -> str:
        """Return the code of the file that the file with this old code has joined, "" when the viewer sees none."""
        old = self.model._default_manager.for_system(reason="an old code leads to a file the viewer sees")
        reach = Q(visible_children(viewer, FILE_LEVELS, column="merged_into_id")) if not viewer.system else Q()
        found = old.filter(reach, code=code).exclude(merged_into=None)
        return found.values_list("merged_into__code", flat=True).first() or ""


class OfChildQuerySet(ScopedQuerySet):
    """Rows that hang on a child."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_children(viewer, FILE_LEVELS, column="child_id"))


class MergeQuerySet(ScopedQuerySet):
    """Merges; a viewer sees those of a file they see, also of one that was parted again."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_children(viewer, FILE_LEVELS, column="winner_id")) | Q(
            visible_children(viewer, FILE_LEVELS, column="loser_id")
        )

    def standing(self):
        """Return merges that were not undone."""
        return self.filter(undone_at=None)


class PairQuerySet(ScopedQuerySet):
    """Pairs of files; a viewer sees those of which they see both."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_children(viewer, FILE_LEVELS, column="first_id")) & Q(
            visible_children(viewer, FILE_LEVELS, column="second_id")
        )
