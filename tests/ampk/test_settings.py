"""A missing or wrong setting stops the start with a sentence that names it; a good production setting starts."""

import runpy
from base64 import b64encode
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

FILE = Path(__file__).resolve().parents[2] / "ampk" / "settings.py"
KEY = b64encode(b"k" * 32).decode()
GOOD = {
    "DEMONSTRATION": "0", "DEBUG": "0", "SECRET_KEY": "s" * 60, "FIELD_KEYS": f"v1:{KEY}", "BLIND_INDEX_KEY": KEY,
    "ALLOWED_HOSTS": "jejaring.example", "SITE_ADDRESS": "https://jejaring.example",
    "DATABASE_URL": "postgresql://ampk_app:x@db/ampk", "REDIS_URL": "redis://broker:6379/0",
    "EMAIL_URL": "smtp+tls://a:b@mail.example:587", "DEFAULT_FROM_EMAIL": "jejaring@jejaring.example",
}  # fmt: skip


@pytest.fixture
def read(monkeypatch):
    """Read the settings file with these values in the environment and nothing else of ours."""

    def _read(**changed):
        for name in ("AMPK_DB_ROLE", "SECOND_FACTOR_REQUIRED", "LOG_LEVEL", "CONN_MAX_AGE", "BEHIND_PROXY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {**GOOD, **changed}.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        return runpy.run_path(str(FILE))

    return _read


def test_a_good_production_setting_starts_behind_all_walls(read):
    found = read()
    assert found["SECOND_FACTOR_REQUIRED"] and found["SECURE_SSL_REDIRECT"] and found["EMAIL_USE_TLS"]
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-") and found["SESSION_COOKIE_SECURE"]
    assert not found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]


@pytest.mark.parametrize("name", [name for name in GOOD if name not in ("DEMONSTRATION", "DEBUG")])
def test_what_is_missing_is_named(read, name):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} .*\.env\.example"):
        read(**{name: None})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "ya"),
        ("DEMONSTRATION", "maybe"),
        ("BEHIND_PROXY", "2"),
        ("SECOND_FACTOR_REQUIRED", "tidak"),
        ("SECOND_FACTOR_REQUIRED", "0"),
        ("SECRET_KEY", "short"),
        ("FIELD_KEYS", KEY),
        ("FIELD_KEYS", "v1:not-base64"),
        ("FIELD_KEYS", "v1:c2hvcnQ="),
        ("FIELD_KEYS", f"v1:{KEY},v1:{KEY}"),
        ("BLIND_INDEX_KEY", "%%%"),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_ADDRESS", "http://jejaring.example"),
        ("SITE_ADDRESS", "jejaring.example"),
        ("DATABASE_URL", "sqlite:///ampk.db"),
        ("DATABASE_URL", "mysql://a:b@db/ampk"),
        ("DATABASE_URL", "postgresql://ampk_app@db:port/ampk"),
        ("DATABASE_URL", "postgresql://ampk_app@db"),
        ("REDIS_URL", "amqp://broker"),
        ("REDIS_URL", "broker:6379"),
        ("CONN_MAX_AGE", "soon"),
        ("LOG_LEVEL", "LOUD"),
        ("EMAIL_URL", "smtp://mail.example:25"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "smtp+tls://mail.example:port"),
    ],
)
def test_what_is_wrong_is_named(read, name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} "):
        read(**{name: value})


def test_the_owner_role_needs_its_own_address(read):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_OWNER_URL is not set"):
        read(AMPK_DB_ROLE="owner", DATABASE_OWNER_URL=None)


def test_mail_in_plain_text_is_refused_in_the_demonstration_too(read):
    with pytest.raises(ImproperlyConfigured, match="plain text"):
        read(DEMONSTRATION="1", EMAIL_URL="smtp://mail.example:25")


@pytest.mark.parametrize(("address", "switch"), [("smtp+tls", "EMAIL_USE_TLS"), ("smtp+ssl", "EMAIL_USE_SSL")])
def test_mail_is_encrypted_at_once_or_from_the_first_word(read, address, switch):
    assert read(EMAIL_URL=f"{address}://a:b@mail.example:465")[switch]


def test_the_demonstration_keeps_its_mail_in_files(read):
    found = read(DEMONSTRATION="1", EMAIL_URL=None, DEFAULT_FROM_EMAIL=None, ALLOWED_HOSTS=None, SITE_ADDRESS=None)
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
