from cases.documents.forms.files import AttachForm, WithdrawForm
from cases.documents.forms.letters import GiveBackForm, NewLetterForm, NumberForm, PatternForm, VoidForm, letter_form

__all__ = [
    "AttachForm",
    "GiveBackForm",
    "NewLetterForm",
    "NumberForm",
    "PatternForm",
    "VoidForm",
    "WithdrawForm",
    "letter_form",
]
