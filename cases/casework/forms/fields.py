"""What several forms of the room share."""

from django import forms


def radio(field_choices, label, *, layout="is-one", **kwargs) -> forms.ChoiceField:
    """Return a required choice in rows."""
    return forms.ChoiceField(
        label=label, choices=field_choices, widget=forms.RadioSelect(attrs={"layout": layout}), **kwargs
    )
