from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer


class PeopleRefused(Refused):
    """The viewer may not do this about people, or the moment for it has passed."""


def insist_on_managing(by: Viewer) -> None:
    """Raise PeopleRefused unless the viewer manages the staff of an agency."""
    if not by.can(P.STAFF_MANAGE):
        raise PeopleRefused(_("Hanya admin instansi yang dapat mengelola petugas."))
