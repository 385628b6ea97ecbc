"""The base of every anticipated "no": a sentence for the person, what is missing, and a link to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Missing:
    """One thing that is still missing, in words, with the page where it can be supplied ("" when none)."""

    text: str | Promise
    url: str = ""


class Refused(Exception):
    """An act the house does not allow now.  Subclasses live beside the verb that raises them.

    `sentence` is shown to the person, `missing` lists what would have to be done first, `field` names the
    form field the sentence belongs beside ("" for the whole form).
    """

    sentence: str | Promise = ""

    def __init__(
        self, sentence: str | Promise = "", *, missing: Iterable[Missing] = (), field: str = "", code: str = ""
    ):
        self.sentence = sentence or self.sentence
        self.missing = tuple(missing)
        self.field = field
        self.code = code or type(self).__name__
        super().__init__(str(self.sentence))


class ChangedMeanwhile(Refused):
    """Somebody else saved the same row after the form was opened; `theirs` is the row as it stands now."""

    sentence = _("Data ini baru saja diubah orang lain. Isian Anda masih ada: bandingkan, lalu simpan lagi.")

    def __init__(self, theirs):
        super().__init__()
        self.theirs = theirs
