from django import forms
from django.utils.translation import gettext_lazy as _

from core.audit import selectors
from core.kernel.access import Access
from core.screens.fields import TextField
from core.screens.views import ListScreen


class TrailFilter(forms.Form):
    """What the privacy officer narrows the record by."""

    tindakan = TextField(label=_("Tindakan"), required=False, max_length=60)
    hanya_baca = forms.BooleanField(label=_("Hanya yang membaca"), required=False)


class Trail(ListScreen):
    """The whole record for the privacy officer: who did or read what; codes only, no content."""

    access = Access.to("audit.view")
    template_name = "audit/trail.html"
    title = _("Jejak audit")
    page_key = "-at"
    page_size = 50

    def get_queryset(self):
        form = TrailFilter(self.request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        return selectors.entries(verb=chosen.get("tindakan", ""), only_reads=chosen.get("hanya_baca", False))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["form"] = TrailFilter(self.request.GET)
        context["rows"] = selectors.rows(context["rows"])
        return context
