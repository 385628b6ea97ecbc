"""Indonesian first, English complete: every visible word is a source string, and every source string has English."""

import ast
import re
from pathlib import Path

import pytest

from tests.support import language as words

RERUN = "run: .venv/bin/python -m tests.support.language"

# Never part of how we speak to people (docs: CONTRIBUTING.md, Language).  "anda" without a capital is matched as such.
BANNED = re.compile(
    r"silahkan|klik di ?sini|aktifitas|\banalisa\b|\bpraktek\b|\bmerubah|\bdirubah|\banda\b|\bcustom\b|(?i:mohon maaf)"
    r"|(?i:tidak valid)|(?i:\bharap\b)|(?i:\berror\b)|(?i:\bsubmit\b)|(?i:\bresiko\b)|(?i:\bijin\b)|(?i:\bnasehat\b)"
    r"|(?i:\bjadual\b)|(?i:\bsistim\b)|(?i:\bdimana\b)|(?i:\bdisini\b)|(?i:\bemail\b)|(?i:\be-mail\b)|(?i:\bpassword\b)"
)


def banned(text: str) -> bool:
    """Return whether a sentence has a word we do not use; names of values do not count."""
    return bool(BANNED.search(words.PLACEHOLDER.sub("", text)))


# What stands on a page and is nobody's language.
PROPER = {
    "Jejaring AMPK": "the product's name", "Jejaring": "the product's name", "AMPK": "the product's name",
    "Bahasa Indonesia": "a language names itself", "English": "a language names itself",
    "only-wide": "a class name handed to the layout", "Kota Padang": "a place", "K-7Q4XMD": "an invented code",
    "B.S. · Kota Padang": "initials and a place",
}  # fmt: skip
SPOKEN_ATTRIBUTES = re.compile(r"""\b(?:aria-label|title|placeholder|alt|data-label)\s*=\s*"([^"]*)\"""")
TRANSLATED = re.compile(r"\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}|\{#.*?#\}", re.DOTALL)
MARKS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# A literal that a tag or filter would show: {% tag_word "Tinggi" %}, {{ x|default:"Belum" }}.
LITERAL = re.compile(
    r"""\{%\s*(?:tag_word|bar_chart)\s+["']|\|(?:default|default_if_none|add|join):["'][^"']*[A-Za-z]{3}"""
)


def visible_words(text: str) -> list[str]:
    """Return what a template shows that is not a source string."""
    bare = TRANSLATED.sub(" ", text)
    found = [match.group() for match in LITERAL.finditer(bare)]
    bare = MARKS.sub("", bare)
    found += SPOKEN_ATTRIBUTES.findall(bare)
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", bare, flags=re.DOTALL)
    bare = re.sub(r"""\b[a-z-]+="[^"]*\"""", "", bare)
    found += re.split(r"<[^>]*>", bare)
    return [one.strip(" \n–·") for one in found if re.search(r"[A-Za-z]{2}", one)]


@pytest.mark.parametrize("path", words.templates(), ids=lambda path: path.relative_to(words.ROOT).as_posix())
def test_a_template_shows_no_word_that_cannot_be_translated(path):
    assert [one for one in visible_words(path.read_text(encoding="utf-8")) if one not in PROPER] == []


def test_the_reader_of_templates_finds_what_it_looks_for():
    assert visible_words('<p>Halo <a title="Buka">{{ x }}</a></p>{% tag_word "Tinggi" %}{{ y|default:"Belum" }}') == [
        '{% tag_word "', '|default:"Belum', "Buka", "Halo",
    ]  # fmt: skip
    assert (
        visible_words('{% translate "Halo" %}<p class="muted">{% blocktranslate %}Ya{% endblocktranslate %}</p>') == []
    )


# Keywords and class attributes through which a word reaches a page.
SPOKEN = {
    "label", "help_text", "empty_label", "title", "submit_label", "verbose_name", "verbose_name_plural", "heading",
    "sentence", "word", "message", "lead",
}  # fmt: skip
# `label` is the name of a Django application in apps.py; letters are Indonesian only, whoever prints them.
NOT_SPOKEN = re.compile(r"apps\.py$|/letters/")


