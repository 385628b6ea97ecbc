from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.obligations import leaving
from agencies.obligations.forms import HandOverForm, LastDayForm
from agencies.people import selectors
from agencies.people.permissions import P
from agencies.people.roles import Role
from agencies.people.services import preview_departure
from core.kernel.access import Access
from core.screens.views import ActionScreen


class OfMembership(ActionScreen):
    """A form about somebody who works in the viewer's agency."""

    def about(self) -> None:
        """Look the person up, 404 when they are not of this agency."""
        self.today = self.now.astimezone(self.viewer.zone).date()
        found = selectors.staff_of(self.viewer.agency_id, self.today).select_related("agency")
        self.membership = get_object_or_404(found, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        self.about()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        role = Role(self.membership.role).label
        return super().get_context_data(**{"membership": self.membership, "role": role, **kwargs})


class LastDay(OfMembership):
    """The day on which a membership ends, known beforehand."""

    access = Access.to(P.STAFF_MANAGE)
    title = _("Hari terakhir")
    template_name = "obligations/last_day.html"
    form_class = LastDayForm
    done = _("Hari terakhir disimpan.")

    def get_initial(self):
        return {"ends_on": self.membership.ends_on}

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse("staff"), **kwargs)

    def perform(self, answers):
        leaving.agree_last_day(by=self.viewer, now=self.now, membership=self.membership, ends_on=answers["ends_on"])
        return reverse("staff")


class HandOver(OfMembership):
    """What somebody holds who leaves soon, and to whom it goes."""

    access = Access.to(P.CASE_SUPERVISE)
    title = _("Alihkan pekerjaan sebelum hari terakhir")
    template_name = "obligations/handover.html"
    form_class = HandOverForm
    done = _("Pekerjaan dialihkan.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "receivers": selectors.receivers_for(self.membership, self.today)}

    def get_context_data(self, **kwargs):
        held = preview_departure(by=self.viewer, now=self.now, membership=self.membership)
        return super().get_context_data(held=held, back_url=reverse("today"), **kwargs)

    def perform(self, answers):
        leaving.hand_over(by=self.viewer, now=self.now, membership=self.membership, receiver=answers["receiver"])
        return reverse("today")
