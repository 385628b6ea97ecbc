"""A letter as a table: a draft becomes a numbered, frozen PDF, and that one is never changed again."""

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.documents.choices import LetterState
from core.kernel.states import Machine, step

# Which kinds a worker may number and which a supervisor or head decides stands with the kind (`letters/kinds.py`).
LETTER = Machine(
    "letter",
    "state",
    dict(LetterState.choices),
    LetterState.DRAFT,
    (
        step("ask", LetterState.DRAFT, LetterState.WAITING, P.CASE_WORK, _("Minta nomor dan tanda tangan")),
        step("give_back", LetterState.WAITING, LetterState.DRAFT, P.CASE_SUPERVISE, _("Kembalikan untuk diperbaiki")),
        step(
            "freeze", [LetterState.DRAFT, LetterState.WAITING], LetterState.FROZEN, P.CASE_WORK, _("Beri nomor surat")
        ),
        step("drop", LetterState.DRAFT, LetterState.DROPPED, P.CASE_WORK, _("Buang draf surat")),
        step("replace", LetterState.FROZEN, LetterState.REPLACED, P.CASE_WORK, _("Ganti dengan surat baru")),
        step("void", LetterState.FROZEN, LetterState.VOID, P.CASE_SUPERVISE, _("Batalkan surat")),
    ),
)
