from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.people.forms import PersonField
from agencies.people.models import User
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


class RuleForm(ViewerForm):
    """Edit one default: the number, from when, and why."""

    submit_label = _("Simpan aturan")
    value = forms.IntegerField(label=_("Angka baru"), min_value=1, max_value=400)
    since = IndonesianDateField(label=_("Berlaku sejak"))
    reason = TextField(label=_("Alasan"), help_text=_("Misalnya nomor surat atau hasil rapat."), max_length=200)


class RuleImport(ViewerForm):
    """Change several rules at once from CSV; the present table stands in the box."""

    submit_label = _("Ambil daftar")
    text = TextField(
        label=_("Daftar aturan (CSV)"),
        help_text=_(
            "Satu baris satu aturan: kode,angka,berlaku sejak,alasan. Ubah angkanya dan tulis alasannya; baris yang "
            "angkanya tetap tidak mengubah apa pun. Batas yang ditetapkan hukum tidak ada di daftar ini."
        ),
        rows=14,
        max_length=20000,
    )


class HolidayForm(ViewerForm):
    """Add or correct one day."""

    submit_label = _("Simpan hari")
    on = IndonesianDateField(label=_("Tanggal"))
    name = TextField(label=_("Nama hari"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Jenis"),
        widget=forms.RadioSelect,
        choices=(("off", _("Libur nasional")), ("leave", _("Cuti bersama")), ("on", _("Tetap hari kerja"))),
    )


class HolidayImport(ViewerForm):
    """Take a year's days at once from pasted CSV."""

    submit_label = _("Ambil daftar")
    text = TextField(
        label=_("Daftar hari (CSV)"),
        help_text=_("Satu baris satu hari: tanggal,nama,jenis. Jenisnya libur, cuti bersama, atau kerja."),
        rows=8,
        max_length=20000,
    )


class LastDayForm(ViewerForm):
    """Until when somebody works here; nothing when no end is known."""

    submit_label = _("Simpan hari terakhir")
    ends_on = IndonesianDateField(
        label=_("Hari terakhir"), required=False,
        help_text=_("Kosongkan bila orang ini tetap bekerja di sini."),
    )  # fmt: skip


class HandOverForm(ViewerForm):
    """Who receives everything that somebody holds who leaves soon."""

    submit_label = _("Alihkan semua")
    receiver = PersonField(label=_("Penerima pekerjaan"), queryset=User.objects.none(), empty_label=_("Pilih rekan"))

    def __init__(self, *args, receivers, **kwargs):
        self.receivers = receivers
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["receiver"].queryset = self.receivers
