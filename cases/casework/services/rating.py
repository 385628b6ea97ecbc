"""How soon a child can come to harm: the answers give a level, the level gives the next contact and review."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import rating as risk
from cases.casework.choices import RATED, Risk, source_word
from cases.casework.models import Case, RiskRating
from cases.casework.rules import BOOK, contact_rule
from cases.casework.services.common import CaseRefused, locked, may_work, note, owe, settle, today_of
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer


@transaction.atomic
def rate_risk(
    *, by: Viewer, now: datetime, case: Case, answers: dict[str, str], level: str = "", reason: str = ""
) -> RiskRating:
    """Rate the risk from complete answers; another `level` than theirs needs a reason, a lower one a supervisor.

    The level sets the next contact and the next review; "bahaya sekarang" calls the supervisors.
    """
    may_work(by)
    row = locked(by, case)
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    if gaps := risk.unanswered(answers):
        missing = [Missing(risk.CURRENT.ITEMS[code].text, f"#id_{code}_0") for code in gaps]
        raise CaseRefused(_("Penilaian belum lengkap. Simpan sebagai draf bila belum semua terjawab."), missing=missing)
    found = risk.result(answers)
    level = level or found.level
    if level not in dict(RATED):
        raise CaseRefused(_("Pilih tingkat risiko"), field="level")
    if level != found.level and not reason:
        raise CaseRefused(_("Tulis mengapa tingkatnya berbeda dari hasil jawaban"), field="reason")
    if risk.is_lower(level, found.level) and not by.can(P.CASE_SUPERVISE):
        raise CaseRefused(
            _("Jawaban memberi tingkat “%(level)s”. Hanya supervisor yang dapat menurunkannya.")
            % {"level": Risk(found.level).label},
            field="level",
        )
    return _rated(row, answers, found, level, reason, by=by, now=now)


def _rated(
    row: Case, answers: dict[str, str], found: risk.Result, level: str, reason: str, *, by: Viewer, now: datetime
) -> RiskRating:
    today = today_of(by, now)
    review = BOOK.get(f"risk.review.{level}", today)
    due_at = review.due_after(now, zone=by.zone)
    made = RiskRating(
        case=row, level=level, reason=reason, review_on=due_at.astimezone(by.zone).date(), rated_at=now,
        rated_by_id=by.user_id, instrument=risk.CURRENT.VERSION, computed=found.level, answers=risk.packed(answers),
    )  # fmt: skip
    made.save(force_insert=True)
    former, row.risk = row.risk, level
    row.save(update_fields=["risk"])
    settle(row, "case.risk_review", "rated", by=by, now=now)
    if row.service_ended_at is None:
        owe(row, "case.risk_review", by=by, now=now, page="risk", by_rule=review, due_at=due_at)
        if former != level:
            settle(row, "case.contact", "risk_changed", by=by, now=now)
            owe(row, "case.contact", by=by, now=now, page="note_new", by_rule=contact_rule(level, today))
    words = {"level": source_word(Risk(level)), "former": source_word(Risk(former))}
    if level == Risk.IMMEDIATE != former:
        owe(row, "case.help", by=by, now=now, holder_id=None, page="help_answer")
    note(row, "case.risk_rated" if former in (Risk.UNRATED, level) else "case.risk_changed", by=by, now=now, **words)
    return made
