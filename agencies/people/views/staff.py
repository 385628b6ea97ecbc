from functools import partial

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people import mails, selectors, services
from agencies.people.forms import DepartureForm, InviteForm
from agencies.people.models import Invitation
from agencies.people.permissions import P
from agencies.people.roles import Role, role_prose
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.views import ActionScreen, ListScreen, PressScreen

MANAGE = Access.to(P.STAFF_MANAGE)


class StaffList(ListScreen):
    """Who works in the viewer's agency, what each may do, and the invitations that wait."""

    access = MANAGE
    title = _("Staf")
    template_name = "people/staff.html"
    page_key = "user__name"

    def get_queryset(self):
        return selectors.staff_of(self.viewer.agency_id, self.now.astimezone(self.viewer.zone).date())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        away = selectors.absent_ids(self.viewer.agency_id, self.now.astimezone(self.viewer.zone).date())
        people = [
            {
                "membership": row,
                "role": Role(row.role).label,
                "prose": role_prose(row.role, self.viewer.agency_name),
                "away_until": away.get(row.user_id),
                "is_self": row.user_id == self.viewer.user_id,
            }
            for row in context["rows"]
        ]
        waiting = selectors.invitations_of(self.viewer.agency_id, self.now)[:50]
        return {**context, "people": people, "invitations": waiting}


class Invite(ActionScreen):
    """Invite a colleague by a one-time link."""

    access = MANAGE
    title = _("Undang petugas")
    template_name = "layouts/form.html"
    form_class = InviteForm
    done = _("Undangan dikirim ke surel itu. Tautannya berlaku 24 jam.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse("staff"), **kwargs)

    def perform(self, answers):
        send_invitation(by=self.viewer, now=self.now, **answers)
        return reverse("staff")


class InviteAgain(PressScreen):
    """A new link for somebody who let the first one lapse."""

    access = MANAGE
    done = _("Undangan baru dikirim. Tautan yang lama tidak berlaku lagi.")

    def perform(self):
        old = get_object_or_404(Invitation, pk=self.kwargs["pk"], agency_id=self.viewer.agency_id)
        send_invitation(by=self.viewer, now=self.now, email=old.email, role=old.role)
        return reverse("staff")

    def back_url(self) -> str:
        return reverse("staff")


class CancelInvitation(PressScreen):
    """Make a link useless."""

    access = MANAGE
    done = _("Undangan dibatalkan.")

    def perform(self):
        services.cancel_invitation(by=self.viewer, now=self.now, invitation_id=self.kwargs["pk"])
        return reverse("staff")

    def back_url(self) -> str:
        return reverse("staff")


def send_invitation(*, by, now, email: str, role: str) -> None:
    """Invite, and mail the link once the invitation is safe in the database."""
    invitation, token = services.invite(by=by, now=now, email=email, role=role)
    transaction.on_commit(partial(mails.send_invitation, invitation.pk, token))


class Departure(ActionScreen):
    """Who leaves, who receives, how much moves; nothing stays without an owner."""

    access = MANAGE
    title = _("Akhiri keanggotaan")
    template_name = "people/departure.html"
    form_class = DepartureForm
    done = _("Keanggotaan berakhir, pekerjaannya dialihkan, dan semua sesinya ditutup.")

    def dispatch(self, request, *args, **kwargs):
        self.today = self.now.astimezone(self.viewer.zone).date()
        found = selectors.staff_of(self.viewer.agency_id, self.today).select_related("agency")
        self.membership = get_object_or_404(found, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "receivers": selectors.receivers_for(self.membership, self.today)}

    def get_context_data(self, **kwargs):
        try:
            held = services.preview_departure(by=self.viewer, now=self.now, membership=self.membership)
        except Refused as refused:
            held = [(str(refused.sentence), "")]
        role = Role(self.membership.role).label
        return super().get_context_data(
            held=held, membership=self.membership, role=role, back_url=reverse("staff"), **kwargs
        )

    def perform(self, answers):
        services.depart(by=self.viewer, now=self.now, membership=self.membership, receiver=answers["receiver"])
        return reverse("staff")
