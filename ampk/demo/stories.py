"""One invented child's way through the network, as far as the time since the report allows."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from agencies.directory.models import Region
from agencies.people.models import User
from ampk.demo import people
from ampk.demo.accounts import DOMAIN, viewer
from ampk.demo.aftermath import aftercare
from ampk.demo.requests import requests
from cases.casework import services
from cases.casework.choices import Domain
from cases.casework.models import Case
from core.kernel.scope import scope

# Days after the report by which each stage is usually reached in these stories.
DAYS = {"assign": 1, "agree": 4, "assess": 9, "plan": 20, "implement": 30, "monitor": 150, "end": 190}


def account(login: str) -> User:
    """Return a demonstration account's user."""
    return User.objects.get(email=f"{login}@{DOMAIN}")


@dataclass
class Story:
    """Tells one case from the report to where it stands now; some stop on the way and become overdue."""

    chance: random.Random
    now: datetime
    opened_at: datetime
    place: Region

    def tell(self) -> Case:
        """Play the story through the services and return the case."""
        self.worker_login = self.chance.choice(["rina", "rina", "andi"])
        self.worker, self.supervisor = viewer(self.worker_login), viewer("yuni")
        self.stuck = self.chance.random() < 0.12
        case = self._report()
        if not self._reached("assign") or self.chance.random() < 0.03:
            return case
        with scope(self.supervisor):
            services.assign(by=self.supervisor, now=self.moment("assign"), case=case, worker=account(self.worker_login))
            if self.chance.random() < 0.04:
                return services.reject(
                    by=self.supervisor,
                    now=self.moment("assign"),
                    case=case,
                    reason="out_of_scope",
                    explanation="Diteruskan ke dinas setempat.",
                )
        self._work(case)
        return case

    def _report(self) -> Case:
        operator = viewer(self.chance.choice(["asupan", "rina"]))
        answers = {
            "child": {**people.child(self.chance, self.opened_at.date()), "region": self.place},
            "category": self.chance.choice(people.CATEGORIES), "source": self.chance.choice(people.SOURCES),
            "in_danger": self.chance.random() < 0.06, "region": self.place, "event_on": (self.opened_at - timedelta(days=2)).date(),
            "narrative": self.chance.choice(people.NARRATIVES), "reporter_contact": "", "consent": self.chance.choice(["given", "not_asked"]),
        }  # fmt: skip
        with scope(operator):
            return services.open_case(by=operator, now=self.opened_at, answers=answers)

    def moment(self, event: str) -> datetime:
        """Return when an event of the story happened, at the latest now."""
        return min(self.now, self.opened_at + timedelta(days=DAYS[event], hours=self.chance.randint(0, 3)))

    def _reached(self, event: str) -> bool:
        return self.opened_at + timedelta(days=DAYS[event] + 1) < self.now

    def _work(self, case: Case) -> None:
        worker = self.worker
        with scope(worker):
            level = self.chance.choice(["high", "medium", "medium", "low"])
            services.rate_risk(
                by=worker, now=self.moment("assign"), case=case, level=level, reason="Dinilai pada kunjungan pertama."
            )
            if not self._reached("agree") or self.stuck:
                return
            services.move(by=worker, now=self.moment("agree"), case=case, name="agree")
            self._contact(case, "agree")
            services.record_agreement(by=worker, now=self.moment("agree"), case=case, answers={
                "basis": "consent", "agreed_on": self.moment("agree").date(), "agreed_by": "parent", "agreed_name": "", "child_heard": "yes",
                "child_view": "Anak ingin kembali bersekolah.", "legal_basis": "", "explanation": "",
            })  # fmt: skip
            if not self._reached("assess"):
                return
            services.move(by=worker, now=self.moment("assess"), case=case, name="assess")
            if not self._reached("plan"):
                return
            said = {
                str(domain): {
                    "state": self.chance.choice(["needs", "nothing"]),
                    "narrative": "Dikaji bersama anak dan keluarga.",
                }
                for domain in Domain
            }
            services.save_assessment(
                by=worker,
                now=self.moment("plan"),
                case=case,
                domains=said,
                conclusion="Anak membutuhkan dukungan keluarga dan sekolah.",
                finish=True,
            )
            services.move(by=worker, now=self.moment("plan"), case=case, name="plan")
            services.save_plan(by=worker, now=self.moment("plan"), case=case, goals=[{
                "goal": "Anak kembali bersekolah", "activity": "Pendampingan dan rujukan ke dinas pendidikan", "domain": "social",
                "component": "family_support", "person_id": worker.user_id, "due_on": (self.moment("plan") + timedelta(days=90)).date(),
            }])  # fmt: skip
            plan = services.submit_plan(by=worker, now=self.moment("plan"), case=case)
        if not self._reached("implement"):
            return
        with scope(self.supervisor):
            services.decide_plan(
                by=self.supervisor, now=self.moment("implement"), case=case, version=plan.version, approve=True
            )
        with scope(worker):
            services.move(by=worker, now=self.moment("implement"), case=case, name="implement")
        self._visits(case)
        requests(self, case)
        if self._reached("monitor"):
            with scope(worker):
                services.move(by=worker, now=self.moment("monitor"), case=case, name="monitor")
        if self._reached("end"):
            aftercare(self, case)

    def _visits(self, case: Case) -> None:
        """Contacts at the rhythm of the risk; the last ones are sometimes missed, so that boards have a backlog."""
        end = min(
            self.now - timedelta(days=self.chance.choice([0, 0, 2, 12])),
            self.opened_at + timedelta(days=DAYS["end"] - 1),
        )
        moment = self.moment("implement") + timedelta(days=5)
        while moment < end:
            with scope(self.worker):
                services.write_note(by=self.worker, now=moment, case=case, answers={
                    "kind": "home_visit", "happened_on": moment.date(), "outcome": "met", "condition": self.chance.choice(["better", "same", "same", "worse"]),
                    "next_step": "by_rule", "text": "Anak dan ibu ditemui di rumah; sekolah dan pergaulan dibicarakan.",
                })  # fmt: skip
            moment += timedelta(days=self.chance.choice([13, 20, 28]))

    def _contact(self, case: Case, event: str) -> None:
        services.write_note(by=self.worker, now=self.moment(event), case=case, answers={
            "kind": "home_visit", "happened_on": self.moment(event).date(), "outcome": "met", "condition": "same", "next_step": "by_rule",
            "text": "Kunjungan pertama ke rumah.",
        })  # fmt: skip
