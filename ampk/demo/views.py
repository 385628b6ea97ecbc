from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views import View

from agencies.people.models import User
from ampk.demo.accounts import ACCOUNTS
from core.kernel import clock
from core.kernel.access import Access

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAYS = ("1", "7", "30")


class DemoOnly(View):
    """A view that does not exist outside the demonstration."""

    http_method_names = ("post",)

    def dispatch(self, request, *args, **kwargs):
        if not settings.DEMONSTRATION:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class DemoSignIn(DemoOnly):
    """Sign in as one of the listed accounts, without a password."""

    access = Access.public()

    def post(self, request):
        known = {one.email for one in ACCOUNTS}
        email = request.POST.get("email", "")
        if email not in known:
            raise Http404
        login(request, get_object_or_404(User, email=email), backend=BACKEND)
        return HttpResponseRedirect("/")


class DemoClock(DemoOnly):
    """Move the demonstration's clock forward, so that what falls due later can be seen today."""

    access = Access.member()

    def post(self, request):
        days = request.POST.get("days", "")
        if days not in DAYS:
            raise Http404
        clock.move(int(days))
        messages.success(request, _("Jam demonstrasi maju %(days)s hari.") % {"days": days})
        return HttpResponseRedirect("/")
