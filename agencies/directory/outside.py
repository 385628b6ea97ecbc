"""Bodies outside the network: written down once by whoever asks them something, found again by everybody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind
from agencies.directory.models import Agency, Region
from agencies.directory.services import DirectoryRefused, _free_slug
from core.audit.services import record
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer

ASK = ("referral.send", "case.open")  # whoever asks others something, or takes down what others ask
MOST_ALIKE = 5


def alike(name: str, region: Region | None) -> list[Agency]:
    """Return agencies of a kabupaten/kota whose name has all the words of `name`, in the network or outside."""
    words = [word for word in name.split() if len(word) > 1]
    if not words or region is None:
        return []
    found = Agency.objects.filter(is_active=True, region=region)
    for word in words:
        found = found.filter(name__icontains=word)
    return list(found.order_by("name")[:MOST_ALIKE])


@transaction.atomic
def record_outside(
    *, by: Viewer, now: datetime, name: str, kind: str, region: Region, phone: str = "", address: str = "",
    contact_desk: str = "", email: str = "",
) -> Agency:  # fmt: skip
    """Write down a body outside the network.  Raises DirectoryRefused with a link when it is known already."""
    if not any(by.can(one) for one in ASK):
        raise DirectoryRefused(_("Anda tidak berhak mencatat instansi di luar jejaring."))
    if kind not in AgencyKind.values:
        raise DirectoryRefused(_("Pilih jenis instansi"), field="kind")
    if not (phone or address):
        raise DirectoryRefused(_("Isi telepon atau alamat, supaya instansi ini dapat dihubungi."), field="phone")
    same = Agency.objects.filter(name__iexact=name, region=region, is_active=True).first()
    if same:
        link = Missing(_("Buka %(name)s") % {"name": same.short_name}, same.get_absolute_url())
        raise DirectoryRefused(_("Instansi dengan nama ini sudah ada di kab/kota itu."), field="name", missing=[link])
    agency = Agency.objects.create(
        slug=_free_slug(name), name=name, short_name=name[:60], kind=kind, region=region, phone=phone, address=address,
        contact_desk=contact_desk, email=email, parent_id=by.agency_id, is_outside=True,
    )  # fmt: skip
    record(by=by, now=now, verb="agency.recorded", detail={"agency": agency.slug})
    return agency
