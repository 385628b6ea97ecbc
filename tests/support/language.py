"""Words of the interface: extract the Indonesian source strings, keep locale/en complete, compile it.

    .venv/bin/python -m tests.support.language         # merge new strings, compile, print what lacks English
    .venv/bin/python -m tests.support.language --check # change nothing, exit 1 when something is not in order

Needs Babel only; neither xgettext nor msgfmt has to be installed.
"""

import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("core", "agencies", "cases", "referrals", "ampk")
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
INDONESIAN = ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"
CONTEXT_FIRST = ((1, "c"), 2)
KEYWORDS = {
    "_": None,
    "_t": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": CONTEXT_FIRST,
    "pgettext_lazy": CONTEXT_FIRST,
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sd]|\{\w*\}")
HEADER = "# English of Jejaring AMPK. Source strings are Indonesian; see CONTRIBUTING.md."
# A moment that changes with every run would make every change of a word a conflict.
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def templates() -> list[Path]:
    """Return every template of ours."""
    folders = [ROOT / "templates", *(ROOT / app for app in APPS)]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".html", ".txt"})


def modules() -> list[Path]:
    """Return every Python module of ours that may speak to a person."""
    return sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))


def source_of(path: Path) -> bytes:
    """Return Python in which every call of gettext stands; templates become such Python first."""
    text = path.read_text(encoding="utf-8")
    # The brackets make Python's tokenizer blind to the indentation that the template had.
    return f"(\n{templatize(text)}\n)".encode() if path.suffix in {".html", ".txt"} else text.encode()


def strings_of(path: Path) -> list[tuple[str | tuple[str, str], str | None]]:
    """Return (message or (singular, plural), context) of every source string of one file."""
    found = []
    options = {"encoding": "utf-8"}
    for _line, function, messages, _comments in extract_python(BytesIO(source_of(path)), KEYWORDS, (), options):
        parts = list(messages) if isinstance(messages, (tuple, list)) else [messages]
        context = parts.pop(0) if "pgettext" in function else None
        count = 2 if function.startswith("n") else 1
        words = parts[:count]
        if len(words) == count and all(words):
            found.append((tuple(words) if count == 2 else words[0], context))
    return found


def extracted() -> Catalog:
    """Return a catalogue of every source string, with the files that use it and no translation."""
    catalog = Catalog(
        locale="en", fuzzy=False, project="Jejaring AMPK", version="1", header_comment=HEADER,
        last_translator="", language_team="", msgid_bugs_address="", creation_date=MOMENT, revision_date=MOMENT,
    )  # fmt: skip
    for path in [*templates(), *modules()]:
        place = path.relative_to(ROOT).as_posix()
        for message, context in strings_of(path):
            # Line numbers would change the file with every edit elsewhere.
            catalog.add(message, locations=[(place, None)], context=context)
    return catalog


def stored(path: Path = ENGLISH, locale: str = "en") -> Catalog:
    """Return the committed catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def libraries() -> set[str]:
    """Return the source strings of Django and allauth for which they ship Indonesian."""
    base = Path(django.__file__).parent
    folders = [base / "conf", base / "contrib" / "auth", Path(allauth.__file__).parent]
    found = set()
    for folder in folders:
        catalog = stored(folder / "locale" / "id" / "LC_MESSAGES" / "django.po", "id")
        found |= {forms(message.id)[0] for message in catalog if message.id}
    return found


def merged() -> Catalog:
    """Return every source string with the English that is already there; unused ones are dropped."""
    catalog, known = extracted(), stored()
    for message in catalog:
        old = known.get(message.id, context=message.context) if message.id else None
        if old is not None and old.string:
            message.string = old.string
    return catalog


def forms(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the forms of a message: one, or singular and plural."""
    if value is None:
        return [""]
    return [value] if isinstance(value, str) else list(value)


def untranslated(catalog: Catalog) -> list[str]:
    """Return the source strings that have no English."""
    return [str(message.id) for message in catalog if message.id and not all(forms(message.string))]


def same_placeholders(message) -> bool:
    """Return whether source and translation name the same values."""
    wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
    found = [set(PLACEHOLDER.findall(form)) for form in forms(message.string)]
    # "one day" may leave the number out; the plural may not.
    return found[-1] == wanted and all(one <= wanted for one in found)


def po_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as the text of a .po file, in a stable order."""
    target = BytesIO()
    write_po(target, catalog, sort_output=True, width=110, omit_header=False)
    return target.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the compiled catalogue that the application reads."""
    target = BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def complaints(catalog: Catalog) -> list[str]:
    """Return everything that is not in order, in words."""
    lines = [f"no English: {words!r}" for words in untranslated(catalog)]
    lines += [f"fuzzy: {message.id!r}" for message in catalog if message.id and message.fuzzy]
    lines += [
        f"other placeholders: {message.id!r}"
        for message in catalog
        if message.id and all(forms(message.string)) and not same_placeholders(message)
    ]
    return lines


def main(arguments: list[str]) -> int:
    """Bring the catalogues in order, or with --check only say what is not."""
    settings.configure(USE_I18N=True)
    catalog = merged()
    if "--check" not in arguments:
        ENGLISH.write_bytes(po_bytes(catalog))
        for path, locale in ((ENGLISH, "en"), (INDONESIAN, "id")):
            path.with_suffix(".mo").write_bytes(mo_bytes(stored(path, locale)))
    found = complaints(catalog)
    for line in found:
        print(line)
    print(f"{len(catalog)} source strings, {len(untranslated(catalog))} without English")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
