"""What an office does beside visits in the demonstration: sessions, tasks for colleagues and desks, case conferences."""

from datetime import datetime, timedelta

from cases.casework import services
from cases.casework.models import Case, Conference, Invited
from cases.casework.services import Guests
from core.kernel.scope import scope

# What happens on the way; most cases need nothing of it.
TURNS = ("task", "none", "minuted", "none", "coming", "desk", "session", "none", "held", "none")
TASKS = (
    "Fotokopi akta kelahiran untuk sekolah",
    "Telepon wali kelas tentang jadwal ujian",
    "Siapkan ruang bermain untuk hari Jumat",
)
SAID = {
    "facts": "Sekolah bersedia menerima kembali; jarak ke rumah nenek dua kilometer.", "child_heard": "yes",
    "child_view": "Anak ingin sekolah yang dekat dan tidak dijemput kakaknya.", "family_heard": "yes",
    "family_view": "Ibu setuju dan mengantar tiga kali seminggu.", "differences": "", "next_on": None,
}  # fmt: skip


def gather(story, case: Case, *, is_over: bool) -> None:
    """Play one turn; when the service is over, everything begun is ended too."""
    at = story.moment("implement") + timedelta(days=4)
    turn = story.stage.turn("gathering", TURNS)
    if turn == "none" or at + timedelta(days=6) >= story.now:
        return
    if turn == "session":
        _session(story, case, at)
    elif turn in ("task", "desk"):
        _task(story, case, at, desk="supervisor" if turn == "desk" else "", is_over=is_over)
    elif is_over or turn == "minuted":
        _conference(story, case, at, to_end=True)
    elif turn == "held":
        _conference(story, case, story.now - timedelta(days=3), to_end=False)
    else:
        _invite(story, case, story.now - timedelta(days=1, hours=2), story.now + timedelta(days=4, hours=2))


def _session(story, case: Case, at: datetime) -> None:
    with scope(story.worker):
        services.write_session(by=story.worker, now=at, cases=[case], answers={
            "session": story.chance.choice(["guidance", "therapy", "training"]), "minutes": 60, "happened_on": at.date(),
            "component": "therapy", "place": "Ruang konseling", "text": "Anak mengikuti sampai selesai.",
        })  # fmt: skip


def _task(story, case: Case, at: datetime, *, desk: str, is_over: bool) -> None:
    other = "andi" if story.worker is story.stage.people["rina"] else "rina"
    doer = story.supervisor if desk else story.stage.people[other]
    begun = at if is_over else story.now - timedelta(days=2)
    whom = {"desk": desk} if desk else {"assigned_to": story.stage.user(other)}
    due_on = (begun + timedelta(days=story.chance.choice([1, 3, 5]))).date()
    with scope(story.worker):
        task = services.make_task(
            by=story.worker, now=begun, case=case, text=story.chance.choice(TASKS), due_on=due_on, **whom
        )
    if is_over:
        with scope(doer):
            services.finish_task(by=doer, now=begun + timedelta(days=1), task=task)


def _invite(story, case: Case, at: datetime, starts_at: datetime) -> Conference:
    answers = {
        "starts_at": starts_at, "meeting": "onsite", "place": "Ruang rapat Balai", "agenda": "Kelanjutan sekolah\nPengasuhan di rumah",
    }  # fmt: skip
    staff = tuple(story.stage.user(login) for login in ("rina", "andi", "yuni"))
    guests = Guests(staff=staff, child=True, others=("Wali kelas, SDN 05",))
    with scope(story.worker):
        return services.invite(by=story.worker, now=at, case=case, answers=answers, guests=guests)


def _conference(story, case: Case, at: datetime, *, to_end: bool) -> None:
    by, met = story.worker, at + timedelta(days=2)
    one = _invite(story, case, at, met)
    later = met + timedelta(hours=3)
    with scope(by):
        services.hold(by=by, now=later, conference=one)
        if not to_end:
            return
        came = set(Invited.objects.visible_to(by).filter(conference=one).values_list("pk", flat=True))
        services.save_minutes(by=by, now=later, conference=one, version=1, answers=dict(SAID), came=came)
        decided = services.decide(
            by=by, now=later, conference=one, text="Daftar ulang ke sekolah terdekat", person=story.stage.users[by.user_id or 0],
            due_on=(later + timedelta(days=7)).date(),
        )  # fmt: skip
        services.finish_minutes(by=by, now=later, conference=one)
        services.finish_task(by=by, now=later + timedelta(days=1), task=decided.task)