def bare_words(tree: ast.AST) -> list[str]:
    """Return the string literals of a module that a person would read and that are not source strings."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            speaks = name.endswith(("Refused", "ValidationError", "Missing"))
            tells = getattr(getattr(node.func, "value", None), "id", "") == "messages"
            found += [node.args[0]] if speaks and node.args else []
            found += node.args[1:] if tells else []
            found += [one.value for one in node.keywords if one.arg in SPOKEN]
        if isinstance(node, ast.ClassDef):
            choices = any("Choices" in ast.unparse(base) for base in node.bases)
            for line in node.body:
                if not isinstance(line, ast.Assign):
                    continue
                if choices and isinstance(line.value, ast.Tuple):
                    found.append(line.value.elts[-1])
                if any(getattr(target, "id", "") in SPOKEN for target in line.targets):
                    found.append(line.value)
    literal = [one for one in found if isinstance(one, (ast.Constant, ast.JoinedStr))]
    literal = [one for one in literal if not (isinstance(one, ast.Constant) and not isinstance(one.value, str))]
    # Capitals alone are the name of a file format, the same in every language.
    return [text for text in map(ast.unparse, literal) if re.search(r"[A-Za-z]{2}[a-z]", text)]


def test_python_says_no_word_that_cannot_be_translated():
    missed = {}
    for path in words.modules():
        place = path.relative_to(words.ROOT).as_posix()
        if "/migrations/" in place or "/launcher/" in place or NOT_SPOKEN.search(place):
            continue
        if found := bare_words(ast.parse(path.read_text(encoding="utf-8"))):
            missed[place] = found
    assert missed == {}


def test_the_reader_of_python_finds_what_it_looks_for():
    tree = ast.parse(
        'class A(TextChoices):\n    B = "b", "Baik"\n    C = "c", _("Cukup")\n'
        'raise CaseRefused("Belum bisa")\nF(label="Nama")\nmessages.success(request, f"Disimpan {x}")\n'
    )
    assert set(bare_words(tree)) == {"'Baik'", "'Belum bisa'", "'Nama'", "f'Disimpan {x}'"}


def test_words_kept_at_start_up_are_lazy():
    """gettext() at module level would freeze the language of the process."""
    frozen = {}
    for path in words.modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        eager = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for alias in node.names
            if alias.name in {"gettext", "pgettext", "ngettext", "npgettext"}
        }
        if found := [ast.unparse(node) for node in _run_at_import(tree) if getattr(node.func, "id", "") in eager]:
            frozen[path.relative_to(words.ROOT).as_posix()] = found
    assert frozen == {}


def _run_at_import(tree: ast.AST) -> list[ast.Call]:
    """Return the calls that run when the module is imported: outside functions and lambdas."""
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        found += [node] if isinstance(node, ast.Call) else []
        waiting += ast.iter_child_nodes(node)
    return found


def test_every_source_string_has_english_with_the_same_values():
    assert words.complaints(words.merged()) == [], RERUN


def test_the_committed_english_holds_every_source_string():
    stored = words.stored()
    missing = [str(one.id) for one in words.extracted() if one.id and stored.get(one.id, context=one.context) is None]
    assert missing == [], RERUN


@pytest.mark.parametrize(("path", "locale"), [(words.ENGLISH, "en"), (words.INDONESIAN, "id")])
def test_what_runs_is_what_was_written(path: Path, locale: str):
    assert path.with_suffix(".mo").read_bytes() == words.mo_bytes(words.stored(path, locale)), RERUN


def test_english_is_not_left_in_indonesian():
    """A sentence that is the same in both languages was forgotten; single words such as "Monitoring" may be."""
    same = [one.id for one in words.stored() if one.id and one.id == one.string and len(str(one.id).split()) > 3]
    assert same == []


def test_source_strings_speak_as_we_speak():
    assert [text for one in words.extracted() if one.id for text in words.forms(one.id) if banned(text)] == []


def test_the_libraries_speak_indonesian_as_we_speak():
    """Our Indonesian for library strings: each one is still a library's string, keeps its values and our manners."""
    ours, theirs = words.stored(words.INDONESIAN, "id"), words.libraries()
    for one in ours:
        if one.id:
            key = words.forms(one.id)[0]
            assert key in theirs, key
            assert one.string and words.same_placeholders(one), key
            assert not [text for text in words.forms(one.string) if banned(text)], key


def test_the_extraction_knows_every_name_under_which_gettext_is_called():
    for path in words.modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                called = {one.asname or one.name for one in node.names if "gettext" in one.name}
                assert called <= set(words.KEYWORDS), path
