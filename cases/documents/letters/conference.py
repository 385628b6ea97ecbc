"""Berita acara temu kasus: the case by its code alone, who came, what was said, who does what until when."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework import conferring
from cases.casework.choices import ConferenceState
from cases.casework.models import Case, Conference
from cases.documents.letters import casefile, common, wording
from cases.documents.letters.common import NONE
from cases.documents.letters.kinds import PARAGRAPH, STORY, Asked, LetterKind, LetterRefused, Part
from core.kernel.scope import Viewer

SECRECY = (
    "Semua peserta menyatakan bahwa hal yang dibicarakan dalam temu kasus ini bersifat rahasia dan hanya digunakan untuk"
    " kepentingan terbaik anak."
)
_HELD = (ConferenceState.HELD, ConferenceState.FINISHED)


def subjects(case: Case, viewer: Viewer) -> list[tuple[str, str]]:
    """Return the conferences of a case that were held."""
    found = [one for one in conferring.of_case(case, viewer) if one.state in _HELD]
    return [
        (one.code, f"{one.code} · {wording.long_date(one.starts_at.astimezone(viewer.zone).date())}") for one in found
    ]


def prefill(asked: Asked) -> dict[str, str]:
    """Return the texts of a new record."""
    conference = Conference.objects.visible_to(asked.by).get(code=asked.about, case=asked.case)
    paper = conferring.paper_of(conference, asked.by, printed=True)
    minutes, begins = paper.minutes, conference.starts_at.astimezone(asked.by.zone)
    came = [guest for guest in paper.guests if guest.came is not False]
    tasks = [
        (
            one.person.name if one.person else one.agency.short_name if one.agency else "–",
            one.text,
            wording.long_date(one.due_on),
        )
        for one in paper.decisions
    ]
    return {
        "when": f"{wording.day_date(begins.date())}, pukul {begins:%H.%M} {begins.tzname()}", "where": conference.place,
        "leader": common.writer_of(asked).name, "clerk": minutes.saved_by.name if minutes.saved_by else "",
        "guests": common.table_text([(guest.words.partition(", ")[0], guest.words.partition(", ")[2] or "–") for guest in came]),
        "secrecy": SECRECY, "agenda": "\n".join(minutes.items), "facts": minutes.facts,
        "child_view": _heard(minutes.get_child_heard_display(), minutes.child_view),
        "family_view": _heard(minutes.get_family_heard_display(), minutes.family_view),
        "decisions": common.table_text(tasks), "differences": minutes.differences,
        "next": wording.long_date(minutes.next_on) if minutes.next_on else "", "place": common.place_of(asked.agency),
        "signer_title": "Pimpinan temu kasus", "cc": "",
    }  # fmt: skip


def printed(asked: Asked) -> dict[str, Any]:
    """Return what stands instead of the child's name."""
    return {"conference": asked.about, "case": asked.case.code}


def check(asked: Asked, texts: Mapping[str, str]) -> None:
    """Raise LetterRefused when a part names the child: this record is read by many offices."""
    for part in KIND.parts_of(texts):
        if part.key not in ("leader", "clerk", "place", "signer_title") and casefile.names_child(
            texts[part.key], asked.case, asked.by
        ):
            raise LetterRefused(
                _("Bagian “%(part)s” menyebut nama anak. Berita acara ini memakai kode kasus, bukan nama.")
                % {"part": part.label},
                field=part.key,
            )


def _heard(how: str, words: str) -> str:
    return ". ".join(part for part in (how, words) if part)


KIND = LetterKind(
    key="conference",
    label=_("Berita acara temu kasus"),
    title="Berita Acara Temu Kasus",
    mark="BATK",
    template="cases/documents/letters/templates/temu-kasus.typ",
    hint=_("Memakai kode kasus, bukan nama anak."),
    parts=(
        Part("when", _("Waktu"), is_needed=True), Part("where", _("Tempat"), is_needed=True),
        Part("leader", _("Pimpinan"), is_needed=True), Part("clerk", _("Notulis")),
        Part("guests", _("Peserta"), rows=5, most=6000, columns=(_("Nama atau kedudukan"), _("Instansi")), is_needed=True),
        Part("secrecy", _("Pernyataan kerahasiaan"), rows=3, most=PARAGRAPH, is_needed=True),
        Part("agenda", _("Pokok masalah"), rows=3, most=STORY), Part("facts", _("Fakta dan hasil asesmen"), rows=5, most=STORY, empty=common.NOT_ASSESSED),
        Part("child_view", _("Pendapat anak"), rows=3, most=STORY, empty="Belum didengar"),
        Part("family_view", _("Pendapat keluarga"), rows=3, most=STORY, empty="Belum didengar"),
        Part("decisions", _("Keputusan dan tugas"), rows=5, most=STORY, columns=(_("Siapa"), _("Apa"), _("Kapan")), empty=NONE),
        Part("differences", _("Perbedaan pendapat"), rows=3, most=STORY, empty=NONE),
        Part("next", _("Temu kasus berikutnya"), empty="Belum ditentukan"),
        *common.END,
    ),
    prefill=prefill, facts=printed, check=check, subjects=subjects, is_front_open=True,
)  # fmt: skip
