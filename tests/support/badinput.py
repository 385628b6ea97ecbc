"""Input that no form hopes for: the fields are read from the page, the values come from hypothesis.

Nothing here knows a form.  What a page asks for is read from its HTML as a browser would; a body is that reading with
one field, many fields or the whole shape spoilt.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Long:
    """A megabyte of one piece of text; written short where hypothesis shows it."""

    piece: str

    def __str__(self) -> str:
        return self.piece * (MEGABYTE // len(self.piece.encode()))


@dataclass(frozen=True)
class Upload:
    """A file as somebody might send it."""

    name: str
    content: bytes

    def file(self) -> SimpleUploadedFile:
        """Return it the way the test client sends it."""
        return SimpleUploadedFile(self.name, self.content, "application/octet-stream")


@dataclass
class Field:
    """One control of a form: its kind, what stands in it, and what may be picked."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    is_checked: bool = False


@dataclass
class Form:
    """One form of a page: where it goes and what it asks for."""

    method: str
    path: str
    fields: dict[str, Field] = field(default_factory=dict)


class Reader(HTMLParser):
    """Read every form of a page, and the queries of its links as forms that ask by address."""

    def __init__(self, path: str):
        super().__init__()
        self.path, self.forms, self._form, self._field = path, [], None, None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urlsplit(given.get("action", "")).path or self.path
            self._form = Form(given.get("method", "get").lower(), action)
            self.forms.append(self._form)
        elif tag == "a" and "?" in given.get("href", ""):
            link = urlsplit(given["href"])
            asked = {name: Field(name, "text", value) for name, value in parse_qsl(link.query)}
            self.forms.append(Form("get", link.path or self.path, asked))
        elif self._form and tag == "option" and self._field:
            self._field.choices.append(given.get("value", ""))
            if "selected" in given:
                self._field.value = given.get("value", "")
        elif self._form and given.get("name") and tag in ("input", "select", "textarea", "button"):
            self._control(tag, given)

    def _control(self, tag, given):
        name, value = given["name"], given.get("value", "")
        kind = {"input": given.get("type", "text"), "select": "select"}.get(tag, tag)
        if kind in ("text", "search") and given.get("inputmode") == "numeric":
            kind = "number"
        self._field = self._form.fields.setdefault(
            name, Field(name, kind, value if kind not in ("radio", "checkbox") else "")
        )
        if kind in ("radio", "checkbox", "button", "submit"):
            self._field.choices.append(value)
        if "checked" in given:
            self._field.value, self._field.is_checked = value, True

    def handle_data(self, data):
        if self._field and self._field.kind == "textarea":
            self._field.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = self._field = None
        elif tag in ("textarea", "select"):
            self._field = None


def read(path: str, html: str) -> list[Form]:
    """Return the forms of a page."""
    reader = Reader(path)
    reader.feed(html)
    return reader.forms


