"""Short public codes such as K-7Q4XMD: random, readable over the phone, with a check character."""

import secrets

from django.db import IntegrityError, models, transaction

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
LENGTH = 5
PATTERN = rf"[A-Z]-[{ALPHABET}]{{{LENGTH + 1}}}"
_SAID_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code(prefix: str) -> str:
    """Return a fresh code "<prefix>-XXXXXC" (33 million per prefix; `Coded` draws anew on a clash)."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{prefix}-{body}{_check(body)}"


def clean_code(text: str) -> str:
    """Return what a person typed as a canonical code, or "" when it cannot be one (wrong check character)."""
    compact = "".join(ch for ch in text.upper() if ch.isalnum())
    prefix, body = compact[:1], compact[1:].translate(_SAID_AS)
    if len(body) != LENGTH + 1 or not prefix.isalpha() or any(ch not in ALPHABET for ch in body):
        return ""
    return f"{prefix}-{body}" if _check(body[:-1]) == body[-1] else ""


def _check(body: str) -> str:
    total = sum((place + 1) * ALPHABET.index(ch) for place, ch in enumerate(body))
    return ALPHABET[total % 31]


class CodeConverter:
    """URL converter `<code:code>`: a canonical public code."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Coded(models.Model):
    """Base of rows with a public `code` of their own.

    Among a million rows every thirtieth fresh code is taken already; then another one is drawn.
    """

    DRAWS = 20

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            return super().save(*args, **kwargs)
        for _draw in range(self.DRAWS):
            try:
                with transaction.atomic():
                    return super().save(*args, **kwargs)
            except IntegrityError as error:
                if f"{self._meta.db_table}_code_key" not in str(error):
                    raise
                self.code = self._meta.get_field("code").get_default()
        raise RuntimeError(f"No free code for {self._meta.label} in {self.DRAWS} draws.")
