"""Invented names and places for the demonstration, drawn with a fixed seed."""

import random
from datetime import date, timedelta

FIRST = {
    "L": ("Ahmad", "Budi", "Dimas", "Fajar", "Gilang", "Hafiz", "Ilham", "Joko", "Krisna", "Muhammad", "Naufal", "Rafi", "Rizki", "Taufik", "Yoga"),
    "P": ("Aisyah", "Bunga", "Citra", "Dina", "Elsa", "Fatimah", "Gita", "Intan", "Kirana", "Laila", "Mawar", "Nabila", "Putri", "Rahma", "Sinta"),
}  # fmt: skip
LAST = (
    "Saputra",
    "Ramadhan",
    "Maulana",
    "Hidayat",
    "Kurniawan",
    "Syahputra",
    "Permata",
    "Lestari",
    "Anggraini",
    "Safitri",
    "Wulandari",
    "",
)
MOTHERS = ("Sri Wahyuni", "Nurhayati", "Ermawati", "Yulianti", "Rosmaini", "Desi Susanti", "Murni", "Zuraida")
# Villages in the three kabupaten/kota of the founding article.
VILLAGES = (
    "13.71.11.1002",
    "13.71.11.1001",
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
)


def child(chance: random.Random, today: date) -> dict:
    """Return the answers of an invented child: name, sex, birth date, mother."""
    sex = chance.choice("LLLPP")
    name = f"{chance.choice(FIRST[sex])} {chance.choice(LAST)}".strip()
    born_on = today - timedelta(days=chance.randint(7 * 365, 17 * 365 + 200))
    return {
        "full_name": name, "nickname": "", "sex": sex, "nik_known": "unknown", "nik": "", "born_on": born_on, "age": None,
        "mother_name": chance.choice(MOTHERS), "needs": "",
    }  # fmt: skip
