"""The family's economy, housing, and what the child and those around it bring along (sections of the Indonesian form)."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Component, Domain
from cases.casework.instruments.parts import FINDING, MANY, NOTHING, TEXT, Item, Section, pick

_YES_NO = (("yes", _("Ya")), ("no", _("Tidak")))
ECONOMY = Section(
    "economy", _("Kondisi sosial ekonomi"), Domain.SOCIAL,
    items=(
        pick(
            "head_works", _("Apakah kepala keluarga bekerja?"), ("yes", _("Ya, tetap")), ("casual", _("Ya, tidak tetap")),
            ("no", _("Tidak bekerja")), (NOTHING, _("Tidak ada kepala keluarga")),
        ),
        Item("head_job", _("Pekerjaan kepala keluarga"), TEXT),
        Item("dependants", _("Jumlah tanggungan"), TEXT, hint=_("Misalnya 4 orang, 2 di antaranya bersekolah.")),
        pick(
            "spending", _("Pengeluaran keluarga sebulan"), ("below_1", _("Kurang dari Rp1 juta")),
            ("to_2", _("Rp1 juta sampai Rp2 juta")), ("to_4", _("Rp2 juta sampai Rp4 juta")), ("above_4", _("Lebih dari Rp4 juta")),
        ),
        pick("hungry_day", _("Pernahkah keluarga tidak makan sehari penuh dalam setahun ini?"), *_YES_NO),
        pick(
            "aid", _("Bantuan yang diterima"), (NOTHING, _("Belum menerima bantuan")), ("pkh", _("PKH")),
            ("sembako", _("Sembako")), ("kis", _("KIS PBI-JK")), ("kip", _("KIP")), ("other", _("Lainnya")), kind=MANY,
        ),
    ),
)  # fmt: skip
HOUSE = Section(
    "house", _("Tempat tinggal: status"), Domain.SOCIAL,
    items=(
        pick(
            "tenure", _("Status rumah"), ("own", _("Milik sendiri")), ("rent", _("Sewa atau kontrak")),
            ("family", _("Menumpang keluarga")), ("institution", _("Lembaga atau asrama")), (NOTHING, _("Tidak ada rumah")),
        ),
        pick(
            "land_proof", _("Bukti kepemilikan tanah"), ("certificate", _("Sertifikat")), ("other", _("Surat lain")),
            ("communal", _("Tanah ulayat atau kaum")), (NOTHING, _("Tidak ada")),
        ),
        pick(
            "lives_with", _("Anak tinggal bersama"), ("both", _("Ayah dan ibu")), ("one", _("Ayah atau ibu saja")),
            ("relatives", _("Kerabat")), ("others", _("Orang lain atau lembaga")), (NOTHING, _("Sendiri")),
        ),
        Item("area", _("Luas rumah"), TEXT, hint=_("Misalnya 36 m², 5 penghuni.")),
    ),
)  # fmt: skip
BUILDING = Section(
    "building", _("Tempat tinggal: bangunan"), Domain.SOCIAL,
    items=(
        pick(
            "roof", _("Atap"), ("tile", _("Genteng")), ("zinc", _("Seng atau asbes")), ("leaf", _("Daun, ijuk, atau terpal")),
            (NOTHING, _("Tidak ada")),
        ),
        pick(
            "floor", _("Lantai"), ("ceramic", _("Keramik")), ("cement", _("Semen")), ("wood", _("Papan atau bambu")),
            ("soil", _("Tanah")),
        ),
        pick(
            "wall", _("Dinding"), ("brick", _("Tembok")), ("wood", _("Papan")), ("bamboo", _("Bambu")),
            (NOTHING, _("Tidak ada atau darurat")),
        ),
        pick("toilet", _("MCK"), ("own", _("Milik sendiri")), ("shared", _("Bersama")), (NOTHING, _("Tidak ada"))),
        pick(
            "power", _("Listrik"), ("own", _("PLN, meteran sendiri")), ("shared", _("Menumpang")), ("other", _("Sumber lain")),
            (NOTHING, _("Tidak ada")),
        ),
        pick(
            "water", _("Air"), ("tap", _("PDAM")), ("well", _("Sumur atau mata air terlindung")),
            ("open", _("Sungai atau sumur terbuka")), ("bought", _("Membeli")),
        ),
    ),
)  # fmt: skip
OUTLOOK = Section(
    "outlook", _("Permasalahan, potensi, dan rencana"), Domain.SOCIAL,
    items=(
        Item("problem", _("Permasalahan (gambaran kasus)"), FINDING),
        Item("past_services", _("Pelayanan yang pernah diterima"), FINDING),
        Item("talents", _("Minat dan bakat"), FINDING),
        Item("skills", _("Keterampilan, motivasi, dan hasil tes"), FINDING),
        Item("resources", _("Potensi sumber di keluarga dan masyarakat"), FINDING),
        pick("components", _("Komponen layanan yang dibutuhkan"), *Component.choices, (NOTHING, _("Tidak ada")), kind=MANY),
        Item("involved", _("Pihak yang terlibat"), FINDING),
    ),
)  # fmt: skip
