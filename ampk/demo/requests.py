"""Referrals of the demonstration, in every state: silent, asked about, declined, turned elsewhere, delivered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.casework.models import Case
from core.audit.services import record_read
from core.kernel.scope import Viewer, scope
from referrals import services
from referrals.models import Referral
from referrals.services import AlreadyLive, ReferralRefused, silence


@dataclass(frozen=True)
class Wanted:
    """What is asked of whom; `officer` answers there ("" where nobody of the agency is in the demonstration)."""

    purpose: str
    ask: str
    agency: str
    officer: str
    result: str
    next_best: str = ""


WANTED = (
    Wanted("schooling", "return", "disdik-kota-padang", "disdik", "Diterima kelas 8; mulai masuk hari Senin."),
    Wanted("identity_papers", "birth_certificate", "disdukcapil-kota-padang", "dukcapil", "Akta kelahiran terbit dan diserahkan kepada wali.", "disdukcapil-kab-tanah-datar"),
    Wanted("temporary_shelter", "shelter", "lpks-lubuk-minturun", "lpks", "Anak tinggal tiga pekan dan dijemput keluarga.", "lksa-kasih-bersama-kota-padang"),
    Wanted("religious_guidance", "mentor", "kemenag-kota-padang", "kemenag", "Pembimbing ditunjuk; dua kali sepekan sesudah Asar."),
    Wanted("youth_activity", "club", "dispora-kota-padang", "dispora", "Anak ikut sasana silat di dekat rumahnya."),
    Wanted("identity_papers", "child_id_card", "disdukcapil-kab-tanah-datar", "", ""),
    Wanted("family_care", "lksa", "lksa-kasih-bersama-kota-padang", "lksa", "Anak diasuh sambil bersekolah.", "dinsos-kab-tanah-datar"),
    Wanted("schooling", "aid", "disdik-kab-tanah-datar", "", ""),
    Wanted("work", "training", "disnaker-kota-padang", "disnaker", "Pelatihan menjahit 140 jam diikuti sampai selesai."),
)  # fmt: skip
# How each referral goes; the commonest come most often, the rare ones once in a round.
FATES = (
    "confirmed", "silent", "in_service", "declined", "confirmed", "asked", "accepted", "reported", "lapsed", "held",
    "confirmed", "in_service", "rerouted", "draft", "opened", "confirmed", "service_held", "withdrawn", "silent",
    "confirmed", "concluded", "rerouted", "disputed", "in_service", "mistake", "confirmed", "accepted", "confirmed",
)  # fmt: skip
EARLIEST = timedelta(days=32)  # after the report, once a plan was approved
# How many days before now a referral was sent at the earliest and the latest, by its fate.
SENT_AGO = {
    "silent": (1, 9), "asked": (3, 6), "opened": (1, 3), "accepted": (2, 5), "draft": (1, 3), "held": (8, 15),
    "in_service": (8, 30), "service_held": (20, 40), "reported": (16, 24), "declined": (3, 8), "disputed": (22, 40),
    "lapsed": (45, 70), "confirmed": (35, 160), "concluded": (30, 70), "rerouted": (12, 30),
}  # fmt: skip


def requests(story, case: Case, *, all_done: bool) -> None:
    """Ask one to three offices for a child, each at a moment that lets its story end before now."""
    if story.opened_at + EARLIEST > story.now - timedelta(days=2):
        return
    chosen = story.chance.sample(WANTED, k=story.chance.choice([1, 1, 2, 3]))
    for wanted in chosen:
        if wanted.purpose == "work" and case.child.age_on(story.now.date()) < 15:
            continue
        if all_done:
            if wanted.officer:
                _Request(story, case, wanted, "confirmed").tell()
            continue
        fate = story.stage.turn("referral", FATES) if wanted.officer else story.stage.turn("desk", ("silent", "lapsed"))
        if fate == "rerouted" and not wanted.next_best:
            wanted = next(one for one in WANTED if one.next_best and one not in chosen)
        _Request(story, case, wanted, fate).tell()


@dataclass
class _Request:
    story: object
    case: Case
    wanted: Wanted
    fate: str

    def tell(self) -> None:
        """Play the referral as far as its fate lets it come."""
        chance, now = self.story.chance, self.story.now
        ago = timedelta(days=chance.randint(*SENT_AGO.get(self.fate, (10, 60))), hours=chance.randint(0, 3))
        self.sent_at = max(self.story.opened_at + EARLIEST, now - ago)
        if self.sent_at > now - timedelta(hours=2):
            return
        self.worker: Viewer = self.story.worker
        try:
            with scope(self.worker):
                if self.fate == "draft" and self.wanted.purpose != "work":
                    return self._bundle()
                self.row = services.draft(
                    by=self.worker,
                    now=self.sent_at,
                    case=self.case,
                    purpose=self.wanted.purpose,
                    answers=self._answers(),
                )
                if self.fate == "mistake":
                    services.mark_mistake(by=self.worker, now=self.sent_at, referral=self.row)
                if self.fate in ("mistake", "draft"):
                    return
                self.row = services.send(by=self.worker, now=self.sent_at, referral=self.row)
        except (AlreadyLive, ReferralRefused):
            return  # this child has asked that office already
        if self.fate == "withdrawn":
            self._sender("withdraw", days=4, reason="elsewhere")
        if self.wanted.officer and self.fate not in ("silent", "lapsed", "withdrawn"):
            self._answer()

    def _bundle(self) -> None:
        """Tick the needs of a child who goes home and leave the drafts to be looked over; work may be too early."""
        services.bundle(
            by=self.worker, now=self.sent_at, case=self.case, wanted=("schooling", "identity_papers", "work"),
            reason="Anak pulang ke daerah asal dan meneruskan hidupnya di sana.",
        )  # fmt: skip

    def _answers(self) -> dict:
        work = self.wanted.purpose == "work"
        return {
            "to_agency": self.story.stage.agencies[self.wanted.agency], "ask": self.wanted.ask,
            "urgency": self.story.chance.choice(["normal", "normal", "soon"]),
            "reason": "Diperlukan agar anak dapat tinggal dan belajar di tempat asalnya.", "situation": "",
            "skills": "Menjahit dasar" if work else "", "facts": ["name", "born", "sex", "guardian"],
            "planned_start_on": (self.story.now + timedelta(days=30)).date() if work else None,
            "work_kind": "training" if work else "", "hazards_checked": work,
        }  # fmt: skip

    def _answer(self) -> None:
        if self.fate == "opened":
            return self._look()
        if self.fate == "asked":
            return self._officer("ask", days=1, body="Rapor terakhir kelas berapa?")
        if self.fate in ("declined", "rerouted", "concluded"):
            return self._decline()
        self._officer("accept", days=1)
        if self.fate == "held":
            return self._hold()
        if self.fate == "accepted":
            return None
        self._officer("start", days=4, on=self._at(4).date(), body="Sudah bertemu anak dan walinya.")
        if self.fate == "service_held":
            return self._hold()
        if self.fate in ("reported", "confirmed", "disputed"):
            self._report()
        return None

    def _report(self) -> None:
        outcome = self.story.chance.choice(["delivered", "delivered", "delivered", "partly", "not"])
        said = (
            self.wanted.result if outcome == "delivered" else "Baru sebagian; alasannya sudah dibicarakan dengan wali."
        )
        self._officer("report", days=14, outcome=outcome, on=self._at(14).date(), body=said)
        if self.fate == "confirmed":
            self._sender("confirm", days=17)
        if self.fate == "disputed":
            self._sender("dispute", days=18, body="Wali belum menerimanya; mohon dicek kembali.")

    def _decline(self) -> None:
        reason = self.story.chance.choice(["full", "full", "incomplete", "out_of_area"])
        self._officer("decline", days=2, reason=reason, **self._why(reason))
        if self.fate == "concluded":
            self._sender("conclude", days=4)
        if self.fate == "rerouted" and self.wanted.next_best:
            to = self.story.stage.agencies[self.wanted.next_best]
            with scope(self.worker):
                try:
                    new = services.reroute(by=self.worker, now=self._at(4), referral=self.row, to_agency=to)
                    services.send(by=self.worker, now=self._at(4), referral=new)
                except (AlreadyLive, ReferralRefused):
                    return

    def _why(self, reason: str) -> dict:
        """Return what an officer adds to a refusal: when there is a place again, or what was missing."""
        if reason == "full":
            return {"body": "Kuota bulan ini penuh.", "retry_on": (self.story.now + timedelta(days=12)).date()}
        return {"lacking": ["papers", "schooling", "nik"], "body": ""} if reason == "incomplete" else {}

    def _hold(self) -> None:
        until = (self.story.now + timedelta(days=self.story.chance.randint(6, 30))).date()
        self._officer("hold", days=6, until=until, body="Menunggu awal semester.")

    def _look(self) -> None:
        officer = self.story.stage.people[self.wanted.officer]
        with scope(officer):
            record_read(
                by=officer, now=self._at(0), verb=silence.READ, child_id=self.row.child_id, case_id=self.row.case_id,
                subject=self.row.code,
            )  # fmt: skip

    def _at(self, days: int) -> datetime:
        return min(self.sent_at + timedelta(days=days, hours=2), self.story.now)

    def _officer(self, verb: str, *, days: int, **answers) -> None:
        self._do(self.story.stage.people[self.wanted.officer], verb, days, answers)

    def _sender(self, verb: str, *, days: int, **answers) -> None:
        self._do(self.worker, verb, days, answers)

    def _do(self, by: Viewer, verb: str, days: int, answers: dict) -> None:
        with scope(by):
            row: Referral = getattr(services, verb)(by=by, now=self._at(days), referral=self.row, **answers)
        self.row = row
