"""Session limits kept on the server, and a second factor for everybody outside the demonstration."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.kernel import clock

# A page that is opened more often than this does not write the session each time.
NOTE_EVERY = timedelta(seconds=60)
# Names that were shown are masked again after this rest: the next person at the desk is not the one who looked.
MASK_AFTER = timedelta(minutes=5)
# The page warns in words this long before an idle session ends, with a button that keeps it.
WARN_BEFORE = timedelta(minutes=5)
# Where somebody without a second factor may still go.
OPEN_PATHS = ("/akun/", "/static/", "/bahasa/", "/tutup-cepat/", "/sehat/", "/bantuan/", "/privasi/")


class SessionLimits:
    """End a session that was idle too long (SESSION_IDLE_LIMIT) or is too old (SESSION_COOKIE_AGE)."""

    def __init__(self, get_response, now: Callable[[], datetime] | None = None):
        self.get_response = get_response
        self.now = now or (lambda: clock.real_now())

    def __call__(self, request):
        if request.user.is_authenticated:
            self.look(request)
        return self.get_response(request)

    def look(self, request) -> None:
        """End, note or leave the session, by the machine's clock: the demonstration's may have been moved."""
        now, session = self.now(), request.session
        started = datetime.fromisoformat(session.setdefault("started_at", now.isoformat()))
        seen = datetime.fromisoformat(session["seen_at"]) if "seen_at" in session else now
        if now - started > timedelta(seconds=settings.SESSION_COOKIE_AGE):
            logout(request)
            messages.info(request, _("Sesi Anda berakhir setelah 12 jam. Masuk lagi untuk melanjutkan."))
            return
        if now - seen > settings.SESSION_IDLE_LIMIT:
            logout(request)
            messages.info(request, _("Sesi Anda berakhir karena lama tidak dipakai. Masuk lagi untuk melanjutkan."))
            return
        if now - seen > MASK_AFTER:
            session.pop("masked", None)
        if "seen_at" not in session or now - seen > NOTE_EVERY:
            session["seen_at"] = now.isoformat()


class SecondFactorRequired:
    """Send people without a second factor to enrolment before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.user.is_authenticated
            and not request.path.startswith(OPEN_PATHS)
            and not request.session.get("second_factor")
        ):
            held = Authenticator.objects.filter(user_id=request.user.pk).exclude(type="recovery_codes")
            if not held.exists():
                messages.info(request, _("Pasang verifikasi dua langkah dahulu; wajib bagi semua petugas."))
                return redirect("mfa_index")
            request.session["second_factor"] = True
        return self.get_response(request)
