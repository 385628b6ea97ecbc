from cases.casework.forms.acts import AgreementForm, AssignForm, NoteForm, WordsForm
from cases.casework.forms.assessing import AssessmentForm, RiskForm
from cases.casework.forms.categorising import ApproachForm, CategoriesForm, SubCategoryForm, TeamForm
from cases.casework.forms.ending import CloseForm, RejectForm, ReopenForm, TransferForm
from cases.casework.forms.fields import radio
from cases.casework.forms.intake import EventFields, IntakeForm, KnownChildForm
from cases.casework.forms.planning import DecideForm, PlanForm
from cases.casework.forms.tasks import SnoozeForm, TaskForm

__all__ = [
    "AgreementForm",
    "ApproachForm",
    "AssessmentForm",
    "AssignForm",
    "CategoriesForm",
    "CloseForm",
    "DecideForm",
    "EventFields",
    "IntakeForm",
    "KnownChildForm",
    "NoteForm",
    "PlanForm",
    "RejectForm",
    "ReopenForm",
    "RiskForm",
    "SnoozeForm",
    "SubCategoryForm",
    "TaskForm",
    "TeamForm",
    "TransferForm",
    "WordsForm",
    "radio",
]
