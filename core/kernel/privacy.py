"""What a column tells, and about whom.  Each room declares it for every field in its `privacy.py`; a guard compares.

`PRIVACY` maps a model to classes and the names of its fields.  `READABLE` names the text fields that are sensitive or
secret and yet not encrypted, each with its reason.
"""

from enum import StrEnum


class Privacy(StrEnum):
    """From what anybody may read to what must never leave its column."""

    PUBLIC = "public"  # stands in an official directory or law
    INTERNAL = "internal"  # how offices work; tells of nobody
    PERSONAL = "personal"  # about an identifiable person, such as who did what or whose row this is
    SENSITIVE = "sensitive"  # what a child or family is, has lived through, or needs
    SECRET = "secret"  # noqa: S105  numbers, addresses, contacts, credentials: harm by itself in the wrong hands


Declared = dict[str, dict[Privacy, str]]
PUBLIC, INTERNAL, PERSONAL, SENSITIVE, SECRET = Privacy
