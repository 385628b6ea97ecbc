"""What the recapitulation counts besides cases: the rows of one figure, used for the number and for its list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from agencies.agreements.choices import AgreementState
from agencies.agreements.models import Agreement
from ampk.desk.lists import NOT_DONE, ON_TIME, TOO_LATE
from ampk.reports.rows import Rows
from referrals.choices import State

VISIT_KIND = "aftercare.visit"
ENDING_SOON_DAYS = 90
_COUNTED = "agreements of one agency, or numbers of the network; they tell of no child"
_LATE = Q(answer_days__gt=F("promise_days"))
_YES = Q(decline_reason="")
ANSWERS = {"yes": _YES & ~_LATE, "yes_late": _YES & _LATE, "no": ~_YES & ~_LATE, "no_late": ~_YES & _LATE}
VISITS = {"on_time": ON_TIME, "late": TOO_LATE, "not_done": NOT_DONE}


def sent(rows: Rows) -> QuerySet:
    """Return the referrals sent in the month."""
    found = rows.referrals().filter(sent_at__gte=rows.start, sent_at__lt=rows.end)
    return found.exclude(status=State.MISTAKE)


def answered(rows: Rows) -> QuerySet:
    """Return the referrals answered in the month."""
    return rows.referrals().filter(answered_at__gte=rows.start, answered_at__lt=rows.end)


def ended(rows: Rows) -> QuerySet:
    """Return the referrals whose outcome fell in the month."""
    last = rows.month.plus(1).first_day
    return rows.referrals().filter(outcome_on__gte=rows.month.first_day, outcome_on__lt=last).exclude(outcome="")


def due_visits(rows: Rows) -> QuerySet:
    """Return the after-care visits that fell due in the month."""
    due = rows.duties().filter(kind=VISIT_KIND, paused_at=None, cancelled=False)
    return due.filter(due_at__gte=rows.start, due_at__lt=rows.last_moment)


def agreed(rows: Rows) -> QuerySet:
    """Return the agreements that the agency is a party of."""
    all_of_them = Agreement.objects.for_system(reason=_COUNTED)
    found = all_of_them.exclude(state=AgreementState.DRAFT)
    # What was renewed early counts until its successor begins.
    followers = all_of_them.filter(renews=OuterRef("pk"), starts_on__lte=rows.last_day)
    found = found.alias(is_followed=Exists(followers.exclude(state__in=[AgreementState.DRAFT, AgreementState.ENDED])))
    return found if rows.agency_id is None else found.filter(parties__agency_id=rows.agency_id)


def agreement_parts(rows: Rows) -> dict[str, Q]:
    """Return code -> condition; an agreement may fulfil several."""
    first, last = rows.month.first_day, rows.last_day
    valid = Q(starts_on__lte=last, ends_on__gte=last, is_followed=False) & ~Q(state=AgreementState.ENDED)
    return {
        "valid": valid,
        "begun": Q(starts_on__gte=first, starts_on__lte=last),
        "ending": valid & Q(ends_on__lte=last + timedelta(days=ENDING_SOON_DAYS)),
    }


@dataclass(frozen=True)
class Listed:
    """One figure whose numbers open a list: its rows, what parts them, the field they are sorted by."""

    rows: Callable[[Rows], QuerySet]
    part: Callable[[Rows, str], Q]
    page_key: str
    template: str
    related: tuple[str, ...] = ()

    def counted(self, rows: Rows, code: str) -> QuerySet:
        """Return the rows behind one number; an unknown part has none."""
        found = self.rows(rows).select_related(*self.related)
        return found.filter(self.part(rows, code)) if code else found


_NONE = Q(pk=None)
_TO = ("to_agency",)
BY_SLUG = {
    "rujukan-dikirim": Listed(sent, lambda _rows, code: Q(status=code), "-sent_at", "reports/referrals.html", _TO),
    "rujukan-dijawab": Listed(
        answered, lambda _rows, code: ANSWERS.get(code, _NONE), "-answered_at", "reports/referrals.html", _TO
    ),
    "hasil-rujukan": Listed(ended, lambda _rows, code: Q(outcome=code), "-outcome_on", "reports/referrals.html", _TO),
    "kunjungan-pascalayanan": Listed(
        due_visits, lambda _rows, code: VISITS.get(code, _NONE), "-due_at", "reports/visits.html",
        ("holder", "holder_agency"),
    ),
    "kesepakatan": Listed(
        agreed, lambda rows, code: agreement_parts(rows).get(code, _NONE), "-starts_on", "reports/agreements.html"
    ),
}  # fmt: skip
