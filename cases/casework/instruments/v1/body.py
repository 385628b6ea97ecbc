"""Food, growth and health."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Domain
from cases.casework.instruments.parts import Section, factor

FOOD = Section(
    "food", _("Makan dan gizi"), Domain.BIOLOGICAL, is_required=True,
    items=(
        factor(
            "food_supply", _("Ketersediaan makanan"),
            _("makan cukup dan beragam setiap hari, sepanjang tahun."),
            _("biasanya cukup; sesekali porsi atau lauknya berkurang."),
            _("sering kurang; dalam sebulan ini ada hari tanpa makan lengkap."),
            _("hampir tiap hari lapar, atau bergantung pada pemberian orang."),
        ),
        factor(
            "growth", _("Pertumbuhan dan gizi"),
            _("tinggi, berat, dan tenaganya sesuai usia."),
            _("tumbuh baik, ada hal kecil yang perlu dipantau."),
            _("tampak kurus, pendek, atau lemah dibanding anak seusianya."),
            _("gizi buruk atau sangat lemah; perlu tenaga kesehatan segera."),
        ),
    ),
)  # fmt: skip
HEALTH = Section(
    "health", _("Kesehatan"), Domain.BIOLOGICAL, is_required=True,
    items=(
        factor(
            "wellness", _("Kesehatan badan"),
            _("sehat dan aktif dalam sebulan ini."),
            _("sakit ringan sekali dua kali; pulih tanpa masalah."),
            _("sering sakit, punya penyakit menahun, atau memakai zat."),
            _("sakit berat, cedera, atau ketergantungan zat yang belum ditangani."),
        ),
        factor(
            "health_services", _("Layanan kesehatan"),
            _("mendapat pencegahan, obat, dan alat bantu yang diperlukan."),
            _("biasanya terlayani; ada yang terlambat, misalnya imunisasi."),
            _("hanya kadang terlayani; terhalang biaya, jarak, atau kepesertaan."),
            _("tidak mendapat pengobatan atau alat bantu yang diperlukan."),
        ),
    ),
)  # fmt: skip
