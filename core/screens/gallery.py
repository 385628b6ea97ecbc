"""The living gallery of components at /gaya/: what the pages are built from, with invented content."""

from datetime import date, timedelta
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext_lazy as _

from core.kernel.access import Access
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm
from core.screens.views import PageScreen


class SampleForm(ViewerForm):
    """Every kind of control once."""

    name = TextField(label=_("Nama lengkap"), required=False, help_text=_("Satu kata pun boleh."))
    born_on = IndonesianDateField(label=_("Tanggal lahir"))
    phone = PhoneField(label=_("Telepon"), required=False)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"), widget=forms.RadioSelect, choices=(("L", _("Laki-laki")), ("P", _("Perempuan")))
    )
    needs = forms.MultipleChoiceField(
        label=_("Kebutuhan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=(("a", _("Sekolah")), ("b", _("Akta"))),
    )
    place = forms.ChoiceField(label=_("Wilayah"), choices=(("", _("Pilih")), ("13.71", "Kota Padang")))
    note = TextField(label=_("Catatan"), rows=3, required=False)


class Gallery(PageScreen):
    """Show every component."""

    access = Access.public()
    template_name = "pages/gallery.html"
    title = _("Gaya")

    def get_context_data(self, **kwargs):
        def duty(days=0.0, clock="promise", **more):
            facts = {"due_at": self.now + timedelta(days=days), "clock": clock, "paused_at": None, "settled_at": None}
            return SimpleNamespace(**{**facts, **more})

        return super().get_context_data(
            duties=[
                duty(-3.2), duty(0.001), duty(2.5), duty(20, "calendar"), duty(1.3, "law"), duty(-1, "law"),
                duty(2, paused_at=self.now), duty(2, settled_at=self.now),
            ],
            steps=[
                SimpleNamespace(label=word, is_done=number < 2, is_now=number == 2)
                for number, word in enumerate((_("Akses"), _("Kesepakatan"), _("Asesmen"), _("Perencanaan")))
            ],
            entries=[SimpleNamespace(at=self.now, who="Rina M.", agency="Balai", sentence=_("Rujukan dikirim"), date_only=False)],
            form=SampleForm(viewer=self.viewer),
            born_on=date(2014, 5, 12),
            **kwargs,
        )  # fmt: skip
