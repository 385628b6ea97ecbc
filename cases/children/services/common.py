"""What the verbs of this room share."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children.models import Child
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer


class ChildRefused(Refused):
    """The child's data cannot be saved like this, or not by this person."""


def may_write(by: Viewer) -> None:
    """Raise ChildRefused unless the viewer works on children's files."""
    if not by.can(P.CASE_WORK) and not by.can(P.AFTERCARE_WORK):
        raise ChildRefused(_("Anda tidak berhak mengubah data anak."))


def source_word(label) -> str:
    """Return a label in the source language, for the record."""
    # The record keeps the words of the source language; they are translated when shown.
    with translation.override(None):
        return str(label)


def locked(by: Viewer, child: Child) -> Child:
    """Return the child locked for change, as far as the viewer sees it.  Raises Child.DoesNotExist."""
    return Child.objects.visible_to(by).select_for_update(of=("self",)).select_related("changed_by").get(pk=child.pk)
