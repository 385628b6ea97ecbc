"""What a form says about what is missing."""

from django import forms

from core.kernel.scope import NOBODY
from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class Asked(ViewerForm):
    name = TextField(label="Nama")
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "A")])
    other = forms.CharField(label="Lain", error_messages={"required": "Tulis yang lain"})


def test_the_summary_says_which_field_is_empty_unless_the_field_has_its_own_words():
    form = Asked({}, viewer=NOBODY)
    assert not form.is_valid()
    assert form.errors["name"] == ["Isi “Nama”"]
    assert form.errors["kind"] == ["Pilih “Jenis”"]
    assert form.errors["other"] == ["Tulis yang lain"]
