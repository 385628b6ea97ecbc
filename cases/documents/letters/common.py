"""Parts that many letters share, and what is read for them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.models import User
from cases.casework.models import Case
from cases.children.choices import Sex
from cases.children.models import Child
from cases.documents.choices import Nature
from cases.documents.letters.kinds import PARAGRAPH, Asked, Part

CLOSING = "Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
NOT_ASSESSED, NONE, UNKNOWN = "Belum dikaji", "Tidak ada", "Belum diketahui"

TO = Part("to", _("Kepada Yth."), rows=3, most=400, is_needed=True)
SUBJECT = Part("subject", _("Hal"), hint=_("Tulis tanpa nama anak."), is_needed=True)
NATURE = Part("nature", _("Sifat"), choices=tuple(Nature.choices))
ATTACHED = Part("attached", _("Lampiran"), empty="–")
PLACE = Part("place", _("Tempat"), most=100, is_needed=True)
CC = Part("cc", _("Tembusan"), rows=3, most=600, hint=_("Satu penerima satu baris."))
TITLE = Part("signer_title", _("Jabatan penanda tangan"), is_needed=True)
CONTACT = Part("contact", _("Narahubung"), hint=_("Nama dan telepon kantor."))
END = (PLACE, TITLE, CC)


def opening(most: int = PARAGRAPH) -> Part:
    """Return the part with the first sentences."""
    return Part("opening", _("Pembuka"), rows=4, most=most, is_needed=True)


def closing() -> Part:
    """Return the part with the last sentence."""
    return Part("closing", _("Penutup"), rows=2, most=PARAGRAPH, is_needed=True)


def place_of(agency: Agency) -> str:
    """Return where an agency writes its letters: "Pekanbaru" of Kota Pekanbaru."""
    name = agency.region.name
    for kind in ("Kabupaten ", "Kab. ", "Kota "):
        name = name.removeprefix(kind)
    return name


def head_title(agency: Agency) -> str:
    """Return what the one who signs for an agency is called."""
    return f"Kepala {agency.name}"


def writer_of(asked: Asked) -> User:
    """Return who writes the letter, with the whole name."""
    return User.objects.get(pk=asked.by.acting_user_id)


def contact_of(asked: Asked) -> str:
    """Return who answers questions about a letter."""
    return ", ".join(part for part in (writer_of(asked).name, asked.agency.contact_desk, asked.agency.phone) if part)


def letterhead(agency: Agency) -> list[str]:
    """Return the lines above a letter."""
    lines = [line.strip() for line in agency.letterhead.splitlines() if line.strip()]
    if lines:
        return lines
    reach = ", ".join(part for part in (agency.address, agency.region.name) if part)
    ways = " · ".join(part for part in (f"Telepon {agency.phone}" if agency.phone else "", agency.email) if part)
    return [line for line in (agency.name, reach, ways) if line]


def child_of(case: Case, asked: Asked) -> Child:
    """Return the child of a case with its region, as far as the writer reads it."""
    return Child.objects.visible_to(asked.by).select_related("region").get(pk=case.child_id)


def identity(child: Child, asked: Asked) -> list[list[str]]:
    """Return the child's identity as lines of a closed page: label, fact; what is unknown says so."""
    rows = (
        ("Nama", child.full_name or child.nickname),
        ("Tempat dan tanggal lahir", born(child, asked)),
        ("Jenis kelamin", sex(child)),
        ("NIK", child.nik),
        ("Alamat", child.full_address),
        ("Pendidikan", child.school),
    )
    return [[label, value or UNKNOWN] for label, value in rows]


def born(child: Child, asked: Asked) -> str:
    """Return the date of birth, or the age when only that is known."""
    return child.birth_words() or child.age_words(asked.today)


def sex(child: Child) -> str:
    """Return "Laki-laki" or "Perempuan"."""
    return str(Sex(child.sex).label)


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def table(text: str, width: int) -> list[list[str]]:
    """Return the rows of a small table typed one row a line with "|" between its cells."""
    rows = ([cell.strip() or "–" for cell in line.split("|", width - 1)] for line in lines(text))
    return [[*cells, *["–"] * (width - len(cells))] for cells in rows]


def table_text(rows: list[Any]) -> str:
    """Return rows as they are typed, the other way round."""
    return "\n".join(" | ".join(" ".join(str(cell).replace("|", "/").split()) for cell in row) for row in rows)
