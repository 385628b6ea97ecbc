"""Referrals in every state, made through the services, between a Balai and the offices of a district."""

from datetime import date, datetime, timedelta

from agencies.directory.models import Region, ServiceOffer
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from cases.casework import services as casework
from core.kernel.scope import scope, system_scope
from referrals import services
from referrals.choices import State
from referrals.models import Referral
from referrals.services import silence
from tests.factories import consents, people

NOW = datetime.fromisoformat("2026-11-10T02:15:00+00:00")  # Tuesday 10 November 2026, 09.15 WIB
TODAY = date(2026, 11, 10)

# Every word that must not reach a receiver before it accepts, each in another column.
CANARIES = {
    "name": "KENARINAMA", "nickname": "KENARIPANGGIL", "address": "KENARIALAMAT", "mother": "KENARIIBU",
    "school": "KENARISEKOLAH", "needs": "KENARIKEBUTUHAN", "reason": "KENARIALASAN", "situation": "KENARIKEADAAN",
    "nik": "1371041205140001", "kk": "1371041205149999", "born": "12 Mei 2014", "narrative": "KENARICERITA",
}  # fmt: skip


class Pair:
    """A Balai with worker, colleague and supervisor, and an office that is asked, with two officers."""

    def __init__(
        self, kind: str = "civil_registry", service: str = "identity_papers", role: str = Role.PARTNER_OFFICER
    ):
        self.balai = people.agency("balai", "14.71")
        self.office = people.agency(kind, "13.71")
        ServiceOffer.objects.create(agency=self.office, service=service, region_id="13.71", confirmed_on=TODAY)
        self.service = service
        self.worker_row = people.membership(Role.WORKER, self.balai)
        self.colleague_row = people.membership(Role.WORKER, self.balai, "Andi Pratama")
        self.supervisor_row = people.membership(Role.SUPERVISOR, self.balai, "Yuni Kartika")
        self.officer_row = people.membership(role, self.office, "Fitri Nuraini")
        self.second_row = people.membership(role, self.office, "Hendra Tan")
        self.worker, self.colleague = viewer_of(self.worker_row), viewer_of(self.colleague_row)
        self.supervisor = viewer_of(self.supervisor_row)
        self.officer, self.second = viewer_of(self.officer_row), viewer_of(self.second_row)

    def case(self, *, now: datetime = NOW, consent: bool = True, **child):
        """Open a case whose child carries a canary in every column, with a consent to everything or without."""
        answers = {
            "child": {
                "full_name": f"{CANARIES['name']} Santosa", "nickname": CANARIES["nickname"], "sex": "L",
                "born_on": date(2014, 5, 12), "nik_known": "yes", "nik": CANARIES["nik"], "kk_number": CANARIES["kk"],
                "address": CANARIES["address"], "mother_name": CANARIES["mother"], "school": CANARIES["school"],
                "needs": CANARIES["needs"], "region": Region.objects.get(pk="13.71"), **child,
            },
            "category": "violence", "source": "social_office", "in_danger": False, "narrative": CANARIES["narrative"],
            "sure": True,
        }  # fmt: skip
        with scope(self.worker):
            case = casework.open_case(by=self.worker, now=now, answers=answers)
            if consent:
                consents.consent(case, self.worker, now=now)
            return case

    def draft(self, case=None, *, now: datetime = NOW, purpose: str = "", by=None, **answers) -> Referral:
        """Prepare a referral."""
        case = case or self.case(now=now)
        by = by or self.worker
        given = {
            "to_agency": self.office, "reason": CANARIES["reason"], "situation": CANARIES["situation"],
            "facts": ["name", "born", "nik", "family_card", "address", "mother", "schooling", "needs", "situation"],
            "urgency": "normal", **answers,
        }  # fmt: skip
        with scope(by):
            return services.draft(by=by, now=now, case=case, purpose=purpose or self.service, answers=given)

    def sent(self, case=None, *, now: datetime = NOW, **answers) -> Referral:
        """Prepare and send a referral."""
        found = self.draft(case, now=now, **answers)
        with scope(self.worker):
            return services.send(by=self.worker, now=now, referral=found)

    def do(self, by, verb: str, referral: Referral, *, now: datetime = NOW, **answers) -> Referral:
        """Call a verb as somebody, in their scope."""
        with scope(by):
            return getattr(services, verb)(by=by, now=now, referral=referral, **answers)

    def opened(self, referral: Referral, *, now: datetime = NOW) -> Referral:
        """Let an officer look and the clock note it."""
        from core.audit.services import record_read

        with scope(self.officer):
            record_read(
                by=self.officer, now=now, verb="referral.read", child_id=referral.child_id, case_id=referral.case_id,
                subject=referral.code,
            )  # fmt: skip
        silence.note_opened(now=now)
        return self.fresh(referral)

    def fresh(self, referral: Referral) -> Referral:
        """Read a referral again, as the system."""
        return self.by_key(referral.pk)

    def by_key(self, pk) -> Referral:
        """Read a referral by its key, as the system."""
        with system_scope("test"):
            found = Referral.objects.for_system(reason="test").select_related("from_agency", "to_agency")
            return found.get(pk=pk)

    def in_state(self, state: str, *, now: datetime = NOW, case=None) -> Referral:
        """Bring a new referral into a state through the verbs."""
        if state == State.DRAFT:
            return self.draft(case, now=now)
        if state == State.MISTAKE:
            return self.do(self.worker, "mark_mistake", self.draft(case, now=now), now=now)
        found = self.sent(case, now=now)
        return _PATHS[state](self, found, now)


