"""The base of every form: one per verb, with its viewer, its layout and its words; it never saves."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.kernel.refusals import Refused
from core.kernel.scope import Viewer

_ANY_FIELD = forms.Field.default_error_messages["required"]


class ViewerForm(forms.Form):
    """A form for one verb.  `submit_label` is the word on the button; `layout()` may arrange the fields.

    A hidden token makes a double submit give one result.
    """

    submit_label = _("Simpan")
    form_token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args, viewer: Viewer, **kwargs):
        self.viewer = viewer
        self.refused: Refused | None = None
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["form_token"].initial = str(uuid4())
        self.prepare()
        self._name_what_is_missing()

    def _name_what_is_missing(self) -> None:
        """Let the error summary say which field is empty, where the field has no words of its own for it."""
        for field in self.fields.values():
            if field.label and field.error_messages.get("required") is _ANY_FIELD:
                words = _("Pilih “%(label)s”") if isinstance(field, forms.ChoiceField) else _("Isi “%(label)s”")
                field.error_messages["required"] = words % {"label": field.label}

    def prepare(self) -> None:
        """Fill choices that depend on the viewer; the place to narrow what may be picked."""

    def layout(self) -> list:
        """Return the crispy layout objects, by default every field in order."""
        return [name for name in self.fields if name != "form_token"]

    @property
    def helper(self) -> FormHelper:
        """Return the crispy helper: no form tag (the page writes it), our template pack, our order."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("form_token", *self.layout())
        return helper

    def add_refusal(self, refused: Refused) -> None:
        """Put a refusal beside the field it names, else above the form with what is missing."""
        self.refused = refused
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, str(refused.sentence))

    def answers(self) -> dict:
        """Return the cleaned data a verb wants: everything but the token."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_token"}
