"""Indonesian names, folded for search over old and new spellings and word order."""

import re
import unicodedata

# The many writings of one name, as whole words.
_WRITTEN_AS = {
    "muhamad": "muh moh mohd muhd md mhd muchamad muchammad mochamad mochammad mohamad mohammad mohamed muhamed",
    "ahmad": "akhmad achmad akhmat ahmat",
    "siti": "st sitti",
    "abdul": "abd abdoel",
}
_ALIASES = {written: name for name, variants in _WRITTEN_AS.items() for written in variants.split()}
# Old (van Ophuijsen, Soewandi) and foreign letters to the present ones; the order matters.
_LETTERS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("oe", "u"), ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("hj", "hy"), ("dh", "d"), ("th", "t"),
        ("kh|ch", "h"), ("ph|v", "f"), ("z", "s"), ("q", "k"), ("x", "ks"),
        ("ie|y(?![aiueo])", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_KEEP_WORDS = 12


def words_of(name: str) -> list[str]:
    """Return the folded words of a name in their order: lower case, no marks, one spelling."""
    plain = unicodedata.normalize("NFKD", name[:300].lower()).replace("'", "").replace("’", "")
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return [_fold_word(word) for word in re.findall(r"[a-z0-9]+", plain)[:_KEEP_WORDS]]


def fold(*names: str) -> str:
    """Return the search key of a name (or of several, such as full name and nickname): its folded words, sorted."""
    return " ".join(sorted({word for name in names for word in words_of(name)}))


def _fold_word(word: str) -> str:
    word = _ALIASES.get(word, word)
    for pattern, new in _LETTERS:
        word = pattern.sub(new, word)
    return _ALIASES.get(word, word)
