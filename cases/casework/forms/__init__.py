from cases.casework.forms.acts import AgreementForm, AssignForm, WordsForm
from cases.casework.forms.categorising import ApproachForm, CategoriesForm, SubCategoryForm, TeamForm
from cases.casework.forms.conferences import DecisionForm, InviteForm, MinutesForm, WhyForm
from cases.casework.forms.ending import CloseForm, RejectForm, ReopenForm, TransferForm
from cases.casework.forms.fields import radio
from cases.casework.forms.intake import CheckForm, ChildStep, EventStep, KnownStep, NoteStep
from cases.casework.forms.notes import EditNoteForm, NoteForm, SessionForm
from cases.casework.forms.planning import DecideForm, PlanForm
from cases.casework.forms.rating import RiskForm
from cases.casework.forms.rounds import BeginForm, SectionForm, SummaryForm
from cases.casework.forms.tasks import CancelTaskForm, ReassignTaskForm, SnoozeForm, TaskForm

__all__ = [
    "AgreementForm",
    "ApproachForm",
    "AssignForm",
    "BeginForm",
    "CancelTaskForm",
    "CategoriesForm",
    "CheckForm",
    "ChildStep",
    "CloseForm",
    "DecideForm",
    "DecisionForm",
    "EditNoteForm",
    "EventStep",
    "InviteForm",
    "KnownStep",
    "MinutesForm",
    "NoteForm",
    "NoteStep",
    "PlanForm",
    "ReassignTaskForm",
    "RejectForm",
    "ReopenForm",
    "RiskForm",
    "SectionForm",
    "SessionForm",
    "SnoozeForm",
    "SubCategoryForm",
    "SummaryForm",
    "TaskForm",
    "TeamForm",
    "TransferForm",
    "WhyForm",
    "WordsForm",
    "radio",
]
