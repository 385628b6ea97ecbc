"""The plans of a story: goals for what is weak, reasons where there is none, every state, and reports on progress."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cases.casework import plans, services, sheets
from cases.casework.models import Case, PlanActivity
from core.kernel.scope import scope

if TYPE_CHECKING:
    from ampk.demo.stories import Story

MONTH = timedelta(days=30)
# Part of the assessment -> goal, activity, component.
GOALS = {
    "education": ("Anak kembali bersekolah", "Pendampingan dan rujukan ke dinas pendidikan", "family_support"),
    "protection": ("Anak punya akta kelahiran", "Melengkapi berkas dan rujukan ke Disdukcapil", "accessibility"),
    "home": ("Pengasuh tetap dan mampu mengasuh", "Penguatan pengasuhan, dua kali sebulan", "care"),
    "mind": ("Anak merasa aman dan mau bercerita", "Konseling setiap pekan", "therapy"),
    "health": ("Anak terlayani puskesmas", "Mendaftarkan kepesertaan dan imunisasi", "accessibility"),
    "food": ("Keluarga dapat makan cukup", "Paket sembako dan usulan PKH", "assistance"),
    "spirit": ("Anak mengikuti kegiatan keagamaan yang ia pilih", "Bimbingan mental spiritual", "therapy"),
}
REACHED = ("Sudah berjalan sesuai rencana.", "Keluarga mulai ikut serta.", "Tertunda karena berkas belum lengkap.")
HEARD = ("“Saya mau sekolah lagi.”", "“Saya senang ditemani ke kantor.”", "")


def plan(story: Story, case: Case, at: datetime) -> int | None:
    """Write a plan and submit it; return its version, None when it is still being written."""
    worker = story.worker
    needs = [need.slug for need in sheets.needs_of(sheets.rounds_of(case, worker)[0])]
    chosen = [slug for slug in GOALS if slug in needs][:3]
    is_draft = not story.reached("implement") and story.stage.turn("plan", ("sent", "draft", "sent")) == "draft"
    for slug in chosen:
        goal, activity, component = GOALS[slug]
        is_open = is_draft and slug == chosen[-1]
        answers = {
            "domain": slug, "goal": goal, "activity": activity, "component": component, "person_id": worker.user_id,
            "due_on": None if is_open else (at + timedelta(days=story.chance.choice([60, 90, 120]))).date(),
        }  # fmt: skip
        services.write_goal(by=worker, now=at, case=case, answers=answers)
    if is_draft:
        return None
    for slug in needs:
        if slug not in chosen:
            services.explain_gap(
                by=worker, now=at, case=case, domain=slug, reason="Ditangani sesudah tujuan yang lebih mendesak."
            )
    return services.submit_plan(by=worker, now=at, case=case).version


def wait(story: Story, case: Case, version: int) -> None:
    """Leave a plan waiting, or send it back."""
    if story.stage.turn("waiting", ("submitted", "returned")) == "returned":
        with scope(story.supervisor):
            services.decide_plan(
                by=story.supervisor, now=story.moment("plan") + timedelta(days=1), case=case, version=version, approve=False,
                text="Tambahkan siapa yang mengantar anak ke sekolah.",
            )  # fmt: skip


def carry_out(story: Story, case: Case, until: datetime) -> None:
    """Do what the approved plan says: activities done before their day, reports, sometimes a changed plan."""
    worker, start = story.worker, story.moment("implement")
    current = plans.versions_of(case, worker)[0]
    goals = list(current.goals.all())
    for one in PlanActivity.objects.visible_to(worker).filter(plan=current):
        done_at = start + timedelta(days=story.chance.choice([25, 40, 55]))
        if done_at < until and story.stage.turn("activity", ("done",) * 7 + ("late",)) == "done":
            services.mark_activity(
                by=worker, now=done_at, case=case, activity=one.lineage, state="done", on=done_at.date()
            )
    moments = [start + MONTH * number for number in range(1, 7) if start + MONTH * number < until]
    for at in [*moments[:1], *moments[1:][-1:]]:
        is_last = at == moments[-1] and len(moments) > 1
        lines = {
            goal.lineage: {
                "state": "achieved" if is_last and goal.position == 1 else "running",
                "reached": story.chance.choice(REACHED),
            }
            for goal in goals
        }
        answers = {
            "period_from": (at - MONTH).date(), "period_to": at.date(), "obstacles": "Jarak rumah ke kantor cukup jauh.",
            "child_view": story.chance.choice(HEARD), "next_steps": "Kunjungan bersama guru.",
        }  # fmt: skip
        services.report_progress(by=worker, now=at, case=case, answers=answers, lines=lines)


def revise(story: Story, case: Case, at: datetime) -> None:
    """Change an approved plan: a new version, looked at and approved anew."""
    if story.stage.turn("revise", ("no", "yes", "no")) == "no":
        return
    with scope(story.worker):
        first = plans.versions_of(case, story.worker)[0].goals.all()[0]
        answers = {"domain": first.domain, "goal": f"{first.goal} dan didampingi sampai akhir semester"}
        services.write_goal(by=story.worker, now=at, case=case, answers=answers, goal=first.lineage)
        version = services.submit_plan(by=story.worker, now=at, case=case).version
    with scope(story.supervisor):
        services.decide_plan(by=story.supervisor, now=at, case=case, version=version, approve=True)
