from cases.casework.forms.acts import AgreementForm, AssignForm, NoteForm, WordsForm
from cases.casework.forms.categorising import ApproachForm, CategoriesForm, SubCategoryForm, TeamForm
from cases.casework.forms.ending import CloseForm, RejectForm, ReopenForm, TransferForm
from cases.casework.forms.fields import radio
from cases.casework.forms.intake import CheckForm, ChildStep, EventStep, KnownStep, NoteStep
from cases.casework.forms.planning import DecideForm, PlanForm
from cases.casework.forms.rating import RiskForm
from cases.casework.forms.rounds import BeginForm, SectionForm, SummaryForm
from cases.casework.forms.tasks import SnoozeForm, TaskForm

__all__ = [
    "AgreementForm",
    "ApproachForm",
    "AssignForm",
    "BeginForm",
    "CategoriesForm",
    "CheckForm",
    "ChildStep",
    "CloseForm",
    "DecideForm",
    "EventStep",
    "KnownStep",
    "NoteForm",
    "NoteStep",
    "PlanForm",
    "RejectForm",
    "ReopenForm",
    "RiskForm",
    "SectionForm",
    "SnoozeForm",
    "SubCategoryForm",
    "SummaryForm",
    "TaskForm",
    "TeamForm",
    "TransferForm",
    "WordsForm",
    "radio",
]
