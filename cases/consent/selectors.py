"""What sharing rests on, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agencies.directory.choices import AgencyKind
from agencies.directory.models import Agency
from cases.children.masking import shown_person
from cases.sharing.choices import SHARE_PURPOSES, ConsentWay, FactGroup, Ground
from cases.sharing.models import Consent, Exclusion
from core.kernel.scope import Viewer
from core.screens.templatetags.ui import tanggal

_PURPOSES = dict(SHARE_PURPOSES)
_MOST_WORDS = 3


@dataclass(frozen=True)
class Told:
    """One basis as a person reads it."""

    row: Consent
    ground: str
    purposes: tuple[str, ...]
    receivers: tuple[str, ...]
    facts: tuple[str, ...]
    is_over: bool

    @property
    def purposes_short(self) -> str:
        """Return the first purposes, and how many more there are."""
        return _some(self.purposes)

    @property
    def receivers_short(self) -> str:
        """Return the first receivers, and how many more there are."""
        return _some(self.receivers)

    @property
    def facts_short(self) -> str:
        """Return the first groups of facts, and how many more there are."""
        return _some(self.facts)

    @property
    def state(self) -> str:
        """Return the word for its state; one whose time is over before the night says so too."""
        if self.row.end_reason:
            return str(self.row.get_end_reason_display())
        return _("Waktunya habis") if self.is_over else str(self.row.get_state_display())


def _some(words: tuple[str, ...]) -> str:
    """Return up to three words; more than that as two and a number."""
    if len(words) <= _MOST_WORDS:
        return "; ".join(words)
    first = words[: _MOST_WORDS - 1]
    return _("%(first)s; dan %(n)s lainnya") % {"first": "; ".join(first), "n": len(words) - len(first)}


def consents_of(case_id: UUID, viewer: Viewer, now: datetime) -> list[Told]:
    """Return what was written down for a case: in force first, then what waits, then what is over."""
    rows = list(_rows(viewer).filter(case_id=case_id).order_by("-recorded_at", "pk")[:200])
    names = agency_names(rows)
    told = [tell(row, names, viewer, now) for row in rows]
    return sorted(told, key=lambda one: (one.is_over, not one.row.is_in_force))


def consent_in(case_id: UUID, viewer: Viewer):
    """Return the rows that a page of one basis may show."""
    return _rows(viewer).filter(case_id=case_id)


def _rows(viewer: Viewer):
    return Consent.objects.visible_to(viewer).select_related("agency", "recorded_by", "decided_by", "ended_by")


def agency_names(rows: Iterable[Consent]) -> dict[int, str]:
    """Return the names of the agencies that rows name, in one query."""
    wanted = {pk for row in rows for pk in row.agency_ids}
    return dict(Agency.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def tell(row: Consent, names: dict[int, str], viewer: Viewer, now: datetime) -> Told:
    """Put one basis into words."""
    receivers = [*(names.get(pk, "–") for pk in row.agency_ids), *(str(AgencyKind(kind).label) for kind in row.kinds)]
    return Told(
        row=row,
        ground=_ground(row, viewer),
        purposes=tuple(str(_PURPOSES[key]) for key in row.purposes),
        receivers=tuple(receivers),
        facts=tuple(str(FactGroup(key).label) for key in row.facts),
        is_over=row.ended_at is not None or row.ends_at <= now,
    )


def _ground(row: Consent, viewer: Viewer) -> str:
    if row.ground != Ground.CONSENT:
        return str(Ground(row.ground).label)
    signed = row.way == ConsentWay.SIGNED
    words = _("%(who)s %(name)s setuju secara tertulis pada %(day)s") if signed else _(
        "%(who)s %(name)s setuju secara lisan di depan saksi pada %(day)s"
    )  # fmt: skip
    name = shown_person(row.giver_name, viewer)
    return capfirst(words % {"who": row.get_given_by_display(), "name": name, "day": tanggal(row.given_on)})


def exclusions_of(case, viewer: Viewer):
    """Return who is or was kept out of a case: by name of the case, or of everything about its child."""
    found = Exclusion.objects.visible_to(viewer).filter(
        Q(case_id=case.pk) | Q(child_id=case.child_id, whole_child=True)
    )
    return found.select_related("person", "agency", "added_by", "ended_by").order_by("-added_at", "pk")