TEXTS = (
    "", " ", "\x00", "a\x00b", "\x01\x02\x1b[31m", "\r\n\r\n", "\u202eterbalik\u202c", "\u2066\u2067\u2069", "مرحبا بكم", "שלום",
    "\u200b\u200d\ufeff", "e" + "\u0301" * 200, "👨‍👩‍👧‍👦" * 20, "\U0010ffff", "\ufffd\ufffe", "ﷺ" * 50, "İıſK", "'\"><script>alert(1)</script>",
    "{{ 7|add:7 }}{% load x %}", "%s%n%d%(name)s", "{0.__class__}", "'; DROP TABLE children_child; --", "../../etc/passwd", "\\", "=1+1",
    "https://contoh.example/", "//contoh.example/x", "javascript:alert(1)", "-",
)  # fmt: skip
NUMBERS = (
    "-1", "0", "00", "1e309", "NaN", "Infinity", "²", "½", "٣", "１２", "1_000", "0x10", "2147483648", "9223372036854775808", "-9223372036854775809",
    "9" * 400, "9" * 5000, "3,5", " 7 ", "true", "null", "[]", "{}",
)  # fmt: skip
DATES = (
    "31-02-2026", "29-02-2025", "00-00-0000", "1-1-0", "1-1-99999", "-1-1-2026", "32-13-2026", "2026-02-31", "0000-00-00", "9999-12-31",
    "0001-01-01", "31 Februari 2026", "99 Entahbulan 2026", "24:61", "2026-13-40T99:99", "2026-11-12T00:00:00+99:99", "1 Januari 9999",
)  # fmt: skip
IDS = (
    "K-000000", "A-ZZZZZZ", "K-7Q4XMD", "00000000-0000-0000-0000-000000000000", "5b0d9b5e2d0f4a539f0c3a4f4f1f6c11", "bukan-uuid",
    "{5b0d9b5e-2d0f-4a53-9f0c-3a4f4f1f6c11}", "1", "999999", "13.71", "13.71.99.9999", "99.99", "tidak_ada",
)  # fmt: skip
LONG = tuple(Long(piece) for piece in ("x", "é", "\x00", "\u0301", "𝟗", "\n", "9", "<", "1-"))
FILES = (
    Upload("kosong.csv", b""), Upload("../../naik.pdf", b"%PDF-1.7\n%%EOF"), Upload("a\u202egnp.exe", b"MZ\x00"), Upload("x.csv", b"\xff\xfe\x00\x01"),
    Upload("x.csv", b"a;b;c\n1;2\n\x00;;;;;\n"), Upload("x.csv", b"kode,nilai,tanggal\naneh,-1,31-02-2026\n"), Upload("x.csv", b'"' * 5000),
    Upload("gambar.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64), Upload("gambar.jpg", b"\xff\xd8\xff\xe0" + b"\xff" * 200), Upload("n" * 300, b"teks"),
)  # fmt: skip
MORE = {f"lebih{number}": ["x"] for number in range(1001)}


def nasty(foreign: tuple[str, ...] = ()) -> st.SearchStrategy:
    """Return text that a field does not hope for; `foreign` are keys of rows that are somebody else's."""
    return st.one_of(
        st.sampled_from(TEXTS), st.sampled_from(NUMBERS), st.sampled_from(DATES), st.sampled_from(IDS + foreign),
        st.sampled_from(LONG), st.text(max_size=80), st.integers().map(str), st.dates().map(str),
    )  # fmt: skip


def fair(one: Field) -> st.SearchStrategy:
    """Return the values, perhaps none, that somebody might well give."""
    picks = [value for value in one.choices if value]
    if one.kind == "checkbox":
        return st.lists(st.sampled_from(picks or ["on"]), unique=True, max_size=6)
    if picks:
        return st.sampled_from(picks).map(lambda value: [value])
    if one.kind == "hidden" or one.value.strip():
        return st.just([one.value.lstrip("\n")])
    if one.name.endswith(("_0", "_1", "_2")) and one.kind == "number":
        return st.just([{"0": "11", "1": "11", "2": "2026"}[one.name[-1]]])
    if one.kind == "file":
        return st.sampled_from(FILES).map(lambda file: [file])
    return st.just(["12" if one.kind == "number" else "Keterangan yang wajar"])


@st.composite
def bodies(draw, fields: dict[str, Field], foreign: tuple[str, ...] = ()) -> dict[str, list]:
    """Draw what is sent: fair but for one field, or most of it spoilt, or of a strange shape."""
    names = sorted(fields)
    shape = draw(st.sampled_from(("one", "most", "one", "shape")))
    spoilt = {draw(st.sampled_from(names))} if shape == "one" and names else set(names if shape == "most" else ())
    body = {}
    for name in names:
        one = fields[name]
        if one.kind in ("button", "submit") and draw(st.integers(0, 3)):
            continue
        kept = one.kind == "hidden" and shape == "most" and draw(st.booleans())
        if name in spoilt and not kept:
            bad = st.sampled_from(FILES) if one.kind == "file" and draw(st.booleans()) else nasty(foreign)
            body[name] = draw(st.lists(bad, max_size=3 if draw(st.booleans()) else 1))
        else:
            body[name] = draw(fair(one))
    if shape == "shape":
        body = draw(st.sampled_from((
            {}, {**body, **MORE}, {name: values * 3 for name, values in body.items()}, {name: [] for name in body},
            {**body, "\u202e\x00": ["?"], "_draf": ["simpan"]}, {name: [Long("x")] for name in names},
        )))  # fmt: skip
    return body


def sent(body: dict[str, list], longest: int | None = None) -> dict[str, list]:
    """Return a drawn body as the test client sends it, each text at most `longest` characters."""
    return {
        name: [one.file() if isinstance(one, Upload) else str(one)[:longest] for one in values]
        for name, values in body.items()
    }
