"""Reading case conferences: who is invited, in words, and what the minutes say."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from cases.casework.choices import Part
from cases.casework.models import Case, Conference, ConferenceDecision, Invited, Minutes, MinutesAddition
from cases.children.masking import shown_person
from core.kernel.scope import Viewer


@dataclass(frozen=True)
class Guest:
    """Somebody who is invited, in words."""

    row: Invited
    words: str

    @property
    def pk(self) -> UUID:
        """Return the row's key."""
        return self.row.pk

    @property
    def came(self) -> bool | None:
        """Return whether they came, None while nobody has said."""
        return self.row.came


@dataclass(frozen=True)
class Paper:
    """Everything about a conference for those who read the whole file."""

    guests: list[Guest]
    minutes: Minutes
    decisions: list[ConferenceDecision]
    additions: list[MinutesAddition]

    @property
    def absent(self) -> list[Guest]:
        """Return who was invited and did not come."""
        return [guest for guest in self.guests if guest.came is False]


def guests_of(conference: Conference, viewer: Viewer, *, printed: bool = False) -> list[Guest]:
    """Return who is invited, staff first; `printed` leaves the names of family out."""
    found = Invited.objects.visible_to(viewer).filter(conference=conference)
    rows = found.select_related("person", "agency", "family")
    order = list(Part.values)
    return [
        Guest(row, _words(row, viewer, printed=printed))
        for row in sorted(rows, key=lambda row: (order.index(row.part), str(row.pk)))
    ]


def _words(row: Invited, viewer: Viewer, *, printed: bool) -> str:
    if row.person:
        office = row.agency.short_name if row.agency else ""
        return f"{row.person.short_name}, {office}" if office else row.person.short_name
    if row.family:
        name = "" if printed else f" {shown_person(row.family.name, viewer)}"
        return f"{row.family.get_relation_display()}{name}"
    return str(_("Anak")) if row.part == Part.CHILD else row.name


def paper_of(conference: Conference, viewer: Viewer, *, printed: bool = False) -> Paper:
    """Return the whole of a conference."""
    decisions = ConferenceDecision.objects.visible_to(viewer).filter(conference=conference)
    additions = MinutesAddition.objects.visible_to(viewer).filter(conference=conference)
    return Paper(
        guests_of(conference, viewer, printed=printed),
        Minutes.objects.visible_to(viewer).select_related("saved_by").get(conference=conference),
        list(decisions.select_related("person", "agency", "task").order_by("number")),
        list(additions.select_related("written_by").order_by("written_at")),
    )


def of_case(case: Case, viewer: Viewer) -> list[Conference]:
    """Return a case's conferences, the latest first."""
    found = Conference.objects.visible_to(viewer).filter(case=case).select_related("invited_by")
    return list(found.order_by("-starts_at"))
