"""How allauth behaves here: nobody signs up, sign-ins are recorded, secrets are encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from agencies.people import services
from core.audit.services import record
from core.kernel import clock
from core.kernel.encryption import decrypt, encrypt
from core.kernel.scope import Viewer

_COLUMN = "mfa_authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; people come in by invitation only."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        # The page says who is signed in; a notice with a name on every sign-in would only be read over a shoulder.
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        services.keep_newest_sessions(user, current=request.session.session_key)
        record(by=Viewer(user_id=user.pk), now=clock.now(), verb="person.signed_in")
        return response

    def authentication_failed(self, request, **credentials) -> None:
        # Whose address was tried is not kept: it may be a mistyped password.
        record(by=Viewer(), now=clock.now(), verb="person.sign_in_failed")


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted, and the last one stays while one is required."""

    def encrypt(self, text: str) -> str:
        return encrypt(text, column=_COLUMN)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text, column=_COLUMN)

    def can_delete_authenticator(self, authenticator) -> bool:
        if not settings.SECOND_FACTOR_REQUIRED or authenticator.type == "recovery_codes":
            return True
        others = type(authenticator).objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type="recovery_codes").exists()
