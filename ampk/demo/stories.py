"""One invented child's way through the network, as far as the time since the report allows."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agencies.directory.models import Region
from ampk.demo import people
from ampk.demo.aftermath import CLOSES, aftercare, destined
from ampk.demo.agreeing import agreements
from ampk.demo.assessments import assess, assess_again
from ampk.demo.gatherings import gather
from ampk.demo.plans import carry_out, plan, revise, wait
from ampk.demo.requests import requests
from ampk.demo.risks import risk_answers
from ampk.demo.stage import Stage
from cases.casework import services
from cases.casework.models import Case
from core.kernel.scope import Viewer, scope

# Days after the report by which each stage is usually reached in these stories.
DAYS = {"assign": 1, "agree": 4, "assess": 9, "plan": 20, "implement": 30, "monitor": 150, "end": 190}
# How cases go on; most simply do.  Somebody stands still only lately, so that the backlog stays believable.
FATES = (
    "on", "on", "rejected", "on", "on", "on", "stuck", "on", "on", "transferred", "on", "on", "on", "stuck", "on", "on",
    "on", "on", "unassigned", "on", "on", "on", "on", "on",
)  # fmt: skip
REVIEW = timedelta(days=75)  # how often the risk of a case is looked at again, usually
LATELY = {"stuck": timedelta(days=70), "unassigned": timedelta(days=6)}


@dataclass
class Story:
    """Tells one case from the report to where it stands now; some stop on the way and become overdue."""

    stage: Stage
    opened_at: datetime
    place: Region
    scores: dict[str, int] = field(default_factory=dict)  # of the last round of assessment

    def tell(self) -> Case:
        """Play the story through the services and return the case."""
        self.chance, self.now = self.stage.chance, self.stage.now
        login = self.chance.choice(["rina", "rina", "andi"])
        self.worker: Viewer = self.stage.people[login]
        self.supervisor: Viewer = self.stage.people["yuni"]
        fate = self.stage.turn("case", FATES)
        if self.now - self.opened_at > LATELY.get(fate, timedelta.max):
            fate = "on"
        self.is_stuck = fate == "stuck"
        case = self._report()
        if not self.reached("assign") or fate == "unassigned":
            return case
        at = self.moment("assign")
        with scope(self.supervisor):
            services.assign(by=self.supervisor, now=at, case=case, worker=self.stage.user(login))
            if fate == "rejected":
                return services.reject(
                    by=self.supervisor, now=at, case=case, reason="out_of_scope", explanation="Diteruskan ke dinas setempat."
                )  # fmt: skip
            if fate == "transferred":
                return services.transfer_outside(
                    by=self.supervisor, now=at, case=case, reason="moved", explanation="Keluarga menetap di sana.",
                    receiver="Dinas Sosial Kota Jambi", confirmed_by="Kepala seksi rehabilitasi sosial",
                    confirmed_on=at.date(),
                )  # fmt: skip
        self._work(case)
        return case

    def moment(self, event: str) -> datetime:
        """Return when an event of the story happened, at the latest now."""
        return min(self.now, self.opened_at + timedelta(days=DAYS[event], hours=self.chance.randint(0, 3)))

    def _report(self) -> Case:
        operator = self.stage.people[self.chance.choice(["asupan", "rina"])]
        is_old = self.opened_at < self.now - timedelta(days=DAYS["end"])
        age = self.chance.choice([None, None, None, 17]) if is_old else None
        answers = {
            "child": {**people.child(self.chance, self.stage.names, self.opened_at.date(), age=age), "region": self.place},
            "category": self.chance.choice(people.CATEGORIES), "source": self.chance.choice(people.SOURCES), "sure": True,
            "in_danger": self.chance.random() < 0.06, "region": self.place, "event_on": (self.opened_at - timedelta(days=2)).date(),
            "narrative": self.chance.choice(people.NARRATIVES), "reporter_contact": "", "consent": self.chance.choice(["given", "not_asked"]),
        }  # fmt: skip
        with scope(operator):
            return services.open_case(by=operator, now=self.opened_at, answers=answers)

    def reached(self, event: str) -> bool:
        """Tell whether the story has got as far as an event."""
        return self.opened_at + timedelta(days=DAYS[event] + 1) < self.now

    def _work(self, case: Case) -> None:
        with scope(self.worker):
            version = self._prepare(case)
        if version is None or not self.reached("implement"):
            if version:
                wait(self, case, version)
            return
        at = self.moment("implement")
        with scope(self.supervisor):
            services.decide_plan(by=self.supervisor, now=at, case=case, version=version, approve=True)
        with scope(self.worker):
            services.move(by=self.worker, now=at, case=case, name="implement")
            self._visits(case)
            carry_out(self, case, min(self.now, self.moment("end")))
        gather(self, case, is_over=self.reached("end"))
        agreements(self, case, at)
        after = destined(self) if self.reached("end") else None
        # A case is closed only when no office owes it anything.
        requests(self, case, all_done=bool(after and after[0] in CLOSES))
        if self.reached("monitor"):
            revise(self, case, self.moment("monitor"))
            with scope(self.worker):
                services.move(by=self.worker, now=self.moment("monitor"), case=case, name="monitor")
                assess_again(self, case, self.moment("monitor"))
        if after:
            aftercare(self, case, *after)

    def _prepare(self, case: Case) -> int | None:
        """Rate, agree, assess and plan as far as the time goes; return the version of a submitted plan."""
        worker = self.worker
        self._rate(case, self.moment("assign"), "Dinilai pada kunjungan pertama.")
        if not self.reached("agree") or self.is_stuck:
            return None
        at = self.moment("agree")
        services.move(by=worker, now=at, case=case, name="agree")
        self._contact(case, at, "Kunjungan pertama ke rumah.")
        services.record_agreement(by=worker, now=at, case=case, answers={
            "basis": "consent", "agreed_on": at.date(), "agreed_by": "parent", "agreed_name": "", "child_heard": "yes",
            "child_view": "Anak ingin kembali bersekolah.", "legal_basis": "", "explanation": "",
        })  # fmt: skip
        if not self.reached("assess"):
            return None
        services.move(by=worker, now=self.moment("assess"), case=case, name="assess")
        if not self.reached("plan"):
            return None
        at = self.moment("plan")
        assess(self, case, at)
        services.move(by=worker, now=at, case=case, name="plan")
        return plan(self, case, at)

    def _rate(self, case: Case, at: datetime, reason: str) -> None:
        answers = risk_answers(self.chance)
        services.rate_risk(by=self.worker, now=at, case=case, answers=answers, reason=reason)

    def _visits(self, case: Case) -> None:
        """Contacts at the rhythm of the risk; the last ones are sometimes missed, so that boards have a backlog."""
        missed = timedelta(days=self.chance.choice([0, 0, 0, 0, 0, 3, 12]))
        end = min(self.now - missed, self.opened_at + timedelta(days=DAYS["end"] - 1))
        moment = self.moment("implement") + timedelta(days=5)
        rated_at = moment - REVIEW
        while moment < end:
            if moment - rated_at >= REVIEW:
                self._rate(case, moment, "Ditinjau kembali sesudah kunjungan.")
                rated_at = moment
            self._contact(case, moment, self.chance.choice(people.VISITED))
            moment += timedelta(days=self.chance.choice([13, 20, 27]))

    def _contact(self, case: Case, at: datetime, text: str) -> None:
        services.write_note(by=self.worker, now=at, case=case, answers={
            "kind": self.chance.choice(["home_visit", "home_visit", "call"]), "happened_on": at.date(), "outcome": "met",
            "condition": self.chance.choice(["better", "same", "same", "worse"]), "next_step": "by_rule", "text": text, "met": ["child"],
        })  # fmt: skip
