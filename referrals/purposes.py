"""What may be asked of whom: purposes as data (domain facts section 5; founding article of October 2020).

Each purpose names the agency kinds that may be asked, the service they must offer, the coded requests, the facts
that may travel (keys of `facts.CATALOGUE`) and the life area it serves.  A school never gets the situation or the
legal category of a child: those keys are not in its list, so they cannot be ticked.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind as K
from agencies.directory.choices import Service as S
from referrals.choices import LifeArea as L

WORKING_AGE = "working_age"
REGENCY, PROVINCE = 2, 1

_WHO = ("name", "born", "sex")
_HOME = ("address", "guardian")
_NUMBERS = ("nik", "family_card")
_STORY = ("situation", "category", "needs")


@dataclass(frozen=True)
class Purpose:
    """One thing that may be asked: `ticked` facts are ticked to begin with, the others may be added."""

    key: str
    label: str | Promise
    service: str
    kinds: tuple[str, ...]
    asks: tuple[tuple[str, str | Promise], ...]
    facts: tuple[str, ...]
    ticked: tuple[str, ...]
    life_area: str
    result_hint: str | Promise
    age_rule: str = ""
    office_level: int = 0  # 1: usually a province's office, 2: a kab/kota's, 0: no matter
    hint: str | Promise = ""
    aliases: tuple[str, ...] = field(default=())

    def ask_label(self, ask: str) -> str:
        """Return the words for a coded request, the purpose's own when it is unknown."""
        return str(dict(self.asks).get(ask, self.label))


