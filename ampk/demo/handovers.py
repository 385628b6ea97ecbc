"""Cases handed on in the demonstration: one offer in every state, and one case that changed its office."""

from datetime import timedelta

from agencies.directory.models import Agency
from ampk.demo.agreeing import agree
from ampk.demo.stage import Stage
from cases.casework import services
from cases.casework.choices import SERVICE_STAGES
from cases.casework.models import Case, Transfer
from cases.casework.rules import BOOK
from cases.casework.services import lapsing
from core.kernel.refusals import Refused
from core.kernel.scope import scope

WORDS = "Keluarga pindah ke rumah nenek. Ibu aman dihubungi lewat telepon sore hari; kontrol kesehatan tiap bulan."
# What becomes of the offers, and how many days ago they were made; silence takes the longest.
OUTCOMES = (
    ("lapsed", 25), ("escalated", 4), ("accepted", 5), ("declined", 5), ("withdrawn", 4), ("colleague", 3),
    ("offered", 1), ("offered_colleague", 1),
)  # fmt: skip


def handovers(stage: Stage) -> None:
    """Offer some of the Balai's newest cases and let the other side answer."""
    boss = stage.people["yuni"]
    to = stage.agencies["dinsos-kab-lima-puluh-kota"]
    with scope(boss):
        if Transfer.objects.visible_to(boss).exists():
            return  # a load that goes on after a break offers nothing twice
        found = Case.objects.visible_to(boss).in_service().owned_by(boss.acting_agency_id)
        logins = {viewer.user_id: login for login, viewer in stage.people.items()}
        cases = [case for case in found.filter(stage__in=SERVICE_STAGES).order_by("-opened_at") if case.manager_id]
    for outcome, days in OUTCOMES:
        if outcome == "escalated":
            days = _just_overdue(stage, to, days)
        for case in [one for one in cases if stage.now - one.opened_at > timedelta(days=days + 2)]:
            try:
                _Offer(stage, case, logins[case.manager_id], to).play(outcome, days)
            except Refused:
                continue  # something is still owed to another office: this case stays
            cases.remove(case)
            break


def _just_overdue(stage: Stage, to: Agency, days: int) -> int:
    """Return how many days ago an offer was made whose answer has just become overdue."""
    rule = BOOK.get("transfer.answer", stage.now.date())
    while rule.due_after(stage.now - timedelta(days=days), zone=to.zone) > stage.now - timedelta(hours=2):
        days += 1
    return days


class _Offer:
    """One case, offered and answered."""

    def __init__(self, stage: Stage, case: Case, login: str, to: Agency) -> None:
        self.stage, self.case, self.to = stage, case, to
        self.boss, self.manager = stage.people["yuni"], stage.people[login]
        self.colleague = "andi" if login == "rina" else "rina"

    def play(self, outcome: str, days: int) -> None:
        at = self.stage.now - timedelta(days=days)
        row = self._made(outcome, at)
        if outcome in ("escalated", "lapsed"):
            # The clock of the offer alone: sweeps that the stories have not reached yet must not run.
            lapsing.sweep(now=row.due_at + timedelta(hours=1))
        if outcome == "lapsed":
            with scope(self.boss):
                row = Transfer.objects.visible_to(self.boss).get(pk=row.pk)
            lapsing.sweep(now=row.due_at + timedelta(hours=1))
        self._answer(outcome, row, at + timedelta(days=1))

    def _made(self, outcome: str, at) -> Transfer:
        if outcome.endswith("colleague"):
            with scope(self.manager):
                return services.offer_to_colleague(
                    by=self.manager, now=at, case=self.case, person=self.stage.user(self.colleague), reason="workload",
                    text=WORDS,
                )  # fmt: skip
        agree(self.boss, self.case, at - timedelta(hours=1))
        with scope(self.boss):
            return services.offer_to_agency(
                by=self.boss, now=at, case=self.case, to_agency=self.to, reason="moved", text=WORDS
            )

    def _answer(self, outcome: str, row: Transfer, at) -> None:
        there, colleague = self.stage.people["erna"], self.stage.people[self.colleague]
        if outcome == "withdrawn":
            with scope(self.boss):
                services.withdraw_offer(by=self.boss, now=at, transfer=row)
        elif outcome == "colleague":
            with scope(colleague):
                services.accept_offer(by=colleague, now=at, transfer=row)
        elif outcome in ("accepted", "declined"):
            with scope(there):
                if outcome == "accepted":
                    services.accept_offer(by=there, now=at, transfer=row, manager=self.stage.user("fadli"))
                else:
                    services.decline_offer(
                        by=there, now=at, transfer=row, reason="full", text="Dua pekerja kami sedang cuti."
                    )
