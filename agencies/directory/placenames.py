"""How names of places are compared: without signs, and without the words that only say what kind of place it is."""

import re
import unicodedata

MOST_WORDS = 6
# People write these or leave them out; they narrow nothing.
_KINDS = frozenset(
    (
        "prov", "provinsi", "kabupaten", "kab", "kota", "kec", "kecamatan", "kel", "kelurahan", "desa", "ds",
        "nagari", "gampong",
    )
)  # fmt: skip


def plain(text: str) -> str:
    """Return text in small plain letters and digits, words parted by one blank."""
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def telling_words(text: str) -> list[str]:
    """Return the words of a search that tell one place from another (all words when none does)."""
    words = plain(text).split()[:MOST_WORDS]
    return [word for word in words if word not in _KINDS] or words


def names_kind(text: str) -> str:
    """Return "kota" or "kab" when the search says which of the two is meant, else ""."""
    words = plain(text).split()
    if "kota" in words:
        return "kota"
    return "kab" if {"kab", "kabupaten"} & set(words) else ""
