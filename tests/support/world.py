"""One small world for the guards: every role in every relation to one child's file, and canaries in its every text.

The relations of a person to the objects that an address names:
own      works on them: the case's manager, its office's supervisor, the operator who wrote the report down ...
team     works in the same office, without a part in this case
shared   works in an office that accepted a referral of the case and looks after the child since
foreign  works in an office that has nothing to do with the child
ended    works in an office whose access has run out and whose referral is over
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from agencies.directory.models import Region, ServiceOffer
from agencies.people import services as people_services
from agencies.people.models import Absence, Membership, User
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from cases.aftercare import services as aftercare
from cases.aftercare.models import Episode
from cases.casework import services as casework
from cases.casework.models import Case, Note, PlanActivity, Task, Transfer
from cases.children import services as children
from cases.children.models import ImportantPerson
from cases.documents.services import letters
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from cases.sharing.models import Consent
from core.drafts import services as drafts
from core.drafts.models import Draft
from core.kernel.scope import Viewer, scope, system_scope
from core.notices.models import Notice
from core.notices.services import owe
from referrals import services as referrals
from referrals.models import Referral
from tests.factories import agreements, consents, documents, people, visits
from tests.factories import casework as make
from tests.factories.referrals import CANARIES
from tests.support import addresses, outsiders, reading
from tests.support.unfinished import start_intake

OWN, TEAM, SHARED, FOREIGN, ENDED = RELATIONS = ("own", "team", "shared", "foreign", "ended")
CANARY = "KENARI"
NOW = make.NOW
TODAY = make.TODAY
LONG_AGO = datetime(2026, 3, 1, tzinfo=UTC)
ALL_FACTS = ["name", "born", "nik", "family_card", "address", "mother", "schooling", "needs", "situation"]
# What the receiver of an accepted referral may read besides the envelope: it was ticked and the purpose allows it.
SECRETS = [word for word in CANARIES.values() if word.startswith(CANARY)] + [CANARIES["nik"], CANARIES["kk"]]


@dataclass
class World:
    """Offices, people and one child's case with everything that can hang on it."""

    rows: dict[tuple[str, str], Membership] = field(default_factory=dict)
    nobody: User | None = None

    def build(self) -> "World":
        """Make everything through the services, inside the caller's transaction."""
        self.home, self.partner, self.stranger, self.former = (
            people.agency(name=f"Kantor {number}", region=region)
            for number, region in enumerate(("13.71", "13.71", "13.04", "13.71"))
        )
        offices = (self.home, self.home, self.partner, self.stranger, self.former)
        for relation, office in zip(RELATIONS, offices, strict=True):
            for role in Role.values:
                self.rows[role, relation] = people.membership(role, office, f"{role} {relation}")
        self.nobody = get_user_model().objects.create_user("tanpa@contoh.example", name="Tanpa Instansi")
        self.leaver = people.membership(Role.WORKER, self.home, "Segera Pergi")
        outsiders.offices(self)
        for office in (self.home, self.partner, self.former, self.stranger_desk):
            ServiceOffer.objects.create(agency=office, service="aftercare", region_id="13.71", confirmed_on=TODAY)
        self._case()
        self._referrals()
        self._letter()
        self._bundle()
        outsiders.ask_for_a_child(self)
        self._aftercare()
        self._merge()
        self._confer()
        self._others()
        start_intake(self.viewer(Role.WORKER, OWN))
        reading.ask(self)
        reading.exclude(self)
        return self

    def _letter(self) -> None:
        """Draft a letter about the accepted referral and put its words where no other page has them."""
        by = self.viewer(Role.WORKER, OWN)
        with scope(by):
            self.letter = letters.draft(by=by, now=NOW, case=self.case, kind="referral", about=self.accepted.code)
            answers = {"opening": "KENARISURAT"}
            self.letter = letters.change(by=by, now=NOW, letter=self.letter, version=1, answers=answers)

    def viewer(self, role: str, relation: str, *, masked: bool = False) -> Viewer:
        """Return a person as the viewer every verb asks for."""
        return viewer_of(self.rows[role, relation], masked=masked)

    def browser(self, role: str, relation: str) -> Client:
        """Return a browser in which this person is signed in."""
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        client.force_login(self.rows[role, relation].user)
        return client

    def _open(self, **child) -> Case:
        answers = {
            "child": {
                "full_name": f"{CANARIES['name']} Santosa", "nickname": CANARIES["nickname"], "sex": "L",
                "born_on": date(2014, 5, 12), "nik_known": "yes", "nik": CANARIES["nik"], "kk_number": CANARIES["kk"],
                "address": CANARIES["address"], "mother_name": CANARIES["mother"], "school": CANARIES["school"],
                "needs": CANARIES["needs"], "region": Region.objects.get(pk="13.71"), **child,
            },
            "category": "violence", "source": "social_office", "in_danger": False, "narrative": CANARIES["narrative"],
            "reporter_contact": "KENARIPELAPOR", "sure": True,
        }  # fmt: skip
        by = self.viewer(Role.INTAKE_OPERATOR, OWN)
        with scope(by):
            case = casework.open_case(by=by, now=NOW, answers=answers)
            consents.consent(case, by=self.viewer(Role.SUPERVISOR, OWN), giver_name="KENARIPENYETUJU")
        boss = self.viewer(Role.SUPERVISOR, OWN)
        with scope(boss):
            return casework.assign(by=boss, now=NOW, case=case, worker=self.rows[Role.WORKER, OWN].user)

    def _case(self) -> None:
        by, boss = self.viewer(Role.WORKER, OWN), self.viewer(Role.SUPERVISOR, OWN)
        self.case = case = self._open()
        law = {"ground": "parent_suspect", "given_by": "", "giver_name": "", "way": "", "reason": "KENARIDASAR"}
        self.consent: Consent = consents.consent(case, by, **law)
        with scope(by):
            casework.move(by=by, now=NOW, case=case, name="agree")
            make.agree(case, by)
            casework.move(by=by, now=NOW, case=case, name="assess")
            make.assessed(case, by, text="KENARIASESMEN", schooling=1)
            casework.move(by=by, now=NOW, case=case, name="plan")
            goal = make.plan_goal(by, goal="KENARITUJUAN", activity="KENARIKEGIATAN")
            self.goal = casework.write_goal(by=by, now=NOW, case=case, answers=goal)
            self.activity = PlanActivity.objects.visible_to(by).get(goal=self.goal)
            casework.submit_plan(by=by, now=NOW, case=case)
        with scope(boss):
            make.approve(case, boss)
        with scope(by):
            self.case = case = casework.move(by=by, now=NOW, case=case, name="implement")
            self.note: Note = make.visit(case, by, text="KENARIKUNJUNGAN")
            self.progress = make.progress(case, by, text="KENARIPERKEMBANGAN")
            self.task: Task = make.task_for(case, by, text="KENARITUGAS")
            make.rate(case, by, "high", reason="KENARIRISIKO")
            self.document = documents.document(case, by, title="KENARIBERKAS")
            self.transfer: Transfer = casework.offer_to_colleague(
                by=by, now=NOW, case=case, person=self.rows[Role.WORKER, TEAM].user, reason="leave", text="KENARIALIH"
            )
            who = {"name": "KENARIWALI", "relation": "mother", "phone": "081234567890", "reason": "KENARIBAHAYA"}
            self.person: ImportantPerson = children.add_person(
                by=by, now=NOW, child=case.child, answers={**who, "safe_to_contact": "unsafe"}
            )
            about = {"by": by, "now": NOW, "child": case.child}
            self.alias = children.add_alias(**about, name="KENARIALIAS", kind="street")
            self.care = children.record_care(
                **about, person=self.person, since=TODAY, until=None, note="KENARIPENGASUH"
            )

    def _referral(self, to, *, reason: str = CANARIES["reason"]) -> Referral:
        by = self.viewer(Role.WORKER, OWN)
        answers = {
            "to_agency": to, "reason": reason, "situation": CANARIES["situation"], "facts": ALL_FACTS,
            "urgency": "normal",
        }  # fmt: skip
        with scope(by):
            found = referrals.draft(by=by, now=NOW, case=self.case, purpose="aftercare", answers=answers)
            return referrals.send(by=by, now=NOW, referral=found)

    def _bundle(self) -> None:
        by = self.viewer(Role.WORKER, OWN)
        with scope(by):
            self.bundle = referrals.bundle(
                by=by, now=NOW, case=self.case, wanted=["family_care"], reason=CANARIES["reason"]
            )

    def _referrals(self) -> None:
        self.accepted, self.over = self._referral(self.partner), self._referral(self.former)
        outsiders.answer_by_phone(self)
        for relation, found, verb, answers in (
            (SHARED, self.accepted, "accept", {}), (ENDED, self.over, "decline", {"reason": "full"}),
        ):  # fmt: skip
            by = self.viewer(Role.PARTNER_OFFICER, relation)
            with scope(by):
                getattr(referrals, verb)(by=by, now=NOW, referral=found, **answers)

    def _aftercare(self) -> None:
        by, case = self.viewer(Role.WORKER, OWN), self._open(nik="1371041205140002", full_name="KENARINAMA Kedua")
        with scope(by):
            Case.objects.visible_to(by).filter(pk=case.pk).update(stage="implementation")
            case = Case.objects.visible_to(by).select_related("child").get(pk=case.pk)
            answers = {
                "reason": "goals_met", "handed_to": "parents", "receiver_name": "KENARIPENERIMA", "handed_on": TODAY,
                "condition": "KENARIKONDISI", "items": "KENARIBARANG", "commitments": "KENARIJANJI",
                "receiver_agency": None,
            }  # fmt: skip
            plan = casework.AftercarePlan(self.partner.pk, self.rows[Role.WORKER, SHARED].user_id, (1, 3, 6, 12), None)
            self.episode: Episode = aftercare.end_service_and_open(
                by=by, now=NOW, case=case, answers=answers, aftercare=plan
            )
        self.cared_for = case
        # The second office also looks after the first case, and the last one did until its time ran out.
        for one in (self.case, case):
            self._share(one, SHARED, Level.CARE, None)
            self._share(one, ENDED, Level.FULL, LONG_AGO)
            self._share(one, ENDED, Level.CARE, LONG_AGO)

    def _share(self, case: Case, relation: str, level: str, until: datetime | None) -> None:
        by, row = self.viewer(Role.SUPERVISOR, OWN), self.rows[Role.WORKER, relation]
        facts = {
            "case_id": case.pk, "child_id": case.child_id, "owner_agency_id": self.home.pk, "agency_id": row.agency_id,
            "level": level, "basis": Basis.AFTERCARE, "ends_at": until, "by": by, "now": LONG_AGO,
        }  # fmt: skip
        with scope(by):
            sharing.grant(**facts)
            sharing.grant(**facts, person_id=row.user_id)

    def _merge(self) -> None:
        """Let one more file of a child join another; both have a case in the home office."""
        boss = self.viewer(Role.SUPERVISOR, OWN)
        first, second = (
            self._open(nik=nik, full_name="KENARINAMA Ganda") for nik in ("1371041205140003", "1371041205140004")
        )
        self.joined = first.child
        with scope(boss):
            self.merge = children.merge(
                by=boss, now=NOW, winner=first.child, loser=second.child, chosen={},
                versions=(first.child.version, second.child.version),
            )  # fmt: skip

    def _confer(self) -> None:
        """Invite a colleague, the partner's officer and the child, after a note was edited and a task put off."""
        by = self.viewer(Role.WORKER, OWN)
        guests = casework.Guests(
            staff=(self.rows[Role.WORKER, OWN].user,),
            partners=(self.rows[Role.PARTNER_OFFICER, SHARED].user,),
            child=True,
        )
        answers = {
            "starts_at": NOW + timedelta(days=3),
            "meeting": "onsite",
            "place": "Ruang rapat",
            "agenda": "KENARIAGENDA",
        }
        with scope(by):
            self.conference = casework.invite(by=by, now=NOW, case=self.case, answers=answers, guests=guests)
            said = {"happened_on": TODAY, "text": "KENARIUBAHAN", "met_other": "KENARIBIBI"}
            casework.edit_note(by=by, now=NOW, wrong=self.note, version=0, answers=said)
            self.task = casework.snooze_task(
                by=by, now=NOW, task=self.task, version=1, due_on=TODAY + timedelta(days=1), reason="KENARITUNDA"
            )

    def _others(self) -> None:
        agreements.fill(self, self.viewer(Role.HEAD, OWN))
        self.coordination = visits.decided(self.viewer(Role.HEAD, OWN), self.partner)
        self.coordination_paper = visits.paper(self.viewer(Role.HEAD, OWN), self.coordination)
        admin = self.viewer(Role.AGENCY_ADMIN, OWN)
        with scope(admin):
            self.invitation, self.token = people_services.invite(
                by=admin, now=NOW, email="baru@contoh.example", role=Role.WORKER
            )
        self.offer = ServiceOffer.objects.get(agency=self.home)
        self.notices, self.absences, self.drafts = {}, {}, {}
        for role in Role.values:
            user_id = self.rows[role, OWN].user_id
            with system_scope("test"):
                url = reverse("case", args=[self.case.code])
                owe(
                    recipient_id=user_id, kind="reminder.due", key=f"dunia:{role}", about=self.case.code, url=url, now=NOW
                )  # fmt: skip
                self.notices[role] = Notice.objects.for_system(reason="test").get(key=f"dunia:{role}:{user_id}").pk
            self.drafts[role] = self._draft(role)
            self.absences[role] = Absence.objects.create(
                user_id=user_id, starts_on=TODAY + timedelta(days=30), ends_on=TODAY + timedelta(days=31)
            ).pk  # fmt: skip

    def _draft(self, role: str):
        by = self.viewer(role, OWN)
        with scope(by):
            place = drafts.Place(reverse("note_new", args=[self.case.code]))
            drafts.save(by=by, now=NOW, place=place, fields={"text": ["KENARIDRAF"]})
            return Draft.objects.visible_to(by).get().pk

    def arguments(self, route: str, role: str, relation: str) -> dict[str, object]:
        """Return what stands in an address for a person of this role and relation.

        Raises LookupError with what to do for a route whose objects this world does not have yet.
        """
        return addresses.arguments(self, route, role, relation)
