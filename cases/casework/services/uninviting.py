"""A case conference when the ground for talking about the child with another office falls away."""

from datetime import datetime

from agencies.directory.models import Agency
from cases.casework.choices import Part
from cases.casework.models import Conference, Invited
from cases.casework.services.common import note
from cases.casework.services.conferring import tell
from cases.casework.states import CONFERENCE
from cases.sharing import services as sharing
from cases.sharing.choices import CONFERENCE as CONFERRING
from cases.sharing.models import Consent
from core.kernel.scope import Viewer

_WHY = "the basis of an invitation has ended"


def consent_ended(*, consent: Consent, by: Viewer, now: datetime) -> int:
    """Take back invitations to planned conferences that nothing covers any more; return how many.

    Those who were invited are told that it falls away for them.  Runs in the scope that ends the consent.
    """
    if CONFERRING not in consent.purposes:
        return 0
    found = Invited.objects.for_system(reason=_WHY).filter(
        case_id=consent.case_id, part=Part.PARTNER, conference__state=CONFERENCE.first
    )
    rows = list(found.select_related("conference", "case"))
    agencies = Agency.objects.in_bulk({row.agency_id for row in rows})
    gone = [row for row in rows if not sharing.basis_for(row.case, CONFERRING, agencies[row.agency_id], now)]
    for conference in {row.conference_id: row.conference for row in gone}.values():
        people = [row.person_id for row in gone if row.conference_id == conference.pk]
        Invited.objects.for_system(reason=_WHY).filter(conference=conference, person_id__in=people).delete()
        Conference.objects.for_system(reason=_WHY).filter(pk=conference.pk).update(version=conference.version + 1)
        tell(conference, "conference.cancelled", by=by, now=now, to=people)
        case = next(row.case for row in gone if row.conference_id == conference.pk)
        note(case, "conference.uninvited", by=by, now=now, code=conference.code)
    return len(gone)
