from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from agencies.obligations import selectors as obligations
from agencies.people.permissions import P
from agencies.people.roles import Role
from ampk.desk import duties, selectors
from ampk.desk.lists import Reach
from ampk.desk.navigation import places
from cases.casework.models import Case
from core.kernel.access import Access
from core.screens.views import ListScreen, PageScreen

# Roles whose first page is another room's: what they come for stands there.
HOME = {
    Role.PARTNER_OFFICER: "inbox",
    Role.AGENCY_ADMIN: "staff",
    Role.ANALYST: "report",
    Role.PRIVACY_OFFICER: "audit_trail",
}
OPERATOR_ROWS = 10


class Today(PageScreen):
    """The day's work of a person: late, today, the next seven days, and what waits for their role."""

    access = Access.member()
    template_name = "desk/today.html"
    title = _("Hari ini")

    def get(self, request, *args, **kwargs):
        if self.viewer.role in HOME:
            return redirect(HOME[self.viewer.role])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        day = duties.day_of(self.viewer, now=self.now)
        idle = not day["late"].count and not day["today"].count
        return super().get_context_data(
            day=day,
            idle=idle,
            next_duty=duties.next_after(self.viewer, now=self.now) if idle else None,
            first_row=next(iter([*day["late"].rows, *day["today"].rows]), None),
            sides=selectors.side_lists(Reach(self.viewer, self.now)),
            newest=self._newest(),
            **kwargs,
        )

    def _newest(self):
        """Return an operator's own reports that nobody took up yet: their list must reach 0 by the end of a shift."""
        if self.viewer.role != Role.INTAKE_OPERATOR:
            return None
        found = Case.objects.visible_to(self.viewer).owned_by(self.viewer.agency_id).unassigned()
        found = list(found.select_related("child__region").order_by("opened_at", "pk")[:OPERATOR_ROWS])
        return [(case, duties.child_words(case, self.viewer, self.now)) for case in found]


class AllDuties(ListScreen):
    """Everything that falls to a person, the soonest first; `kapan` narrows it to one number of the day."""

    access = Access.to(P.TASKS)
    template_name = "desk/duties.html"
    title = _("Semua tugas")
    page_key = "due_at"
    parts = (("terlambat", "late", _("Terlambat")), ("hari-ini", "today", _("Hari ini")))
    parts += (("minggu", "ahead", _("7 hari ke depan")),)

    @property
    def part(self) -> str:
        """Return the part of the day that is asked for, "" for all."""
        asked = self.request.GET.get("kapan", "")
        return asked if asked in [slug for slug, _name, _label in self.parts] else ""

    def get_queryset(self):
        name = next((name for slug, name, _label in self.parts if slug == self.part), "")
        if name:
            return duties.parts_of(self.viewer, now=self.now)[name]
        return obligations.held_by(self.viewer, now=self.now).open()

    def get_context_data(self, **kwargs):
        chips = [("", _("Semua")), *((slug, label) for slug, _name, label in self.parts)]
        context = super().get_context_data(part=self.part, chips=chips, **kwargs)
        cases = duties.cases_of(context["rows"], self.viewer)
        context["rows"] = [duties.due_row(duty, cases, self.viewer, self.now) for duty in context["rows"]]
        return context


class Menu(PageScreen):
    """Account, notices, settings, language and the way out: the phone's last place."""

    access = Access.signed_in()
    template_name = "desk/menu.html"
    title = _("Menu")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            more=[place.name for place in places(self.viewer) if place.only_wide],
            may_edit_rules=self.viewer.can(P.RULES_MANAGE),
            **kwargs,
        )


class Help(PageScreen):
    """What to do when something does not work, and whom to ask."""

    access = Access.public()
    template_name = "pages/help.html"
    title = _("Bantuan")


class Privacy(PageScreen):
    """What is kept about whom, why, and who sees it."""

    access = Access.public()
    template_name = "pages/privacy.html"
    title = _("Privasi")
