"""What the screens of this room read, and the numbers other rooms show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Aggregate, Count, FloatField
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from agencies.people.permissions import P
from core.audit.models import Entry
from core.audit.selectors import TimelineRow, rows
from core.kernel.scope import Viewer, system_scope
from referrals import reading
from referrals.choices import RUNNING, WAITING, State
from referrals.models import OfficerLink, OutsideRecord, Referral, ReferralFact, ReferralMessage
from referrals.querysets import ReferralQuerySet

# Why work is done by nobody with an account when an officer with a link does it.
THROUGH_A_LINK = "one-time link"


class Median(Aggregate):
    """The middle of a group, by PostgreSQL's percentile_cont."""

    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class AnswerTime:
    """How long an agency takes to answer: the median in working days over `count` answers."""

    median: float
    count: int

    @property
    def words(self) -> str:
        """Return "biasanya menjawab 1,5 hari kerja (n = 14)"."""
        days = number_format(self.median, 1 if self.median % 1 else 0)
        return _("biasanya menjawab %(days)s hari kerja (n = %(n)s)") % {"days": days, "n": self.count}


def waiting_count(viewer: Viewer) -> int:
    """Return how many referrals stand in the inbox under "menunggu", for the badge that leads there."""
    if viewer.agency_id is None or not viewer.can(P.REFERRAL_ANSWER):
        return 0
    return inbox(viewer, "menunggu").order_by().count()


def inbox(viewer: Viewer, tab: str) -> ReferralQuerySet:
    """Return what was sent to the viewer's agency: "menunggu", "berjalan" or "selesai"."""
    found = desk(viewer).with_agencies().select_related("sender", "officer")
    return {"menunggu": found.waiting, "berjalan": found.running, "selesai": found.ended}[tab]()


def inbox_counts(viewer: Viewer) -> dict[str, int]:
    """Return how many wait and run at the viewer's agency, in one query."""
    counted = dict(desk(viewer).live().values_list("status").annotate(Count("pk")))
    waiting = sum(counted.get(str(state), 0) for state in WAITING)
    return {"menunggu": waiting, "berjalan": sum(counted.values()) - waiting}


def desk(viewer: Viewer) -> ReferralQuerySet:
    """Return everything that was sent to the viewer's desk."""
    # One's own desk needs no access row, so the plan stays one index scan; the policy beneath says the same.
    found = Referral.objects.for_system(reason="the agency's own desk; row security stands beneath")
    return found.addressed_to(viewer.agency_id or 0)


def sent(viewer: Viewer, tab: str) -> ReferralQuerySet:
    """Return what the viewer's agency asked of others on cases the viewer may read, by tab."""
    found = Referral.objects.visible_to(viewer).sent_from(viewer.agency_id or 0).with_agencies().select_related("case")
    states: dict[str, Iterable[str]] = {
        "tindakan": (State.ASKED, State.REPORTED, State.DECLINED, State.LAPSED),
        "menunggu": (State.SENT, State.OPENED),
        "berjalan": RUNNING,
        "draf": (State.DRAFT,),
        "selesai": (State.CLOSED, State.WITHDRAWN, State.REROUTED, State.MISTAKE),
    }
    return found.filter(status__in=states[tab])


def for_case(case_id: UUID, viewer: Viewer) -> ReferralQuerySet:
    """Return all referrals of a case the viewer may read, newest first."""
    found = Referral.objects.visible_to(viewer).filter(case_id=case_id)
    return found.with_agencies().order_by("-created_at", "pk")


def between(viewer: Viewer, agency_id: int) -> ReferralQuerySet:
    """Return the live referrals from the viewer's agency to another, as far as the viewer may read the cases."""
    found = Referral.objects.visible_to(viewer).live().sent_from(viewer.agency_id or 0).filter(to_agency_id=agency_id)
    return found.with_agencies().select_related("case").order_by("due_at", "pk")


def facts_of(referral: Referral, viewer: Viewer) -> list[ReferralFact]:
    """Return the frozen facts the viewer may read now, in their language: envelope, package, or none."""
    rows = list(ReferralFact.objects.visible_to(viewer).filter(referral=referral).order_by("stage", "position"))
    for row in rows:
        row.value = reading.shown(referral, row.key, row.value)
    return rows


def messages_of(referral: Referral, viewer: Viewer) -> list[ReferralMessage]:
    """Return what was written, oldest first, as far as the viewer may read it now."""
    found = ReferralMessage.objects.visible_to(viewer).filter(referral=referral)
    return list(found.select_related("by", "agency", "record").order_by("at", "pk"))


def records_of(referral: Referral, viewer: Viewer) -> list[OutsideRecord]:
    """Return what was said outside the system, newest first, as far as the viewer may read it now."""
    found = OutsideRecord.objects.visible_to(viewer).filter(referral=referral)
    return list(found.select_related("recorded_by", "document", "verified_by").order_by("-recorded_at", "pk"))


def standing_link(referral: Referral, viewer: Viewer) -> OfficerLink | None:
    """Return the link that was not revoked, None when there is none; it may have run out or be locked."""
    return OfficerLink.objects.visible_to(viewer).filter(referral=referral, revoked_at=None).first()


def timeline_of(referral: Referral) -> list[TimelineRow]:
    """Return the acts on one referral, newest first; row security limits it to who may read the case."""
    found = Entry.objects.filter(case_id=referral.case_id, subject=referral.code, is_read=False)
    entries = list(found.order_by("-at", "-id")[:50])
    through = {entry.pk for entry in entries if entry.actor_id is None and entry.purpose == THROUGH_A_LINK}
    desk = referral.to_agency.short_name
    return [
        replace(row, who=_("petugas lewat tautan"), agency=desk) if row.pk in through else row for row in rows(entries)
    ]


def answer_times(*, from_agency_id: int, to_agency_ids: Iterable[int]) -> dict[int, AnswerTime]:
    """Return the median answer time between one agency and others, over everything ever answered.

    A number without a child in it, so it is counted over all referrals of the pair, whoever looks.
    """
    with system_scope("answer times between agencies"):
        found = Referral.objects.for_system(reason="answer times between agencies").filter(
            from_agency_id=from_agency_id, to_agency_id__in=list(to_agency_ids), answer_days__isnull=False
        )
        counted = found.values("to_agency_id").annotate(median=Median("answer_days"), count=Count("pk"))
        return {row["to_agency_id"]: AnswerTime(row["median"], row["count"]) for row in counted}
