"""What the Balai and its partners promised each other: in force, ending soon, expired, renewed, and a draft.

The signatories are invented, as everybody in the demonstration is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from agencies.agreements import services
from agencies.agreements.models import Agreement
from agencies.directory.models import Region
from ampk.demo.stage import Stage
from core.kernel.scope import Viewer, scope

OFFICE = "balai-anak-rumbai"


@dataclass(frozen=True)
class Wanted:
    """An agreement of the Balai with another agency; `starts` and `ends` are days from now."""

    type: str
    title: str
    other: str
    signatory: str
    services: tuple[str, ...]
    answer_days: int | None
    starts: int
    ends: int
    number: int
    promises: tuple[tuple[str, int], ...] = ()  # what the other agency does, within how many working days
    places: tuple[str, ...] = ()
    is_signed: bool = True
    asked: tuple[int, ...] = ()  # days before now on which the parties were asked about renewal
    renewed: int | None = None  # days before now on which its renewal was signed


AGREEMENTS = (
    Wanted(
        "mou", "Nota Kesepahaman pelayanan identitas anak", "disdukcapil-kota-padang", "Rosma Yulianti",
        ("identity_papers",), 4, -400, 500, 41, promises=(("outcome", 10),),
    ),
    Wanted(
        "mou", "Nota Kesepahaman tempat sementara anak", "lpks-lubuk-minturun", "Hendri Tanjung",
        ("temporary_shelter",), 1, -690, 45, 17, promises=(("first_contact", 1), ("outcome", 5)), places=("13.71",),
        asked=(134, 44),
    ),
    Wanted(
        "mou", "Nota Kesepahaman pascalayanan anak", "dinsos-kota-padang", "Irwan Syafri",
        ("aftercare", "family_care"), 3, -300, 800, 58, promises=(("first_contact", 2), ("outcome", 15)),
        places=("13.71",),
    ),
    Wanted(
        "synergy", "Nota Kesepakatan pelayanan anak Kab. Tanah Datar", "dinsos-kab-tanah-datar", "Desmawati Rauf",
        ("aftercare",), None, -1100, -5, 12,
    ),
    Wanted(
        "mou", "Nota Kesepahaman pendampingan hukum anak", "uptd-ppa-kota-padang", "Nurhayati Amir",
        ("legal_support", "violence_protection"), 2, -1190, -95, 9, promises=(("first_contact", 1),), renewed=110,
    ),
    Wanted(
        "pks", "Perjanjian Kerja Sama kelanjutan pendidikan", "disdik-kota-padang", "", ("schooling",), 5, 10, 1100, 73,
        promises=(("answer", 3), ("outcome", 15)), places=("13.71",), is_signed=False,
    ),
)  # fmt: skip


def agreements(stage: Stage) -> None:
    """Write and sign them in the time before now, and let the clock call them what they have become."""
    head, now = stage.people["kepala"], stage.now
    made: dict[str, Agreement] = {}
    with scope(head):
        for wanted in AGREEMENTS:
            made[wanted.other] = _one(stage, wanted, head, made.get("dinsos-kota-padang"))
    services.age(now=now)


def _one(stage: Stage, wanted: Wanted, head: Viewer, umbrella: Agreement | None) -> Agreement:
    now = stage.now
    at = now + timedelta(days=min(wanted.starts, -9))
    other = stage.agencies[wanted.other]
    answers = {
        "type": wanted.type, "title": wanted.title, "services": list(wanted.services), "answer_days": wanted.answer_days,
        "starts_on": (now + timedelta(days=wanted.starts)).date(), "ends_on": (now + timedelta(days=wanted.ends)).date(),
        "purpose": "Anak yang selesai direhabilitasi mendapat layanan lanjutan di daerah asalnya tanpa menunggu lama.",
        "financing": "Anggaran masing-masing pihak", "contact_name": "Bagian kerja sama Balai",
        "contact_phone": "+6280000000001", "parent": umbrella if wanted.type == "pks" else None,
        "parties": [
            services.PartyFacts(
                stage.agencies[OFFICE], f"{wanted.number}/MoU/{at.year}", "Bambang Hermawan", "Kepala Balai",
            ),
            services.PartyFacts(
                other, f"{wanted.number + 400}/KS/{at.year}" if wanted.is_signed else "", wanted.signatory,
                "Kepala instansi", "Surat kuasa kepala daerah" if wanted.type == "pks" else "",
            ),
        ],
    }  # fmt: skip
    row = services.write(by=head, now=at, answers=answers)
    for deed, days in wanted.promises:
        services.promise(by=head, now=at, agreement=row, agency=other, deed=deed, days=days)
    for code in wanted.places:
        services.add_region(by=head, now=at, agreement=row, region=Region.objects.get(pk=code))
    if wanted.is_signed:
        _sign(stage, wanted, row, head, at)
    return row


def _sign(stage: Stage, wanted: Wanted, row: Agreement, head: Viewer, at: datetime) -> None:
    services.sign(by=head, now=at, agreement=row, signed_on=at.date(), place="Pekanbaru")
    services.attach(by=head, now=at, agreement=row, received=_scan(row), kind="signed")
    for days in wanted.asked:
        services.contacted(by=head, now=stage.now - timedelta(days=days), agreement=row)
    if wanted.other == "dinsos-kota-padang":
        day = stage.now - timedelta(days=60)
        services.add_addendum(
            by=head, now=day, agreement=row, dated_on=day.date(), number="1/ADD/58",
            text="Laporan kunjungan pascalayanan dikirim bersama, paling lambat tanggal 5 bulan berikutnya.",
        )  # fmt: skip
    if wanted.renewed:
        day = stage.now - timedelta(days=wanted.renewed)
        following = services.renew(by=head, now=day, agreement=row)
        services.sign(by=head, now=day, agreement=following, signed_on=day.date(), place="Padang")


def _scan(row: Agreement) -> bytes:
    """Draw a page that stands for the scan of an agreement and says that it is an example."""
    page = Image.new("L", (620, 877), 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((40, 40, 580, 837), outline=0)
    for line, text in enumerate((row.title, row.code, "CONTOH untuk demonstrasi", "bukan naskah sungguhan")):
        pen.text((70, 80 + line * 40), text, fill=0)
    out = BytesIO()
    page.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
