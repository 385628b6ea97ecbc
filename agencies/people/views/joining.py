from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people import services
from agencies.people.forms import AcceptForm
from agencies.people.models import User
from agencies.people.roles import Role, role_prose
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.views import ActionScreen


class AcceptInvitation(ActionScreen):
    """The page behind the one-time link: name and password, then sign in."""

    access = Access.public()
    title = _("Terima undangan")
    template_name = "people/accept.html"
    form_class = AcceptForm
    done = _("Akun Anda siap. Masuk dengan surel dinas dan kata sandi Anda.")

    def dispatch(self, request, *args, **kwargs):
        try:
            self.invitation = services.standing_invitation(kwargs["token"], now=self.now)
        except Refused as refused:
            # A link sent twice by a nervous finger shows its outcome; nothing tells a used link from a wrong one.
            self.template_name = "people/link_dead.html"
            return self.render_to_response(
                {"viewer": self.viewer, "now": self.now, "title": self.get_title(), "refused": refused}, status=410
            )
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        open_account = User.objects.filter(email=self.invitation.email, is_active=True).exists()
        return {**super().get_form_kwargs(), "invitation": self.invitation, "has_account": open_account}

    def get_context_data(self, **kwargs):
        agency, role = self.invitation.agency, Role(self.invitation.role)
        return super().get_context_data(
            agency=agency,
            role=role.label,
            prose=role_prose(role, agency.short_name),
            email=self.invitation.email,
            **kwargs,
        )

    def perform(self, answers):
        services.accept_invitation(token=self.kwargs["token"], now=self.now, **answers)
        return reverse("account_login")
