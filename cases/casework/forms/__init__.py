from cases.casework.forms.acts import (
    AdditionForm,
    AgreementForm,
    AssignForm,
    CorrectionForm,
    HelpAnswerForm,
    HelpForm,
)
from cases.casework.forms.categorising import ApproachForm, CategoriesForm, SubCategoryForm, TeamForm
from cases.casework.forms.conferences import DecisionForm, InviteForm, MinutesForm, WhyForm
from cases.casework.forms.ending import CloseForm, RejectForm, ReopenForm
from cases.casework.forms.fields import radio
from cases.casework.forms.intake import CheckForm, ChildStep, EventStep, KnownStep, NoteStep
from cases.casework.forms.notes import EditNoteForm, NoteForm, SessionForm
from cases.casework.forms.planning import (
    ActivityForm,
    ActivityStateForm,
    DecideForm,
    GapForm,
    GoalForm,
    GoalStateForm,
    NewGoalForm,
    ProgressForm,
    RemoveForm,
)
from cases.casework.forms.rating import RiskForm
from cases.casework.forms.rounds import BeginForm, SectionForm, SummaryForm
from cases.casework.forms.tasks import CancelTaskForm, ReassignTaskForm, SnoozeForm, TaskForm
from cases.casework.forms.transferring import AcceptForm, DeclineForm, OfferAgencyForm, OfferColleagueForm, OutsideForm

__all__ = [
    "AcceptForm",
    "ActivityForm",
    "ActivityStateForm",
    "AdditionForm",
    "AgreementForm",
    "ApproachForm",
    "AssignForm",
    "BeginForm",
    "CancelTaskForm",
    "CategoriesForm",
    "CheckForm",
    "ChildStep",
    "CloseForm",
    "CorrectionForm",
    "DecideForm",
    "DecisionForm",
    "DeclineForm",
    "EditNoteForm",
    "EventStep",
    "GapForm",
    "GoalForm",
    "GoalStateForm",
    "HelpAnswerForm",
    "HelpForm",
    "InviteForm",
    "KnownStep",
    "MinutesForm",
    "NewGoalForm",
    "NoteForm",
    "NoteStep",
    "OfferAgencyForm",
    "OfferColleagueForm",
    "OutsideForm",
    "ProgressForm",
    "ReassignTaskForm",
    "RejectForm",
    "RemoveForm",
    "ReopenForm",
    "RiskForm",
    "SectionForm",
    "SessionForm",
    "SnoozeForm",
    "SubCategoryForm",
    "SummaryForm",
    "TaskForm",
    "TeamForm",
    "WhyForm",
    "radio",
]
