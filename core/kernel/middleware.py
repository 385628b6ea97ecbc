"""Around every request: a reference number, headers, who is looking, and no view without declared access."""

import logging
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string

from core.kernel.access import PUBLIC, SIGNED_IN, declared
from core.kernel.logs import request_id
from core.kernel.scope import NOBODY, scope

log = logging.getLogger("ampk.request")


class ReferenceNumber:
    """Give each request a short number that logs, the audit record and error pages share."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reference = uuid4().hex[:8].upper()
        token = request_id.set(request.reference)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Reference"] = request.reference
        return response


class PrivateHeaders:
    """Keep personal pages out of caches, referrers and other sites' frames; devices stay off."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"
        )
        return response


class ViewerScope:
    """Make the viewer, open the database scope around view and rendering, and refuse undeclared views.

    The whole inner request, lazy template rendering included, runs in one transaction as the viewer.
    A refusal (403, 404) and a 5xx answer roll everything back.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.viewer_for = import_string(settings.VIEWER_FACTORY)

    def __call__(self, request):
        request.viewer = self.viewer_for(request) if request.user.is_authenticated else NOBODY
        with scope(request.viewer), timezone.override(request.viewer.zone):
            response = self.get_response(request)
            # What was not shown was not read: a page that is refused halfway leaves no trace of a reading either.
            if response.status_code in (403, 404) or response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(self, request, view, args, kwargs):
        access = declared(view)
        if access is None:
            raise ImproperlyConfigured(f"{request.resolver_match.route} declares no access.")
        if access.kind == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if access.kind == SIGNED_IN:
            return None
        if request.viewer.membership_id is None:
            return render(request, "pages/no_membership.html", status=403)
        if not access.allows(request.viewer):
            raise PermissionDenied
        return None
