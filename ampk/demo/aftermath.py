"""After the service in the demonstration: episodes in every condition, visits on time, late, missed and in vain."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cases.aftercare import services
from cases.aftercare.models import Episode, PlannedVisit
from cases.casework import services as casework
from cases.casework.models import Case
from core.kernel.clock import WIB
from core.kernel.scope import Viewer, scope
from core.kernel.states import StepRefused

MONTHS = (1, 3, 6, 12)
MATURE = timedelta(days=100)  # a result is believable once the monitoring norm of three months has passed
# Who looks after a child in which district: worker and supervisor.
HOME = {"13.71": ("sari", "mega"), "13.04": ("weni", "zamri"), "13.07": ("fadli", "erna"), "14.71": ("", "yuni")}
# How after-care goes, the oldest stories first; what happens seldom comes once in a round.
FATES = (
    "settled", "running", "overdue", "independent", "not_found", "running", "reopened", "adult", "lost", "escalated",
    "running", "handed_on", "died", "running", "refused", "moved", "settled", "absconded", "running", "retried",
    "waiting", "settled", "running", "overdue", "running", "independent", "settled", "running", "settled", "running",
    "running", "settled", "independent", "running", "retried", "settled", "running", "settled", "running", "settled",
    "running", "overdue", "settled", "running", "running",
)  # fmt: skip
# Results after which the case is closed, and why.
CLOSES = {
    "settled": "goals_held", "independent": "goals_held", "adult": "adult", "handed_on": "handed_on", "lost": "lost",
    "refused": "refused", "died": "died",
}  # fmt: skip
WORDS = {
    "settled": "Anak diasuh baik oleh keluarganya.", "independent": "Anak bekerja sesudah pelatihan dan tinggal dengan kakaknya.",
    "adult": "Sudah 18 tahun dan bekerja.", "handed_on": "Dinas sosial kabupaten tetangga meneruskan pendampingan.",
    "lost": "Dicari lewat sekolah, jorong, dan keluarga besar selama sebulan.", "refused": "Keluarga menolak kunjungan.",
    "died": "Keluarga mengabarkan anak meninggal karena sakit.",
}  # fmt: skip
SAID = (
    "Anak tinggal bersama orang tua dan masuk sekolah setiap hari.", "Anak membantu ibunya berjualan sepulang sekolah.",
    "Wali kelas mengatakan anak mulai berani bertanya.", "Anak bercerita tentang latihan silat di surau.",
)  # fmt: skip


def destined(story) -> tuple[str, datetime]:
    """Return how after-care will go and when the service ends."""
    fate = story.stage.turn("aftercare", FATES)
    ended_at = story.moment("end")
    if fate == "waiting":
        ended_at = story.now - timedelta(days=1, hours=2)
    elif fate in CLOSES and story.now - ended_at < MATURE:
        fate = "running"
    elif fate in _IN_VAIN and story.now - ended_at < timedelta(days=14):
        fate = "running"  # nobody has been looked for in vain yet
    return fate, ended_at


def aftercare(story, case: Case, fate: str, ended_at: datetime) -> None:
    """End the service and follow the child home, as far as the story's fate goes."""
    _After(story, case, fate, ended_at).tell()


