"""How a word is kept in the record."""

from django.utils import translation


def source_word(choice) -> str:
    """Return a choice's Indonesian label: the record keeps the source word, which each reader's language translates."""
    with translation.override("id"):
        return str(choice.label)
