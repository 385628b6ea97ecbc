"""What a person does about themselves: account, leave, membership, mask, quick exit."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from agencies.people import selectors, services
from agencies.people.forms import AbsenceForm
from agencies.people.models import Membership
from agencies.people.roles import Role, role_prose
from core.kernel.access import Access
from core.screens.views import ActionScreen, PageScreen, PressScreen

# Where "Tutup cepat" leads: the weather, which anybody may be reading.
NEUTRAL_PAGE = "https://www.bmkg.go.id/"


class Account(PageScreen):
    """The viewer's own account: memberships, devices, second factor, leave."""

    access = Access.signed_in()
    title = _("Akun saya")
    template_name = "people/account.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        memberships = [
            {"row": row, "role": Role(row.role).label, "prose": role_prose(row.role, row.agency.short_name)}
            for row in getattr(self.request, "memberships", [])
        ]
        newest = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
        sessions = newest[: services.sessions.MOST_SESSIONS]
        return super().get_context_data(
            person=user,
            memberships=memberships,
            sessions=[{"row": one, "is_this": one.session_key == self.request.session.session_key} for one in sessions],
            absences=selectors.absences_of(user.pk, self.now.astimezone(self.viewer.zone).date()),
            **kwargs,
        )


class EndOtherSessions(PressScreen):
    """Sign out everywhere else."""

    access = Access.signed_in()
    done = _("Perangkat lain sudah dikeluarkan.")

    def perform(self):
        services.end_other_sessions(by=self.viewer, now=self.now, keep=self.request.session.session_key or "")
        return reverse("account")

    def back_url(self) -> str:
        return reverse("account")


class StayIn(PressScreen):
    """Keep the session: the warning's button.  204 leaves the page, and what was typed on it, as it is."""

    access = Access.signed_in()

    def post(self, request, *args, **kwargs) -> HttpResponse:
        # SessionLimits noted the request; there is nothing else to do.
        return HttpResponse(status=204)


class TakeLeave(ActionScreen):
    """Note leave and who covers."""

    access = Access.member()
    title = _("Catat cuti")
    template_name = "layouts/form.html"
    form_class = AbsenceForm
    done = _("Cuti dicatat.")

    def get_form_kwargs(self):
        on = self.now.astimezone(self.viewer.zone).date()
        return {**super().get_form_kwargs(), "colleagues": selectors.colleagues_of(self.viewer, on)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse("account"), **kwargs)

    def perform(self, answers):
        services.take_leave(by=self.viewer, now=self.now, **answers)
        return reverse("account")


class CancelLeave(PressScreen):
    """Take leave back."""

    access = Access.member()
    done = _("Cuti dibatalkan.")

    def perform(self):
        services.cancel_leave(by=self.viewer, now=self.now, absence_id=self.kwargs["pk"])
        return reverse("account")

    def back_url(self) -> str:
        return reverse("account")


class SwitchMembership(PressScreen):
    """Work in another of the viewer's agencies or roles; names are masked again."""

    access = Access.signed_in()

    def perform(self):
        on = self.now.astimezone(self.viewer.zone).date()
        wanted = self.request.POST.get("membership", "")
        own = Membership.objects.current(on).filter(user_id=self.viewer.user_id)
        membership = get_object_or_404(own, pk=int(wanted) if wanted.isdecimal() and len(wanted) < 12 else 0)
        self.request.session["membership"] = membership.pk
        self.request.session.pop("masked", None)
        return reverse("today")


class ToggleMask(PressScreen):
    """Show names or mask them again, until the session rests."""

    access = Access.member()

    def perform(self):
        masked = self.request.session.get("masked", True)
        self.request.session["masked"] = services.choose_mask(by=self.viewer, now=self.now, masked=not masked)
        return self.back_url()

    def back_url(self) -> str:
        """Return the page the button was on; only addresses of our own."""
        url = self.request.POST.get("next", "")
        return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None) else "/"


class QuickExit(PressScreen):
    """Sign out at once and leave for a neutral page.

    The answer is a page with a Refresh header and not a redirect: a form that may only be sent to ourselves
    (form-action 'self') may not be redirected elsewhere either.
    """

    access = Access.public()

    def post(self, request, *args, **kwargs) -> HttpResponse:
        logout(request)
        response = TemplateResponse(request, "people/quick_exit.html", {"address": NEUTRAL_PAGE})
        response.headers["Refresh"] = f"0; url={NEUTRAL_PAGE}"
        response.headers["Clear-Site-Data"] = '"cache", "cookies"'
        return response
