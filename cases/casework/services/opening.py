"""From a report to an open case: child, case, access, duties and record in one transaction."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from agencies.people.permissions import P
from cases.casework.choices import Risk, Stage
from cases.casework.models import Case, CaseCategory, Report
from cases.casework.services.common import CaseRefused, insist, note, owe, today_of
from cases.children.models import Child
from cases.children.services import register
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer


@transaction.atomic
def open_case(*, by: Viewer, now: datetime, answers: dict, child: Child | None = None) -> Case:
    """Open a case for a new or a known child and return it.

    `answers`: for a new child those of `children.services.register` under "child"; category, source, in_danger,
    region, event_on, narrative, reporter_contact, consent.  A child with an open case here is refused with a link.
    """
    insist(by, P.CASE_OPEN)
    if answers.get("event_on") and answers["event_on"] > today_of(by, now):
        raise CaseRefused(_("Tanggal kejadian tidak boleh setelah hari ini"), field="event_on")
    if child is None:
        child = register(by=by, now=now, answers=answers["child"], sure=answers.get("sure", False))
    elif Case.objects.visible_to(by).open().owned_by(by.acting_agency_id).filter(child=child).exists():
        # The database counts by the file a case was opened for, so it lets a merged child's second one pass.
        _refuse_second(by, child)
    risk = Risk.IMMEDIATE if answers["in_danger"] else Risk.UNRATED
    case = Case(
        child=child, owner_agency_id=by.acting_agency_id, stage=Stage.ACCESS, stage_since=now, source=answers["source"],
        region=answers.get("region") or child.region, risk=risk, opened_at=now, opened_by_id=by.user_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError:
        _refuse_second(by, child)
    for basis, person_id in ((Basis.OWNER, None), (Basis.INTAKE, by.user_id)):
        sharing.grant(
            case_id=case.pk, child_id=child.pk, owner_agency_id=by.acting_agency_id, agency_id=by.acting_agency_id,
            person_id=person_id, level=Level.FULL, basis=basis, by=by, now=now,
        )  # fmt: skip
    CaseCategory(
        case=case, category=answers["category"], is_primary=True, since=today_of(by, now), set_by_id=by.user_id
    ).save(force_insert=True)
    write_report(case, answers, by=by, now=now)
    note(case, "case.opened", by=by, now=now, source=str(answers["source"]))
    owe(case, "case.assign", by=by, now=now, turn="1", page="case_assign")
    owe(case, "case.contact", by=by, now=now, turn="1", page="note_new", rule=f"contact.{risk}")
    return case


def write_report(case: Case, answers: dict, *, by: Viewer, now: datetime) -> Report:
    """Write down what was reported, by whom it was received and when."""
    report = Report(
        case=case, source=answers["source"], reporter_contact=answers.get("reporter_contact", ""),
        narrative=answers.get("narrative", ""), event_on=answers.get("event_on"), region=answers.get("region"),
        in_danger=answers["in_danger"], consent=answers.get("consent", ""), received_at=now, received_by_id=by.user_id,
    )  # fmt: skip
    report.save(force_insert=True)
    return report


@transaction.atomic
def answer_danger(*, by: Viewer, now: datetime, case: Case, called: bool) -> None:
    """Record whether the emergency numbers were called after an intake that reported danger."""
    insist(by, P.CASE_OPEN, P.CASE_WORK, P.CASE_SUPERVISE)
    # Kept in Indonesian, said in each reader's language.
    answer = gettext_noop("sudah menghubungi") if called else gettext_noop("belum menghubungi")
    note(case, "case.danger_answered", by=by, now=now, answer=answer)


def _refuse_second(by: Viewer, child: Child) -> None:
    found = Case.objects.visible_to(by).open().owned_by(by.agency_id).filter(child=child).first()
    gaps = [Missing(_("Buka %(code)s") % {"code": found.code}, f"/kasus/{found.code}/")] if found else []
    raise CaseRefused(_("Anak ini sudah punya kasus terbuka di instansi Anda."), missing=gaps)
