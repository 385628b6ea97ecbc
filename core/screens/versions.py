"""Two people on one row: nobody's words are lost, and the second sees theirs and the other's."""

from django.utils.translation import gettext_lazy as _

from core.kernel.refusals import ChangedMeanwhile, Refused


class VersionedForm:
    """Mixin for a form on a row that somebody else may save meanwhile; put it before ViewerForm.

    The form carries the row's `version` and gives it back in `answers()`; the verb raises ChangedMeanwhile when the row
    has moved on.  Then what they wrote is shown beside what was typed here, and a second press saves knowingly.
    """

    # Boxes that stay empty on the page because what they stand for is masked; empty keeps it, "-" empties it.
    secret: tuple[str, ...] = ()

    theirs: list[tuple[str, str]] = []

    def add_refusal(self, refused: Refused) -> None:
        if isinstance(refused, ChangedMeanwhile):
            self.theirs = self.differences(refused.theirs)
            # From here on a second press saves over the row that is shown beside the form.
            data = self.data.copy()  # type: ignore[has-type]  # a copy keeps every tick of a group of boxes
            data["version"] = str(refused.theirs.version)
            self.data = data
        super().add_refusal(refused)  # type: ignore[misc]

    def differences(self, row) -> list[tuple[str, str]]:
        """Return (label, their value) of each field that now stands differently from what was typed."""
        found = []
        for name, field in self.fields.items():
            if name in self.secret or not hasattr(row, name) or name in {"version", "form_token"}:
                continue
            theirs = getattr(row, name)
            if (theirs or "") != (self.cleaned_data.get(name) or ""):
                choices = dict(getattr(field, "choices", ()) or ())
                found.append((field.label, choices.get(theirs, theirs) or _("(kosong)")))
        return found

    def answers(self) -> dict:
        """Return the cleaned data without the secret boxes that were left empty; "-" empties what they stand for."""
        answers = {**super().answers(), "version": self.cleaned_data["version"]}  # type: ignore[misc]
        for name in self.secret:
            if not answers.get(name):
                answers.pop(name, None)
            elif answers[name] == "-":
                answers[name] = ""
        return answers
