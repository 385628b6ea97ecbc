"""The life of an agreement as a table."""

from django.utils.translation import gettext_lazy as _

from agencies.agreements.choices import AgreementState as S
from agencies.agreements.visits.states import VISIT
from agencies.people.permissions import P
from core.kernel.refusals import Missing
from core.kernel.states import Machine, step

# The table of coordination visits stands in a file of its own.
__all__ = ["AGREEMENT", "VISIT", "complete"]


def complete(agreement) -> list[Missing]:
    """An agreement in force has dates, two parties and a covered service."""
    gaps = []
    if not agreement.starts_on or not agreement.ends_on:
        gaps.append(Missing(_("Isi masa berlaku"), f"/jejaring/kesepakatan/{agreement.code}/ubah/"))
    if agreement.parties.count() < 2:
        gaps.append(Missing(_("Isi paling sedikit dua pihak"), f"/jejaring/kesepakatan/{agreement.code}/ubah/"))
    if not agreement.services:
        gaps.append(Missing(_("Pilih layanan yang dicakup"), f"/jejaring/kesepakatan/{agreement.code}/ubah/"))
    return gaps


AGREEMENT = Machine(
    "agreement",
    "state",
    dict(S.choices),
    S.DRAFT,
    (
        step("sign", S.DRAFT, S.IN_FORCE, P.AGREEMENT_MANAGE, _("Catat penandatanganan"), needs=[complete]),
        step("near_end", S.IN_FORCE, S.EXPIRING, "clock", _("Segera berakhir")),
        step("expire", [S.IN_FORCE, S.EXPIRING], S.EXPIRED, "clock", _("Berakhir")),
        step("end", [S.DRAFT, S.IN_FORCE, S.EXPIRING], S.ENDED, P.AGREEMENT_MANAGE, _("Akhiri kesepakatan")),
    ),
)
