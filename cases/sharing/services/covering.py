"""No basis, no sharing: the one question every verb asks before something about a child leaves the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from cases.sharing.choices import SHARE_PURPOSES, ConsentState, FactGroup
from cases.sharing.models import Consent
from core.kernel.refusals import Missing, Refused


class SharedCase(Protocol):
    """What this room asks of a case, which stands above it."""

    @property
    def pk(self) -> UUID: ...
    @property
    def code(self) -> str: ...
    @property
    def child_id(self) -> UUID: ...
    @property
    def owner_agency_id(self) -> int: ...


class NoBasis(Refused):
    """Nothing in force allows this purpose with this agency."""


def basis_for(case: SharedCase, purpose: str, agency: Agency, now: datetime) -> Consent | None:
    """Return what allows sharing for a purpose with an agency at a moment, an agreement before the law alone."""
    found = _of(case).in_force(now).covering(purpose, agency).order_by("-recorded_at", "pk")
    return next((one for one in sorted(found, key=lambda one: not one.is_agreement)), None)


def insist_basis(
    case: SharedCase, purpose: str, agency: Agency, now: datetime, *, facts: Iterable[str] = (), field: str = "",
    back: str = "",
) -> Consent:  # fmt: skip
    """Return the basis for a purpose with an agency.

    Raises NoBasis that names what is missing and where to write it down; also when a group of `facts` is not covered.
    `back` is where the person goes on once it is written down.
    """
    basis = basis_for(case, purpose, agency, now)
    wanted = {"purpose": dict(SHARE_PURPOSES)[purpose], "agency": agency.short_name}
    if basis is None:
        sentence = _("Belum ada persetujuan atau dasar hukum untuk “%(purpose)s” dengan %(agency)s.") % wanted
        raise NoBasis(sentence, missing=_gaps(case, purpose, agency, now, back), field=field, code="no_basis")
    beyond = [str(FactGroup(group).label) for group in FactGroup.values if group in set(facts) - set(basis.facts)]
    if beyond:
        less = _("Persetujuan yang berlaku tidak mencakup semua data yang dicentang.")
        gaps = [*(Missing(words) for words in beyond), _to_write(case, purpose, agency, back)]
        raise NoBasis(less, missing=gaps, field=field, code="beyond_basis")
    return basis


def _gaps(case: SharedCase, purpose: str, agency: Agency, now: datetime, back: str) -> list[Missing]:
    covering = list(_of(case).covering(purpose, agency).order_by("-recorded_at"))
    waiting = next((one for one in covering if one.state == ConsentState.PROPOSED), None)
    if waiting:
        return [Missing(_t("Dasar hukum menunggu keputusan supervisor."), waiting.get_absolute_url())]
    over = next((one for one in covering if one.ended_at or one.ends_at <= now), None)
    gaps = [_to_write(case, purpose, agency, back)]
    if over:
        day = formats.date_format(timezone.localtime(over.ended_at or over.ends_at), "j F Y")
        gaps.insert(0, Missing(_t("Yang lama berakhir pada %(day)s.") % {"day": day}, over.get_absolute_url()))
    return gaps


def _to_write(case: SharedCase, purpose: str, agency: Agency, back: str) -> Missing:
    asked = urlencode({"tujuan": purpose, "instansi": agency.slug, **({"lanjut": back} if back else {})})
    url = f"{reverse('consent_new', args=[case.code])}?{asked}"
    return Missing(_t("Catat persetujuan atau dasar hukum"), url)


def _of(case: SharedCase):
    return Consent.objects.for_system(reason="basis of a share; row security stands beneath").of_case(case.pk)
