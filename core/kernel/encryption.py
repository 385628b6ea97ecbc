"""Encrypted columns (AES-256-GCM) and blind indexes; keys come from settings, never from the database.

`FIELD_KEYS` is a list of (name, 32 bytes); the first encrypts, all decrypt, so a key can be rotated by
putting a new one in front and running `manage.py rotate_keys`.  The column's name is bound into each
ciphertext, so a value moved to another column does not decrypt.
"""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE_BYTES = 12


@lru_cache(maxsize=16)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def encrypt(text: str, *, column: str) -> str:
    """Return `text` as "<key name>:<base64>", bound to `column` ("table.column")."""
    name, key = settings.FIELD_KEYS[0]
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(key).encrypt(nonce, text.encode(), column.encode())
    return f"{name}:{urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(token: str, *, column: str) -> str:
    """Return the text of an encrypted value.  Raises KeyError for an unknown key, InvalidTag if tampered."""
    name, _, body = token.partition(":")
    raw = urlsafe_b64decode(body)
    key = dict(settings.FIELD_KEYS)[name]
    return _cipher(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], column.encode()).decode()


def blind_index(value: str, *, purpose: str) -> str:
    """Return a keyed fingerprint for exact search (64 hex characters); "" for an empty value."""
    if not value:
        return ""
    return hmac.new(settings.BLIND_INDEX_KEY, f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that only this application can read; `max_length` limits the plain text in forms."""

    @property
    def _column(self) -> str:
        return f"{self.model._meta.db_table}.{self.attname}"

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if not value else encrypt(value, column=self._column)

    def from_db_value(self, value, expression, connection):
        return value if not value else decrypt(value, column=self._column)

    def get_lookup(self, lookup_name):
        # Only emptiness can be asked of a ciphertext; anything else would silently match nothing.
        if lookup_name not in {"isnull", "exact"}:
            raise TypeError(f"{self.name} is encrypted and cannot be filtered by {lookup_name}.")
        return super().get_lookup(lookup_name)


def seal(content: bytes, *, bound_to: str) -> bytes:
    """Return a whole file encrypted with the first key, as "<key name>:" and bytes; it opens in its own place only."""
    name, key = settings.FIELD_KEYS[0]
    nonce = os.urandom(NONCE_BYTES)
    return name.encode() + b":" + nonce + _cipher(key).encrypt(nonce, content, bound_to.encode())


def unseal(sealed: bytes, *, bound_to: str) -> bytes:
    """Return the content of a sealed file.  Raises KeyError for an unknown key, InvalidTag if tampered or moved."""
    name, _, body = sealed.partition(b":")
    key = dict(settings.FIELD_KEYS)[name.decode()]
    return _cipher(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], bound_to.encode())


# What is encrypted outside the database's columns: rotate(batch=) -> how many were renewed, 0 when none is left.
_ROTATIONS: dict[str, Callable[..., int]] = {}


def register_rotation(name: str, rotate: Callable[..., int]) -> None:
    """Let `manage.py rotate_keys` also renew what a room keeps outside its columns."""
    _ROTATIONS[name] = rotate


def rotations() -> dict[str, Callable[..., int]]:
    """Return what was registered, by name."""
    return dict(_ROTATIONS)
