"""A caller rings again: a further report on a case that is open already."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import arrivals
from cases.casework.choices import Risk
from cases.casework.models import Case, Report
from cases.casework.receiving import running_case
from cases.casework.services.common import CaseRefused, insist, locked, note, owe, settle, today_of
from cases.casework.services.opening import answer_danger, open_case, write_report
from cases.children.models import Child
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def take_in(
    *, by: Viewer, now: datetime, answers: dict, child: Child | None = None, called: bool | None = None,
    number: str = "",
) -> Case:  # fmt: skip
    """Take in a report: it opens a case, or joins the one that is open for the known child here.  Returns the case.

    `called` says whether the emergency numbers were called, None when nobody was in danger; `number` is the intake's.
    """
    running = running_case(child, by) if child else None
    if running is None:
        case = open_case(by=by, now=now, answers=answers, child=child)
    else:
        case = running
        add_report(by=by, now=now, case=case, answers=answers)
    if answers["in_danger"] and called is not None:
        answer_danger(by=by, now=now, case=case, called=called)
    if number:
        arrivals.tell(number=number, case=case, by=by, now=now)
    return case


@transaction.atomic
def add_report(*, by: Viewer, now: datetime, case: Case, answers: dict) -> int:
    """Add a report to an open case and return which one it is; its manager is told.

    `answers` as for `open_case`.  Danger raises the risk and makes the contact due at once.
    """
    insist(by, P.CASE_OPEN)
    if answers.get("event_on") and answers["event_on"] > today_of(by, now):
        raise CaseRefused(_("Tanggal kejadian tidak boleh setelah hari ini"), field="event_on")
    row = locked(by, case)
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup. Buka kasus baru untuk laporan ini."))
    write_report(row, answers, by=by, now=now)
    number = Report.objects.visible_to(by).filter(case=row).count()
    note(row, "report.added", by=by, now=now, number=number, source=str(answers["source"]))
    if answers["in_danger"] and row.risk != Risk.IMMEDIATE:
        row.risk = Risk.IMMEDIATE
        row.save(update_fields=["risk"])
        if row.service_ended_at is None:
            settle(row, "case.contact", "risk_changed", by=by, now=now)
            owe(row, "case.contact", by=by, now=now, page="note_new", rule=f"contact.{Risk.IMMEDIATE}")
    if row.manager_id and row.manager_id != by.user_id:
        notices.owe(
            recipient_id=row.manager_id, kind="report.added", key=f"report.added:{row.pk}:{number}", about=row.code,
            url=reverse("case", args=[row.code]), case_id=row.pk, now=now,
        )  # fmt: skip
    return number
