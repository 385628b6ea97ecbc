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
    """An agreement in force has dates, a covered service, two parties, and for each party who signed."""
    here = f"/jejaring/kesepakatan/{agreement.code}"
    gaps = []
    if not agreement.starts_on or not agreement.ends_on:
        gaps.append(Missing(_("Isi masa berlaku"), f"{here}/ubah/"))
    if not agreement.services:
        gaps.append(Missing(_("Pilih layanan yang dicakup"), f"{here}/ubah/"))
    parties = list(agreement.parties.select_related("agency").order_by("pk"))
    if len(parties) < 2:
        gaps.append(Missing(_("Isi paling sedikit dua pihak"), f"{here}/pihak/baru/"))
    for party in parties:
        if not party.signatory:
            words = _("Isi penanda tangan %(agency)s") % {"agency": party.agency.short_name}
            gaps.append(Missing(words, f"{here}/pihak/{party.pk}/"))
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
        step("renew", [S.IN_FORCE, S.EXPIRING, S.EXPIRED], S.RENEWED, "clock", _("Diperpanjang")),
        step("end", [S.DRAFT, S.IN_FORCE, S.EXPIRING], S.ENDED, P.AGREEMENT_MANAGE, _("Akhiri kesepakatan")),
    ),
)
