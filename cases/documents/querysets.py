from django.db.models import Exists, OuterRef, Q

from cases.documents.choices import Audience
from cases.sharing.choices import Level
from cases.sharing.visibility import visible_cases, visible_referrals
from core.kernel.scope import ScopedQuerySet, Viewer


def file_q(viewer: Viewer) -> Q:
    """Return the documents that the case's access rows open: the whole file, or what is marked for after-care."""
    inside = ~Q(audience=Audience.OWNER) | Q(owner_agency_id=viewer.agency_id)
    return Q(visible_cases(viewer, [Level.FULL], column="case_id")) & inside | Q(
        visible_cases(viewer, [Level.CARE], column="case_id")
    ) & Q(audience=Audience.CARE)


class DocumentQuerySet(ScopedQuerySet):
    """Documents; a receiver of a referral sees those, and only those, that travel in its package."""

    def visible_q(self, viewer: Viewer) -> Q:
        from cases.documents.models import Passage

        travelling = Passage.objects.for_system(reason="condition of a query that is itself scoped").filter(
            Q(visible_referrals(viewer, [Level.PACKAGE], column="basis_ref")), document_id=OuterRef("pk")
        )
        return file_q(viewer) | Q(Exists(travelling))

    def in_file(self, viewer: Viewer):
        """Return the documents that stand in case files the viewer may open."""
        found = self.visible_to(viewer)
        return found if viewer.system else found.filter(file_q(viewer))

    def standing(self):
        """Return the documents that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def newest(self):
        """Return the documents that no newer version replaced."""
        return self.filter(replaced_by=None)


class PassageQuerySet(ScopedQuerySet):
    """Which documents travel under which reference: known to the case's file and to the receiving desk."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_cases(viewer, [Level.FULL], column="case_id")) | Q(
            visible_referrals(viewer, [Level.PACKAGE], column="basis_ref")
        )


class LetterQuerySet(ScopedQuerySet):
    """Letters: read with the case's whole file; whoever looks after the child since reads those of their own office."""

    def visible_q(self, viewer: Viewer) -> Q:
        own = Q(agency_id=viewer.agency_id) & Q(visible_cases(viewer, [Level.CARE], column="case_id"))
        return Q(visible_cases(viewer, [Level.FULL], column="case_id")) | own

    def kept(self):
        """Return the letters that were not dropped as drafts."""
        return self.exclude(state="dropped")

    def standing(self):
        """Return the numbered letters that still hold."""
        return self.filter(state="frozen")


class AgendaQuerySet(ScopedQuerySet):
    """The books of outgoing letters: each agency's own."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(agency_id=viewer.agency_id) if viewer.agency_id else Q(pk__in=[])
