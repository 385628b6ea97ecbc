"""The assessment rounds of a story: scores that mostly rise, some sections left to be filled, one round half done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cases.casework import services
from cases.casework.instruments import CURRENT, Section
from cases.casework.models import Case

if TYPE_CHECKING:
    from ampk.demo.stories import Story

FOUND = {
    "food": "Makan dua kali sehari; lauk bergantung pada hasil jualan ibu.",
    "home": "Nenek mengasuh pada siang hari; ibu pulang malam.",
    "protection": "Akta kelahiran belum ada; tetangga bersedia menjadi saksi.",
    "health": "Sehat saat diperiksa di puskesmas; imunisasi belum lengkap.",
    "mind": "Mulai mau bercerita; masih takut pada orang asing.",
    "education": "Ingin kembali ke sekolah; tertinggal membaca.",
    "spirit": "Rajin mengaji bila diajak teman.",
}
STRONG = ("Dekat dengan nenek dan kakaknya.", "Pandai menggambar dan suka membantu.", "Punya guru yang ia percaya.")
FACTS = {
    "economy": {
        "head_works": {"v": "casual"}, "head_job": {"t": "Buruh harian di pasar"}, "dependants": {"t": "4 orang"},
        "spending": {"v": "to_2"}, "hungry_day": {"v": "no"}, "aid": {"v": ["pkh", "kip"]},
    },
    "house": {
        "tenure": {"v": "rent"}, "land_proof": {"v": "none"}, "lives_with": {"v": "one"}, "area": {"t": "24 m², 5 penghuni"},
    },
    "outlook": {
        "problem": {"v": "some", "t": "Putus sekolah dan lama di jalan."}, "past_services": {"v": "none"},
        "talents": {"v": "some", "t": "Menggambar."}, "components": {"v": ["care", "family_support"]},
    },
}  # fmt: skip


def assess(story: Story, case: Case, at: datetime) -> None:
    """Write the first round and finish it."""
    story.scores = {item.slug: story.chance.choice([1, 2, 2, 3, 3, 3, 4, 4]) for item in CURRENT.factors}
    story.scores["schooling"] = min(story.scores["schooling"], 2)  # what the network is there for
    _round(story, case, at, "Anak membutuhkan dukungan keluarga dan sekolah.")


def assess_again(story: Story, case: Case, at: datetime) -> None:
    """Write another round, mostly better than the last; some of them are still being filled."""
    story.scores = {
        factor: max(1, min(4, score + story.chance.choice([0, 0, 1, 1, 1, -1]))) for factor, score in story.scores.items()
    }  # fmt: skip
    services.begin_round(by=story.worker, now=at, case=case, reason="scheduled")
    if story.stage.turn("round", ("whole", "whole", "half")) == "half":
        some = {one.slug: _said(story, one) for one in CURRENT.sections[:3]}
        services.save_sections(by=story.worker, now=at, case=case, sections=some)
        return
    _round(story, case, at, "Keadaan membaik; sekolah dan dokumen masih perlu didampingi.")


def _round(story: Story, case: Case, at: datetime, conclusion: str) -> None:
    said = {one.slug: _said(story, one) for one in CURRENT.sections if one.is_required or one.slug in FACTS}
    services.save_sections(by=story.worker, now=at, case=case, sections=said)
    services.save_summary(
        by=story.worker, now=at, case=case, finish=True, conclusion=conclusion,
        recommendation="Utamakan sekolah, akta kelahiran, dan penguatan pengasuhan.",
    )  # fmt: skip


def _said(story: Story, section: Section) -> dict:
    if section.slug in FACTS:
        return {"answers": FACTS[section.slug]}
    return {
        "answers": {item.slug: {"v": str(story.scores[item.slug])} for item in section.factors},
        "narrative": FOUND[section.slug], "strengths": story.chance.choice(STRONG),
    }  # fmt: skip
