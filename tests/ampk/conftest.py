import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from agencies.people.models import User
from core.kernel import clock
from tests.ampk.stage import NOW, Team


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False


@pytest.fixture
def team(db) -> Team:
    return Team()


@pytest.fixture
def browse(db):
    """Return a function that gives a signed-in client for a viewer."""

    def _client(viewer) -> Client:
        client = Client()
        user = User.objects.get(pk=viewer.user_id)
        session = client.session
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        return client

    return _client
