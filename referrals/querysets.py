from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from cases.sharing.choices import FILE_LEVELS, Level
from cases.sharing.visibility import visible_cases, visible_referrals
from core.kernel.scope import ScopedQuerySet, Viewer
from referrals.choices import ENDED, LIVE, RUNNING, SENDER_ACTS, WAITING, State

_OUTER = "condition of a query that is itself scoped"


def sender_q(viewer: Viewer, case_column: str = "case_id") -> Q:
    """Return the condition that the viewer may read the case's file, and so both sides of its referrals."""
    return Q(visible_cases(viewer, FILE_LEVELS, column=case_column))


class ReferralQuerySet(ScopedQuerySet):
    """Referrals: the side that may read the case, and the desk of the agency asked once it was sent."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        if viewer.link:
            return Q(code=viewer.link, sent_at__isnull=False)
        if viewer.agency_id is None:
            return Q(pk__in=[])
        return Q(to_agency_id=viewer.agency_id, sent_at__isnull=False) | sender_q(viewer)

    def live(self):
        """Return referrals that are on their way: sent and not ended."""
        return self.filter(status__in=LIVE)

    def waiting(self):
        """Return referrals without an answer yet."""
        return self.filter(status__in=WAITING)

    def running(self):
        """Return accepted referrals until the sender has confirmed their outcome."""
        return self.filter(status__in=[*RUNNING, State.REPORTED])

    def ended(self):
        """Return referrals that ended, one way or the other."""
        return self.filter(status__in=ENDED)

    def silent(self, now: datetime):
        """Return referrals whose answer is overdue; a question of the receiver stops the clock."""
        return self.filter(status__in=[State.SENT, State.OPENED], due_at__lt=now)

    def for_sender_to_act(self):
        """Return referrals on which the sender has something to decide or to answer."""
        return self.filter(status__in=SENDER_ACTS)

    def addressed_to(self, agency_id: int):
        """Return what was sent to an agency's desk; a referral entered in error stays as a bare line."""
        return self.filter(to_agency_id=agency_id, sent_at__isnull=False)

    def sent_from(self, agency_id: int):
        """Return what an agency asked of others, drafts included."""
        return self.filter(from_agency_id=agency_id)

    def with_agencies(self):
        """Join both agencies, which every list shows."""
        return self.select_related("from_agency", "to_agency", "to_agency__region")


def _referrals():
    from referrals.models import Referral

    return Referral.objects.for_system(reason=_OUTER).filter(pk=OuterRef("referral_id"))


def _of_my_case(viewer: Viewer) -> Q:
    return Q(Exists(_referrals().filter(sender_q(viewer))))


def _opened_to_desk(viewer: Viewer, levels) -> Q:
    return Q(Exists(_referrals().filter(visible_referrals(viewer, levels))))


class RequestQuerySet(ScopedQuerySet):
    """What the sender wrote and ticked: the sender's side only."""

    def visible_q(self, viewer: Viewer) -> Q:
        return _of_my_case(viewer)


class FactQuerySet(ScopedQuerySet):
    """Frozen facts: the envelope from sending on, the package from acceptance on, nothing after the end."""

    def visible_q(self, viewer: Viewer) -> Q:
        envelope = Q(stage="envelope") & _opened_to_desk(viewer, [Level.ENVELOPE, Level.PACKAGE])
        package = Q(stage="package") & _opened_to_desk(viewer, [Level.PACKAGE])
        return _of_my_case(viewer) | envelope | package


class MessageQuerySet(ScopedQuerySet):
    """Messages: one's own always, the other side's while the referral is open to the desk."""

    case_column = "referral__case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        own = Q(agency_id=viewer.agency_id, referral__to_agency_id=viewer.agency_id)
        return _of_my_case(viewer) | own | _opened_to_desk(viewer, [Level.ENVELOPE, Level.PACKAGE])


class RecordQuerySet(ScopedQuerySet):
    """What was said outside the system: the sender's side, and the desk it speaks for while the referral is open."""

    def visible_q(self, viewer: Viewer) -> Q:
        return _of_my_case(viewer) | _opened_to_desk(viewer, [Level.ENVELOPE, Level.PACKAGE])


class LinkQuerySet(ScopedQuerySet):
    """Links for officers without an account: the sender's side only."""

    def visible_q(self, viewer: Viewer) -> Q:
        return _of_my_case(viewer)
