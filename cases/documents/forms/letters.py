"""Letters: which kind about what, its parts, its number, its end."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from cases.documents import choices
from cases.documents.letters.kinds import LetterKind, Part
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm


class NewLetterForm(ViewerForm):
    """Which letter; `offered` are (value, words) of kind and subject together."""

    submit_label = _("Siapkan draf")
    letter = forms.ChoiceField(
        label=_("Surat apa yang Anda perlukan?"), widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenis surat")},
    )  # fmt: skip

    def __init__(self, *args, offered, **kwargs):
        self.offered = offered
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["letter"].choices = self.offered


class _LetterForm(VersionedForm, ViewerForm):
    """The parts of one draft; the fields come from its kind (see `letter_form`)."""

    submit_label = _("Simpan surat")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def differences(self, row) -> list[tuple[str | Promise, str]]:
        found = []
        for key, text in row.texts.items():
            if key in self.fields and text.strip() != (self.cleaned_data.get(key) or ""):
                options = dict(getattr(self.fields[key], "choices", ()) or ())
                found.append((self.fields[key].label, options.get(text, text) or _("(kosong)")))
        return found


def letter_form(kind: LetterKind, texts: dict[str, str], signers: list[int]) -> type[_LetterForm]:
    """Return the form of one draft: a field for each part it has, and who signs."""
    fields: dict[str, forms.Field] = {part.key: _field(part) for part in kind.parts_of(texts)}
    fields["signer"] = forms.ModelChoiceField(
        label=_("Penanda tangan"), queryset=User.objects.filter(pk__in=signers).order_by("name", "pk"),
        empty_label=_("Pilih penanda tangan"), error_messages={"required": _("Pilih penanda tangan.")},
    )  # fmt: skip
    fields["signer"].label_from_instance = lambda person: person.name  # type: ignore[attr-defined]
    return type("LetterForm", (_LetterForm,), fields)


def _field(part: Part) -> forms.Field:
    if part.choices:
        return forms.ChoiceField(label=part.label, choices=part.choices, help_text=part.hint, required=True)
    hint = part.hint
    if part.columns:
        hint = _("Satu baris satu isian: %(columns)s") % {"columns": " | ".join(map(str, part.columns))}
    return TextField(
        label=part.label, rows=part.rows, max_length=part.most, required=part.is_needed, help_text=hint,
        error_messages={
            "required": _("Isi bagian ini."),
            "max_length": _("Bagian ini terlalu panjang: paling banyak %(limit_value)d huruf. Ringkas, atau lampirkan dokumennya.")
        },
    )  # fmt: skip


class NumberForm(ViewerForm):
    """The number and the date; an empty number is taken from the office's book."""

    submit_label = _("Beri nomor dan bekukan")
    number = TextField(
        label=_("Nomor surat"), max_length=80, required=False,
        help_text=_("Kosongkan untuk nomor berikutnya menurut buku agenda, atau tulis nomor dari agenda kantor Anda."),
    )  # fmt: skip
    dated_on = IndonesianDateField(label=_("Tanggal surat"))


class GiveBackForm(ViewerForm):
    """What has to be changed."""

    submit_label = _("Kembalikan")
    text = TextField(
        label=_("Apa yang perlu diperbaiki?"), rows=4, max_length=2000,
        error_messages={"required": _("Tulis apa yang perlu diperbaiki.")},
    )  # fmt: skip


class VoidForm(ViewerForm):
    """Why a numbered letter no longer holds."""

    submit_label = _("Batalkan surat")
    reason = forms.ChoiceField(
        label=_("Alasan surat dibatalkan"), choices=choices.VoidReason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan surat dibatalkan.")},
    )  # fmt: skip
    explanation = TextField(label=_("Penjelasan"), rows=3, required=False, max_length=1000)


class PatternForm(VersionedForm, ViewerForm):
    """How the office's numbers look."""

    submit_label = _("Simpan pola")
    pattern = TextField(
        label=_("Pola nomor"), max_length=60, error_messages={"required": _("Tulis pola nomor.")},
        help_text=_("{urut} nomor urut, {kode} kode jenis surat, {bulan} bulan dengan angka Romawi, {tahun} tahun."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
