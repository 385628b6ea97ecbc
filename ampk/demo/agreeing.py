"""On what ground the demonstration shares: most families agree on paper, some aloud, and one law stands alone."""

from datetime import datetime, timedelta

from agencies.directory.choices import AgencyKind
from cases.casework.models import Case
from cases.sharing import services
from cases.sharing.choices import SHARE_PURPOSES, FactGroup
from core.kernel.scope import scope

WAYS = ("signed", "signed", "signed", "oral", "law", "signed", "emergency", "oral")
LASTS = timedelta(days=350)


def agree(by, case: Case, at: datetime) -> None:
    """Write down a signed agreement to everything but the story itself."""
    with scope(by):
        services.write(by=by, now=at, case=case, answers=_answers("signed", at))


def agreements(story, case: Case, first: datetime) -> None:
    """Write down what the story's sharing rests on from `first` to now, renewed before it runs out."""
    way, at = story.stage.turn("consent", WAYS), first
    while True:
        with scope(story.worker):
            made = services.write(by=story.worker, now=at, case=case, answers=_answers(way, at))
        if way == "law":
            with scope(story.supervisor):
                services.decide(
                    by=story.supervisor, now=min(at + timedelta(hours=3), story.now), consent=made, approve=True
                )
        at += LASTS - timedelta(days=20)
        if at >= story.now:
            break
    if way == "emergency":
        _in_danger(story, case, first)


def _answers(way: str, at: datetime) -> dict:
    agreed = {"ground": "consent", "given_by": "parent", "giver_name": "Ibu kandung", "reason": ""}
    if way == "law":
        agreed = {
            "ground": "parent_absent", "given_by": "", "giver_name": "",
            "reason": "Ayah merantau dan tidak dapat dihubungi; ibu meninggal.",
        }  # fmt: skip
    return {
        **agreed, "way": "" if way == "law" else "oral" if way == "oral" else "signed",
        "witness": "Ketua RT" if way == "oral" else "", "given_on": at.date(), "child_view": "agrees",
        "child_words": "Anak ingin dibantu supaya dapat bersekolah lagi.",
        "purposes": [key for key, _label in SHARE_PURPOSES], "kinds": AgencyKind.values, "agency_ids": [],
        "facts": [one for one in FactGroup.values if one != FactGroup.STORY], "ends_on": (at + LASTS).date(),
    }  # fmt: skip


def _in_danger(story, case: Case, at: datetime) -> None:
    """An emergency waits for its review."""
    if story.now - at > timedelta(days=10):
        return
    answers = {
        **_answers("signed", at), "ground": "emergency", "reason": "Ancaman di rumah malam itu.",
        "purposes": ["violence_protection"], "kinds": ["police_child_unit", "protection_unit"], "ends_on": None,
    }  # fmt: skip
    with scope(story.worker):
        services.write(by=story.worker, now=at, case=case, answers=answers)