def _accepted(pair: Pair, found: Referral, now: datetime) -> Referral:
    return pair.do(pair.officer, "accept", found, now=now)


def _started(pair: Pair, found: Referral, now: datetime) -> Referral:
    return pair.do(pair.officer, "start", _accepted(pair, found, now), now=now, on=now.date(), body="Sudah bertemu")


def _held(pair: Pair, found: Referral, now: datetime) -> Referral:
    until = now.date() + timedelta(days=14)
    return pair.do(pair.officer, "hold", found, now=now, until=until, body="Menunggu tahun ajaran")


def _reported(pair: Pair, found: Referral, now: datetime) -> Referral:
    where = {"now": now, "outcome": "delivered", "on": now.date(), "body": "Akta nomor 1"}
    return pair.do(pair.officer, "report", _started(pair, found, now), **where)


def _declined(pair: Pair, found: Referral, now: datetime) -> Referral:
    return pair.do(pair.officer, "decline", found, now=now, reason="full")


def _lapsed(pair: Pair, found: Referral, now: datetime) -> Referral:
    silence.lapse_silent(now=now + timedelta(days=60))
    return pair.fresh(found)


def _rerouted(pair: Pair, found: Referral, now: datetime) -> Referral:
    other = people.agency(pair.office.kind, "13.71")
    pair.do(pair.worker, "reroute", found, now=now, to_agency=other)
    return pair.fresh(found)


_PATHS = {
    State.SENT: lambda pair, found, now: found,
    State.OPENED: lambda pair, found, now: pair.opened(found, now=now),
    State.ASKED: lambda pair, found, now: pair.do(pair.officer, "ask", found, now=now, body="Kelas berapa?"),
    State.ACCEPTED: _accepted,
    State.ACCEPTED_HELD: lambda pair, found, now: _held(pair, _accepted(pair, found, now), now),
    State.IN_SERVICE: _started,
    State.SERVICE_HELD: lambda pair, found, now: _held(pair, _started(pair, found, now), now),
    State.REPORTED: _reported,
    State.CLOSED: lambda pair, found, now: pair.do(pair.worker, "confirm", _reported(pair, found, now), now=now),
    State.DECLINED: _declined,
    State.WITHDRAWN: lambda pair, found, now: pair.do(pair.worker, "withdraw", found, now=now, reason="moved"),
    State.LAPSED: _lapsed,
    State.REROUTED: _rerouted,
}
