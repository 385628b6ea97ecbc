"""Reading settings from the environment; what is missing or wrong stops the start with a sentence that names it."""

from base64 import b64decode
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
SEE = "See .env.example."
_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
# Invitations and password links travel in mail, so it leaves this machine encrypted or not at all.
_ENCRYPTED_MAIL = {"smtp+tls", "smtps", "smtp+ssl"}
_TRIAL_MAIL = {"consolemail", "filemail", "memorymail", "dummymail"}
_BROKERS = {"redis", "rediss", "redis+socket"}
_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}


def required(name: str, sentence: str) -> str:
    """Return a setting.  Raises ImproperlyConfigured with what it is for."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {sentence} {SEE}")
    return value


def yes(name: str, *, default: bool) -> bool:
    """Return a switch.  A word that is neither yes nor no is refused: a typing mistake must not switch a wall off."""
    value = env.str(name, default="1" if default else "0").strip().lower()
    if value not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}. {SEE}")
    return value in _YES


def number(name: str, *, default: int) -> int:
    """Return a whole number of at least 0."""
    value = env.str(name, default=str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}. {SEE}")
    return int(value)


def key_of(name: str, text: str) -> bytes:
    """Return a 32-byte key from base64."""
    try:
        raw = b64decode(text, validate=True)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not base64. {SEE}") from error
    if len(raw) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 bytes in base64; these are {len(raw)}. {SEE}")
    return raw


def named_keys(name: str, text: str) -> list[tuple[str, bytes]]:
    """Return (label, key) pairs of "v2:…,v1:…"; each key has a label of its own, because columns remember it."""
    pairs = [(label.strip(), body) for label, _sep, body in (part.partition(":") for part in text.split(","))]
    labels = [label for label, _body in pairs]
    if not all(labels) or len(set(labels)) != len(labels):
        raise ImproperlyConfigured(f"{name} must be label:key pairs, each with a label of its own. {SEE}")
    return [(label, key_of(name, body)) for label, body in pairs]


def broker(name: str) -> str:
    """Return the address of a Redis."""
    address = required(name, "a Redis address such as redis://localhost:6379/0.")
    if address.partition("://")[0] not in _BROKERS:
        raise ImproperlyConfigured(f"{name} must be a redis://, rediss:// or redis+socket:// address. {SEE}")
    return address


def database(name: str) -> dict:
    """Return the database of an address; PostgreSQL is the only one."""
    address = required(name, "a PostgreSQL address such as postgresql://ampk_app:...@host/ampk.")
    wrong = f"{name} must be a postgresql:// address; no other database is supported. {SEE}"
    if address.partition("://")[0] not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(wrong)
    try:
        found = env.db(name)
    except ValueError as error:
        raise ImproperlyConfigured(wrong) from error
    if not found["NAME"]:
        raise ImproperlyConfigured(f"{name} names no database (postgresql://user:password@host/NAME). {SEE}")
    return found


def public_address(name: str, *, trial: bool) -> str:
    """Return the address people open, without a slash at its end; https unless this is a trial."""
    address = env.str(name, default="http://localhost:8000" if trial else "").rstrip("/")
    parts = urlsplit(address)
    if not parts.hostname or parts.scheme not in ({"http", "https"} if trial else {"https"}):
        raise ImproperlyConfigured(
            f"{name} must be the https:// address that people open; links in mails use it. {SEE}"
        )
    return address


def hosts(name: str, *, trial: bool) -> list[str]:
    """Return the host names that are served; in production they must be named."""
    found = env.list(name, default=["localhost", "127.0.0.1", "[::1]"] if trial else [])
    if not trial and (not found or "*" in found):
        raise ImproperlyConfigured(f"{name} must name the hosts in production, and not by '*'. {SEE}")
    return found


def log_level(name: str, *, default: str) -> str:
    """Return a level of logging."""
    level = env.str(name, default=default).upper()
    if level not in _LEVELS:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(_LEVELS))}, not {level!r}. {SEE}")
    return level


def mail(name: str, *, trial: bool) -> dict:
    """Return Django's mail settings of an address; only encrypted SMTP, and in a trial files or the console."""
    address = required(name, "reminders need a mail server, smtp+tls://user:password@host:587.")
    scheme = address.partition("://")[0]
    if scheme not in (_ENCRYPTED_MAIL | _TRIAL_MAIL if trial else _ENCRYPTED_MAIL):
        raise ImproperlyConfigured(
            f"{name} must be smtp+tls:// or smtp+ssl://: mail in plain text would show who works here. {SEE}"
        )
    try:
        return env.email_url(name)
    except ValueError as error:  # a port that is no number
        raise ImproperlyConfigured(f"{name} cannot be read: smtp+tls://user:password@host:587. {SEE}") from error
