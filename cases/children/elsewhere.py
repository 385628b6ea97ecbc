"""What a search may say of children outside one's reach: that somebody has them, and nothing more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from cases.children.models import Child
from cases.children.nik import index_of
from cases.children.selectors import Asked
from cases.sharing import rules
from cases.sharing.services import is_excluded
from core.audit.models import Entry
from core.audit.services import record
from core.kernel.scope import Viewer, system_scope

REASON = "a child known elsewhere"
VERB, PROBED = "search.elsewhere", "search.probed"


@dataclass(frozen=True)
class Hint:
    """The answer to an exact search: registered elsewhere, or no answer any more today."""

    child_id: UUID | None = None
    is_spent: bool = False

    def __bool__(self) -> bool:
        return self.child_id is not None


def look_elsewhere(asked: Asked, *, by: Viewer, now: datetime) -> Hint:
    """Tell whether a child who is surely meant is registered outside the viewer's reach.

    Surely meant is an exact NIK, or the whole name with the mother's name and the birth year.  Every such search that
    finds nobody within reach counts and is written down, and after as many in a day as the rule allows nothing is told any more.
    """
    meant = _meant(asked)
    if meant is None or Child.objects.visible_to(by).filter(meant).exists():
        return Hint()
    tried = Entry.objects.filter(actor_id=by.user_id, at__gt=now - timedelta(days=1), verb__in=[VERB, PROBED])
    # Plenty for work, far too few to try out numbers.
    if tried.count() >= rules.BOOK.get(rules.SEARCHES, now.astimezone(by.zone).date()).value:
        return Hint(is_spent=True)
    with system_scope(REASON):
        found = Child.objects.for_system(reason=REASON).filter(meant, merged_into=None)
        child_id = found.order_by("pk").values_list("pk", flat=True).first()
    if is_excluded(by.user_id, child_id=child_id):
        child_id = None  # to who is kept out of the file there is no such child
    record(by=by, now=now, verb=VERB if child_id else PROBED, child_id=child_id, read=True)
    return Hint(child_id)


def _meant(asked: Asked) -> Q | None:
    if asked.nik:
        return Q(nik_index=index_of(asked.nik))
    if len(asked.words) > 1 and asked.mother and asked.year:
        return Q(name_key=" ".join(asked.words), mother_key=" ".join(asked.mother), born_on__year=asked.year)
    return None
