"""The minutes of a case conference: written, decided upon, finished; afterwards only added to."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.people.models import User
from cases.casework.choices import ConferenceState, Heard
from cases.casework.models import Conference, ConferenceDecision, Invited, Minutes, MinutesAddition
from cases.casework.services.common import CaseRefused, note, owe, today_of
from cases.casework.services.conferring import taken
from cases.casework.services.tasks import make_task
from cases.casework.states import CONFERENCE
from core.kernel.calendar import end_of
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer


@transaction.atomic
def save_minutes(
    *, by: Viewer, now: datetime, conference: Conference, version: int, answers: dict, came: set
) -> Minutes:
    """Save who came and what was said, as often as needed until the minutes are finished.  Raises ChangedMeanwhile.

    `answers`: facts, child_heard, child_view, family_heard, family_view, differences, next_on; `came` holds ids of
    `Invited`.
    """
    row, case = taken(by, conference)
    _insist_held(row)
    minutes = Minutes.objects.visible_to(by).select_for_update().get(conference=row)
    if minutes.version != version:
        raise ChangedMeanwhile(minutes)
    for who in ("child", "family"):
        if answers.get(f"{who}_heard") == Heard.NO and not answers.get(f"{who}_view"):
            raise CaseRefused(_("Tulis mengapa tidak didengar"), field=f"{who}_view")
    if answers.get("next_on") and answers["next_on"] <= today_of(by, now):
        raise CaseRefused(_("Tanggal temu kasus berikut harus sesudah hari ini"), field="next_on")
    for name, value in answers.items():
        setattr(minutes, name, value)
    minutes.version, minutes.saved_at, minutes.saved_by_id = minutes.version + 1, now, by.user_id
    minutes.save()
    guests = Invited.objects.visible_to(by).filter(conference=row)
    guests.filter(pk__in=came).update(came=True)
    guests.exclude(pk__in=came).update(came=False)
    note(case, "conference.minuted", by=by, now=now, code=row.code)
    return minutes


@transaction.atomic
def decide(
    *, by: Viewer, now: datetime, conference: Conference, text: str, due_on: date, person: User | None = None,
    agency: Agency | None = None,
) -> ConferenceDecision:  # fmt: skip
    """Note a decision: a task for somebody of the office, or what another agency does, watched over by a task."""
    row, case = taken(by, conference)
    _insist_held(row)
    if (person is None) == (agency is None):
        raise CaseRefused(_("Pilih rekan atau instansi yang melaksanakan"), field="who")
    words, doer = text, person
    if agency is not None:
        words = str(_("Tanyakan hasil keputusan temu kasus kepada %(agency)s: %(text)s")) % {
            "agency": agency.short_name, "text": text,
        }  # fmt: skip
        doer = case.manager or User.objects.get(pk=row.invited_by_id)
    task = make_task(by=by, now=now, case=case, text=words, assigned_to=doer, due_on=due_on)
    number = ConferenceDecision.objects.visible_to(by).filter(conference=row).count() + 1
    made = ConferenceDecision(
        case=case, conference=row, number=number, text=text, due_on=due_on, person=person, agency=agency, task=task
    )
    made.save(force_insert=True)
    note(case, "conference.decided", by=by, now=now, code=row.code)
    return made


@transaction.atomic
def finish_minutes(*, by: Viewer, now: datetime, conference: Conference) -> Conference:
    """Finish the minutes, which freezes them; the next conference becomes due work.  Raises StepRefused."""
    row, case = taken(by, conference)
    CONFERENCE.apply(row, "finish", at=now)
    row.finished_at, row.finished_by_id = now, by.user_id
    row.save(update_fields=["state", "finished_at", "finished_by"])
    obligations.settle(key=f"conference.minutes:{case.pk}:{row.code}", how="finished", by=by, now=now)
    minutes = Minutes.objects.visible_to(by).get(conference=row)
    if minutes.next_on and case.is_open:
        owe(
            case, "conference.plan", by=by, now=now, turn=row.code, page="conference_new",
            due_at=end_of(minutes.next_on, by.zone),
        )  # fmt: skip
    note(case, "conference.finished", by=by, now=now, code=row.code)
    return row


@transaction.atomic
def add_to_minutes(*, by: Viewer, now: datetime, conference: Conference, text: str) -> MinutesAddition:
    """Add to finished minutes; the frozen words stay beside it."""
    row, case = taken(by, conference)
    if row.state != ConferenceState.FINISHED:
        raise CaseRefused(_("Notula belum selesai; ubah notulanya saja."))
    if not text:
        raise CaseRefused(_("Tulis tambahannya"), field="text")
    made = MinutesAddition(case=case, conference=row, text=text, written_at=now, written_by_id=by.acting_user_id)
    made.save(force_insert=True)
    note(case, "conference.added", by=by, now=now, code=row.code)
    return made


def _insist_held(row: Conference) -> None:
    if row.state != ConferenceState.HELD:
        raise CaseRefused(_("Notula ditulis sesudah temu kasus dilaksanakan dan sebelum notula selesai."))
