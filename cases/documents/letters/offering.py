"""Which letters somebody may write on a case now."""

from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.documents.letters import kinds
from core.kernel.scope import Viewer

APART = ":"


def offered(case: Case, viewer: Viewer, *, whole_file: bool) -> list[tuple[str, str]]:
    """Return (kind and subject, words) of every letter the viewer may begin on a case."""
    found = []
    for kind in kinds.for_viewer(viewer):
        if kind.needs_file and not whole_file:
            continue
        if kind.subjects is None:
            found.append((kind.key, _("%(kind)s. %(hint)s") % {"kind": kind.label, "hint": kind.hint}))
            continue
        found += [
            (f"{kind.key}{APART}{code}", _("%(kind)s: %(about)s") % {"kind": kind.label, "about": words})
            for code, words in kind.subjects(case, viewer)
        ]
    return found