PURPOSES = (
    Purpose(
        "identity_papers", _("Identitas anak"), S.IDENTITY_PAPERS, (K.CIVIL_REGISTRY,),
        (("birth_certificate", _("Akta kelahiran")), ("nik", _("NIK dan kartu keluarga")),
         ("child_id_card", _("Kartu identitas anak")), ("correction", _("Pembetulan data"))),
        (*_WHO, *_HOME, *_NUMBERS, "mother", "papers"), (*_WHO, *_HOME, "mother", "papers"),
        L.IDENTITY, _("Nomor dan tanggal terbit dokumen"), aliases=("identity", "birth_certificate"),
        hint=_("Anak yang asal-usulnya tidak diketahui memerlukan berita acara polisi (perlu konfirmasi)."),
    ),
    Purpose(
        "schooling", _("Kelanjutan pendidikan: PAUD, SD, SMP, Paket A sampai C"), S.SCHOOLING, (K.EDUCATION_OFFICE, K.SCHOOL),
        (("return", _("Kembali bersekolah")), ("move", _("Pindah sekolah")), ("equivalency", _("Kejar paket")),
         ("aid", _("Bantuan biaya sekolah"))),
        (*_WHO, *_HOME, "nik", "schooling", "papers", "learning_needs"), (*_WHO, "guardian", "schooling"),
        L.SCHOOLING, _("Nama sekolah, NPSN, kelas, dan tanggal mulai"), office_level=REGENCY, aliases=("school",),
        hint=_("PAUD, SD, dan SMP adalah urusan kabupaten atau kota."),
    ),
    Purpose(
        "schooling_upper", _("Kelanjutan pendidikan: SMA, SMK, SLB"), S.SCHOOLING, (K.EDUCATION_OFFICE, K.SCHOOL),
        (("return", _("Kembali bersekolah")), ("move", _("Pindah sekolah")), ("special", _("Sekolah luar biasa"))),
        (*_WHO, *_HOME, "nik", "schooling", "papers", "learning_needs"), (*_WHO, "guardian", "schooling"),
        L.SCHOOLING, _("Nama sekolah, NPSN, kelas, dan tanggal mulai"), office_level=PROVINCE,
        hint=_("SMA, SMK, dan SLB biasanya urusan provinsi (perlu konfirmasi)."),
    ),
    Purpose(
        "madrasah", _("Kelanjutan pendidikan: madrasah atau pesantren"), S.SCHOOLING, (K.RELIGIOUS_AFFAIRS, K.SCHOOL),
        (("return", _("Kembali bersekolah")), ("boarding", _("Pesantren"))),
        (*_WHO, *_HOME, "nik", "schooling", "papers", "learning_needs"), (*_WHO, "guardian", "schooling"),
        L.SCHOOLING, _("Nama madrasah, kelas, dan tanggal mulai"),
        hint=_("Madrasah dan pesantren adalah urusan Kementerian Agama (perlu konfirmasi)."),
    ),
    Purpose(
        "work", _("Penyaluran kerja atau pelatihan"), S.WORK, (K.MANPOWER_OFFICE,),
        (("training", _("Pelatihan kerja atau BLK")), ("apprenticeship", _("Pemagangan")),
         ("placement", _("Penempatan kerja"))),
        (*_WHO, *_HOME, "nik", "schooling", "skills"), (*_WHO, "guardian", "schooling", "skills"),
        L.WORK, _("Tempat, jenis kegiatan, jam, dan tanggal mulai"), age_rule=WORKING_AGE,
        hint=_("Hanya untuk usia kerja dan keterampilan dasar yang sudah dimiliki."),
    ),
    Purpose(
        "religious_guidance", _("Pembinaan agama"), S.RELIGIOUS_GUIDANCE, (K.RELIGIOUS_AFFAIRS,),
        (("mentor", _("Pembimbing agama")),), (*_WHO, *_HOME), ("name", "sex", "guardian"),
        L.BEHAVIOUR, _("Pembimbing dan jadwal"), aliases=("behaviour",),
    ),
    Purpose(
        "youth_activity", _("Kegiatan pemuda dan olahraga"), S.YOUTH_ACTIVITY, (K.YOUTH_SPORTS,),
        (("activity", _("Kegiatan rutin")), ("club", _("Klub olahraga atau seni"))), (*_WHO, *_HOME, "learning_needs"),
        ("name", "sex", "guardian"), L.COMMUNITY, _("Kegiatan dan jadwal"), aliases=("community",),
    ),
    Purpose(
        "family_care", _("Pengasuhan keluarga atau pengganti"), S.FAMILY_CARE, (K.SOCIAL_OFFICE, K.LKSA),
        (("support", _("Pendampingan keluarga")), ("substitute", _("Keluarga pengganti")),
         ("lksa", _("Pengasuhan LKSA"))),
        (*_WHO, *_HOME, *_NUMBERS, "mother", "schooling", "papers", *_STORY), (*_WHO, *_HOME, "needs"),
        L.CARE, _("Pengasuh dan tanggal penempatan"), aliases=("care",),
    ),
    Purpose(
        "temporary_shelter", _("Tempat sementara"), S.TEMPORARY_SHELTER, (K.LPKS, K.BALAI, K.LKSA),
        (("shelter", _("Tempat tinggal sementara")), ("custody", _("Titipan dalam proses hukum"))),
        (*_WHO, *_HOME, *_NUMBERS, "schooling", *_STORY), (*_WHO, "guardian", "needs"),
        L.CARE, _("Tanggal masuk dan keluar"),
    ),
    Purpose(
        "health", _("Kesehatan dan jaminan kesehatan"), S.HEALTH, (K.HEALTH_SERVICE,),
        (("check", _("Pemeriksaan kesehatan")), ("treatment", _("Perawatan lanjutan")), ("insurance", _("BPJS PBI")),
         ("mental", _("Kesehatan jiwa"))),
        (*_WHO, *_HOME, *_NUMBERS, "papers", "situation", "needs"), (*_WHO, "guardian", "needs"),
        L.HEALTH, _("Fasilitas, nomor kartu, dan tanggal layanan"),
    ),
    Purpose(
        "social_assistance", _("Bantuan sosial"), S.SOCIAL_ASSISTANCE, (K.SOCIAL_OFFICE,),
        (("pkh", _("PKH")), ("food", _("Bantuan pangan")), ("registry", _("Masuk DTSEN"))),
        (*_WHO, *_HOME, *_NUMBERS, "papers"), (*_WHO, *_HOME, *_NUMBERS), L.CARE, _("Status dan tanggal bantuan"),
    ),
    Purpose(
        "violence_protection", _("Perlindungan dari kekerasan"), S.VIOLENCE_PROTECTION,
        (K.PROTECTION_UNIT, K.POLICE_CHILD_UNIT),
        (("protection", _("Perlindungan dan pendampingan")), ("report", _("Pendampingan laporan polisi"))),
        (*_WHO, *_HOME, *_NUMBERS, *_STORY), (*_WHO, "address", "situation", "needs"),
        L.CARE, _("Rencana perlindungan dan tanggal mulai"),
    ),
    Purpose(
        "substance_recovery", _("Pemulihan NAPZA"), S.SUBSTANCE_RECOVERY, (K.BNN, K.HEALTH_SERVICE),
        (("assessment", _("Asesmen penggunaan")), ("programme", _("Program pemulihan"))),
        (*_WHO, *_HOME, *_NUMBERS, *_STORY), (*_WHO, "guardian", "needs"),
        L.BEHAVIOUR, _("Program dan tanggal mulai"),
    ),
    Purpose(
        "aftercare", _("Pascalayanan"), S.AFTERCARE, (K.SOCIAL_OFFICE,),
        (("visits", _("Kunjungan pascalayanan")),),
        (*_WHO, *_HOME, *_NUMBERS, "mother", "schooling", "papers", *_STORY), (*_WHO, *_HOME, "schooling", "needs"),
        L.COMMUNITY, _("Petugas dan tanggal kunjungan pertama"),
    ),
    Purpose(
        "rehabilitation", _("Rehabilitasi sosial"), S.REHABILITATION, (K.BALAI, K.LPKS),
        (("residential", _("Rehabilitasi dalam balai")), ("outreach", _("Layanan di keluarga"))),
        (*_WHO, *_HOME, *_NUMBERS, "mother", "schooling", "papers", *_STORY), (*_WHO, *_HOME, "needs"),
        L.CARE, _("Tanggal penerimaan dan bentuk layanan"),
    ),
    Purpose(
        "legal_support", _("Pendampingan hukum"), S.LEGAL_SUPPORT,
        (K.SOCIAL_OFFICE, K.PROTECTION_UNIT, K.PROBATION_OFFICE),
        (("companion", _("Pendampingan proses hukum")), ("diversion", _("Pendampingan diversi"))),
        (*_WHO, *_HOME, *_NUMBERS, *_STORY), (*_WHO, "guardian"), L.CARE, _("Pendamping dan jadwal"),
    ),
)  # fmt: skip

_BY_KEY = {purpose.key: purpose for purpose in PURPOSES}


def get(key: str) -> Purpose:
    """Return a purpose.  Raises KeyError for an unknown key."""
    return _BY_KEY[key]


def find(text: str) -> Purpose | None:
    """Return the purpose another room or a link means: its key or an alias such as a life area; None if unknown."""
    if text in _BY_KEY:
        return _BY_KEY[text]
    return next((purpose for purpose in PURPOSES if text and text in purpose.aliases), None)


def choices() -> list[tuple[str, str | Promise]]:
    """Return (key, label) of every purpose in the order of the page."""
    return [(purpose.key, purpose.label) for purpose in PURPOSES]


def serving(life_area: str) -> list[Purpose]:
    """Return the purposes that serve a life area of after-care."""
    return [purpose for purpose in PURPOSES if purpose.life_area == life_area]
