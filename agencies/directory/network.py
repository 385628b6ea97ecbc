"""The founding article's own network (October 2020), with invented telephone numbers.

Services follow the article: schooling from the education office, papers from the civil registry, work from the
manpower office, guidance from Kemenag and Dispora, care from LKSA, a temporary place from the LPKS.
"""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from agencies.directory.choices import AgencyKind as K
from agencies.directory.choices import Service as S
from agencies.directory.models import Agency, ServiceOffer

PADANG, TANAH_DATAR, LIMA_PULUH, PEKANBARU = "13.71", "13.04", "13.07", "14.71"
PLACES = {PADANG: "Kota Padang", TANAH_DATAR: "Kab. Tanah Datar", LIMA_PULUH: "Kab. Lima Puluh Kota"}

# kind, long name, short name, services
_OFFICES = (
    (K.SOCIAL_OFFICE, "Dinas Sosial", "Dinsos", (S.AFTERCARE, S.FAMILY_CARE, S.SOCIAL_ASSISTANCE, S.LEGAL_SUPPORT)),
    (K.EDUCATION_OFFICE, "Dinas Pendidikan", "Disdik", (S.SCHOOLING,)),
    (K.CIVIL_REGISTRY, "Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil", (S.IDENTITY_PAPERS,)),
    (K.MANPOWER_OFFICE, "Dinas Tenaga Kerja", "Disnaker", (S.WORK,)),
    (K.RELIGIOUS_AFFAIRS, "Kantor Kementerian Agama", "Kemenag", (S.RELIGIOUS_GUIDANCE, S.SCHOOLING)),
    (K.YOUTH_SPORTS, "Dinas Pemuda dan Olahraga", "Dispora", (S.YOUTH_ACTIVITY,)),
    (K.LKSA, "LKSA Kasih Bersama", "LKSA Kasih Bersama", (S.FAMILY_CARE,)),
    (K.POLICE_CHILD_UNIT, "Polres Unit PPA", "Polres PPA", (S.VIOLENCE_PROTECTION,)),
    (K.PROTECTION_UNIT, "UPTD PPA", "UPTD PPA", (S.VIOLENCE_PROTECTION, S.LEGAL_SUPPORT)),
    (K.HEALTH_SERVICE, "Dinas Kesehatan", "Dinkes", (S.HEALTH,)),
)


@transaction.atomic
def load_network(*, on: date) -> dict[str, Agency]:
    """Make the article's agencies and their services, once; return them by slug.

    Needs the regions of levels 1 and 2.  Services count as confirmed `on` the given day.
    """
    balai = _agency(
        "balai-anak-rumbai", "Balai Anak “Rumbai” Pekanbaru", "Balai Anak Rumbai", K.BALAI, PEKANBARU, 1,
        "Jalan Contoh Nomor 1, Rumbai, Pekanbaru",
    )  # fmt: skip
    for province in ("13", "14", "21", "18"):
        for service in (S.REHABILITATION, S.TEMPORARY_SHELTER):
            _offer(balai, service, province, on)
    number = 1
    for code, place in PLACES.items():
        for kind, name, short, services in _OFFICES:
            number += 1
            is_padang_police = (kind, code) == (K.POLICE_CHILD_UNIT, PADANG)
            long_name = "Polresta Padang Unit PPA" if is_padang_police else f"{name} {place}"
            address = f"Jalan Contoh Nomor {number}, {place}"
            short_name = f"{short} {place.replace('Kota ', '').replace('Kab. ', '')}"
            agency = _agency(slugify(f"{short} {place}"), long_name, short_name, kind, code, number, address)
            for service in services:
                _offer(agency, service, code, on)
        # A district social office supervises the LKSA and LPKS of its district, so it looks after their entry.
        _look_after(code, K.LKSA)
    lpks = _agency(
        "lpks-lubuk-minturun", "LPKS Lubuk Minturun", "LPKS Lubuk Minturun", K.LPKS, PADANG, 90,
        "Lubuk Minturun, Kota Padang", opening_hours="24 jam untuk titipan polisi",
    )  # fmt: skip
    _look_after(PADANG, K.LPKS)
    for code in PLACES:
        _offer(lpks, S.TEMPORARY_SHELTER, code, on, capacity=12)
    return {agency.slug: agency for agency in Agency.objects.all()}


def _look_after(region: str, kind: str) -> None:
    office = Agency.objects.get(kind=K.SOCIAL_OFFICE, region_id=region)
    Agency.objects.filter(kind=kind, region_id=region, parent=None).update(parent=office)


def _agency(slug, name, short_name, kind, region, number, address, **more) -> Agency:
    facts = {
        "name": name, "short_name": short_name, "kind": kind, "region_id": region, "address": address,
        "phone": f"0800-0000-{number:04d}",
        "opening_hours": "Senin–Jumat 08.00–16.00", "contact_desk": "Meja rujukan", **more,
    }  # fmt: skip
    return Agency.objects.get_or_create(slug=slug, defaults=facts)[0]


def _offer(agency, service, region, on, capacity=None) -> None:
    ServiceOffer.objects.get_or_create(
        agency=agency, service=service, region_id=region, defaults={"confirmed_on": on, "capacity": capacity}
    )
