"""The invented children, where they live and what was reported about them, drawn with a fixed seed."""

import random
from datetime import date, timedelta

from ampk.demo.names import Names

# Villages in the three kabupaten/kota of the founding article and in Pekanbaru.
VILLAGES = (
    "13.71.11.1002",
    "13.71.11.1001",
    "13.71.11.1002",
    "13.04.01.2001",
    "13.04.05.2001",
    "13.07.01.2001",
    "13.07.05.2001",
    "14.71.12.1001",
)
CATEGORIES = (
    "maltreatment_neglect", "maltreatment_neglect", "justice_contact", "justice_contact", "justice_contact", "deviant_behaviour",
    "substance_abuse", "violence", "sexual_crime", "exploitation", "disability", "stigmatisation", "abduction_trafficking",
)  # fmt: skip
SOURCES = ("police", "social_office", "family", "community", "school", "field_worker", "hotline")
NARRATIVES = (
    "Anak ditemukan petugas di terminal pada malam hari dan belum dapat dihubungkan dengan keluarganya.",
    "Sekolah melaporkan anak sudah dua bulan tidak masuk dan membantu bekerja di pasar.",
    "Kepolisian meminta pendampingan; anak didengar bersama pekerja sosial.",
    "Tetangga melaporkan anak sering sendirian dan tidak makan teratur.",
    "Keluarga meminta bantuan karena anak sering pergi dari rumah.",
    "Anak tertangkap mengambil telepon genggam di pasar; keluarga korban bersedia bermusyawarah.",
    "Puskesmas melaporkan luka yang tidak cocok dengan cerita; anak diantar neneknya.",
    "Anak putus sekolah dan ikut teman mengisap lem di dekat jembatan.",
)
VISITED = (
    "Anak dan ibu ditemui di rumah; sekolah dan pergaulan dibicarakan.",
    "Anak sedang membantu di warung; wali kelas ditelepon dari rumah.",
    "Nenek yang mengasuh bercerita anak sudah mau mengaji lagi.",
    "Anak mengeluh sering diejek; disepakati bicara dengan ketua RT.",
    "Ayah baru pulang melaut; jam belajar malam disepakati.",
)


def child(chance: random.Random, names: Names, today: date, *, age: int | None = None) -> dict:
    """Return the answers of an invented child: name, sex, birth date, mother."""
    sex = chance.choice("LLLPP")
    days = age * 365 + chance.randint(20, 300) if age else chance.randint(7 * 365, 16 * 365)
    return {
        "full_name": names.child(sex), "nickname": "", "sex": sex, "nik_known": "unknown", "nik": "",
        "born_on": today - timedelta(days=days), "age": None, "mother_name": names.mother(), "needs": "",
    }  # fmt: skip