@dataclass
class _After:
    story: object
    case: Case
    fate: str
    ended_at: datetime

    def tell(self) -> None:
        """Play the after-care through the services."""
        people = self.story.stage.people
        worker, boss = HOME[(self.story.place.pk or "")[:5]]
        self.boss: Viewer = people[boss]
        self.there: Viewer = people[worker] if worker else self.story.worker
        self.yuni: Viewer = people["yuni"]
        reason = (
            "absconded"
            if self.fate == "absconded"
            else self.story.chance.choice(["reunified", "reunified", "goals_met"])
        )
        nobody = self.fate == "absconded"
        plan = casework.AftercarePlan(
            self.there.agency_id or 0, None if self.fate == "waiting" else self.there.user_id, MONTHS
        )
        answers = {
            "reason": reason, "handed_to": "nobody" if nobody else "parents", "receiver_name": "",
            "handed_on": None if nobody else self.ended_at.astimezone(WIB).date(), "condition": "" if nobody else "Sehat.",
            "items": "", "commitments": "" if nobody else "Orang tua mendampingi sekolah.", "receiver_agency": None,
        }  # fmt: skip
        with scope(self.story.worker):
            episode = services.end_service_and_open(
                by=self.story.worker,
                now=self.ended_at,
                case=self.case,
                answers=answers,
                aftercare=None if nobody else plan,
            )
        if episode is None:
            return self._close("lost", self.ended_at + timedelta(days=3))
        if self.fate != "waiting":
            self._visit(episode)
            self._end(episode)
        return None

    def _visit(self, episode: Episode) -> None:
        last = self.story.now - timedelta(days={"not_found": 3, "retried": 5, "escalated": 26}.get(self.fate, 9))
        with scope(self.there):
            planned = list(PlannedVisit.objects.visible_to(self.there).filter(episode=episode).open())
            due = [
                (one, _noon(one.due_on - timedelta(days=self.story.chance.randint(0, 3)), episode.zone))
                for one in planned
            ]
            past = [(one, at) for one, at in due if at < last] if self.fate in _LAST_SAYS else due
            for place, (one, at) in enumerate(past):
                if at >= self.story.now:
                    break
                self._record(episode, one, at, is_last=place == len(past) - 1)
            if self.fate in ("not_found", "retried", "moved", "refused", "lost", "died"):
                self._record(episode, None, last, is_last=True, **_IN_VAIN[self.fate])

    def _record(self, episode: Episode, planned, at: datetime, *, is_last: bool, **said) -> None:
        chance = self.story.chance
        answers = {
            "outcome": "met", "condition": chance.choice(["better", "better", "same", "same", "worse"]), "next_step": "by_schedule",
            "happened_on": at.astimezone(episode.zone).date(), "method": chance.choice(["home_visit", "home_visit", "call", "school_visit"]),
            "met": ["child", "mother"], "note": chance.choice(SAID), "next_on": None,
            "areas": {"schooling": chance.choice(["good", "good", "attention"]), "identity": chance.choice(["good", "attention", "critical"]), "care": "good"},
            **said,
        }  # fmt: skip
        if is_last and self.fate in ("overdue", "escalated"):
            self._ask_for_an_earlier_one(episode, at, answers)
        services.record_visit(by=self.there, now=at, episode=episode, planned=planned, answers=answers)

    def _ask_for_an_earlier_one(self, episode: Episode, at: datetime, answers: dict) -> None:
        """Let the worker promise a visit that has been missed since: by days, or long enough to climb the ladder."""
        late = (self.story.now - timedelta(days={"overdue": 4, "escalated": 20}[self.fate])).date()
        open_ones = PlannedVisit.objects.visible_to(self.there).filter(episode=episode).open()
        limit = open_ones.filter(due_on__gt=at.date() + timedelta(days=4)).values_list("due_on", flat=True).first()
        day = min(late, limit or late)
        if day > at.date() + timedelta(days=1):
            answers.update(next_step="sooner", next_on=day)

    def _end(self, episode: Episode) -> None:
        at = self.story.now - timedelta(days=self.story.chance.randint(1, 3), hours=1)
        if self.fate == "moved":
            return self._move(episode, at)
        if self.fate == "reopened":
            with scope(self.yuni):
                services.relapse(
                    by=self.yuni, now=at, episode=episode, explanation="Anak kembali ke jalan; keluarga minta bantuan."
                )
            return None
        if self.fate not in CLOSES:
            return None
        with scope(self.boss):
            left = PlannedVisit.objects.visible_to(self.boss).filter(episode=episode).open()
            why = {"lost": "not_found", "refused": "refused", "handed_on": "handed_on"}.get(self.fate, "goals_met")
            services.end_episode(
                by=self.boss, now=at, episode=episode, result=self.fate, explanation=WORDS[self.fate],
                cancelled={one.pk: why for one in left},
            )  # fmt: skip
        return self._close(CLOSES[self.fate], at + timedelta(hours=1))

    def _move(self, episode: Episode, at: datetime) -> None:
        other = next(
            pair
            for code, pair in HOME.items()
            if pair[0] and self.there.agency_id != self.story.stage.people[pair[0]].agency_id
        )
        to = self.story.stage.people[other[1]]
        with scope(self.yuni):
            services.redirect(
                by=self.yuni, now=at, episode=episode, explanation="Anak ikut pamannya.",
                to_agency=next(one for one in self.story.stage.agencies.values() if one.pk == to.agency_id),
            )  # fmt: skip
        with scope(to):
            services.assign(by=to, now=at + timedelta(hours=4), episode=episode, worker=self.story.stage.user(other[0]))

    def _close(self, reason: str, at: datetime) -> None:
        with scope(self.yuni):
            try:
                casework.close(by=self.yuni, now=min(at, self.story.now), case=self.case, reason=reason)
            except StepRefused:
                return  # a referral is still under way; the case stays open, as it would


# What the last contact says where the plain answer would not be true.
_IN_VAIN = {
    "not_found": {"outcome": "not_found", "condition": "unknown", "met": [], "note": "Rumah kosong; tetangga tidak tahu.", "areas": {}},
    "lost": {"outcome": "not_found", "condition": "unknown", "met": [], "note": "Belum ditemukan.", "areas": {}},
    "retried": {"outcome": "not_met", "condition": "unknown", "met": [], "note": "Tidak ada orang di rumah.", "areas": {}},
    "moved": {"outcome": "moved", "condition": "unknown", "met": ["other"], "note": "Pindah mengikuti pamannya.", "areas": {}},
    "refused": {"outcome": "refused", "condition": "unknown", "met": ["father"], "note": "Keluarga tidak mau dikunjungi lagi.", "areas": {}},
    "died": {"outcome": "died", "condition": "", "next_step": "", "met": ["mother"], "note": "Ibu mengabarkan.", "areas": {}},
}  # fmt: skip
_LAST_SAYS = frozenset({*_IN_VAIN, "overdue", "escalated"})


def _noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(11, 0), tzinfo=zone)
