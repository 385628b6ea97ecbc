"""Letters of the demonstration: some of every kind, numbered in the order of their dates, and one in every state."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from ampk.demo.stage import Stage
from cases.casework.models import Assessment, Case, Conference, Handover, ProgressReport
from cases.documents.models import Letter
from cases.documents.services import freezing, letters
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, scope
from referrals.models import Referral

# Which letter, how many days ago, and what became of it.
WRITTEN = (
    ("social_report", 41, "numbered"), ("progress_report", 34, "numbered"), ("handover", 30, "numbered"),
    ("conference", 24, "numbered"), ("referral", 13, "numbered"), ("social_report", 10, "replaced"),
    ("referral", 8, "numbered"), ("progress_report", 6, "void"), ("referral", 2, "asked"), ("social_report", 1, "asked"),
    ("social_report", 1, "given_back"), ("progress_report", 1, "draft"),
)  # fmt: skip
# What the record of a case may lack.
ADDED = {
    "handover": {"second_name": "Siti Aminah", "second_title": "Ibu", "condition": "Sehat; berat badan naik dua kilogram."},
    "social_report": {"for_parents": "Mengantar anak ke sekolah dan menghubungi pekerja sosial bila ada kesulitan."},
    "progress_report": {"next": "Kunjungan rumah dua kali dan pertemuan dengan wali kelas."},
}  # fmt: skip


def correspondence(stage: Stage) -> None:
    """Write the letters of the Balai's cases."""
    used: set[tuple[str, object]] = set()
    for kind, days, fate in WRITTEN:
        at = stage.now - timedelta(days=days)
        for case, about in _subjects(stage, kind, at):
            writer = next((one for one in stage.people.values() if one.user_id == case.manager_id), None)
            if writer is None or (kind, case.pk) in used:
                continue
            try:
                with transaction.atomic():
                    _Written(stage, case, writer).play(kind, about, at, fate)
            except Refused:
                continue  # something that the letter needs is missing in this case
            used.add((kind, case.pk))
            break


def _subjects(stage: Stage, kind: str, at: datetime) -> Iterable[tuple[Case, str]]:
    boss = stage.people["yuni"]
    with scope(boss):
        known = {
            one.pk: one for one in Case.objects.visible_to(boss).open().owned_by(boss.acting_agency_id).order_by("-opened_at")
        }  # fmt: skip
        if kind == "referral":
            sent = Referral.objects.visible_to(boss).live().sent_from(boss.acting_agency_id).filter(sent_at__lt=at)
            found = list(sent.order_by("-sent_at").values_list("case_id", "code"))
        elif kind == "conference":
            met = Conference.objects.visible_to(boss).filter(finished_at__lt=at)
            found = list(met.order_by("-held_at").values_list("case_id", "code"))
        else:
            model, moment = {
                "handover": (Handover, "recorded_at"), "progress_report": (ProgressReport, "written_at"),
                "social_report": (Assessment, "finished_at"),
            }[kind]  # fmt: skip
            rows = model.objects.visible_to(boss).filter(**{f"{moment}__lt": at}).order_by(f"-{moment}")
            found = [(case_id, "") for case_id in rows.values_list("case_id", flat=True)]
    return [(known[case_id], about) for case_id, about in found if case_id in known]


class _Written:
    """One letter, as far as it came."""

    def __init__(self, stage: Stage, case: Case, writer: Viewer) -> None:
        self.case, self.writer, self.boss = case, writer, stage.people["yuni"]

    def play(self, kind: str, about: str, at: datetime, fate: str) -> None:
        """Write it and let happen what happens; times a few minutes apart."""
        moments = (at + timedelta(minutes=20 * turn) for turn in range(9))
        with scope(self.writer):
            one = letters.draft(by=self.writer, now=next(moments), case=self.case, kind=kind, about=about)
            answers = {key: text for key, text in ADDED.get(kind, {}).items() if not one.texts.get(key)}
            one = letters.change(by=self.writer, now=next(moments), letter=one, version=1, answers=answers)
            if fate == "draft":
                return
            one = letters.ask(by=self.writer, now=next(moments), letter=one)
        if fate == "given_back":
            with scope(self.boss):
                letters.give_back(
                    by=self.boss, now=next(moments), letter=one, text="Lengkapi sikap keluarga dan tetangga."
                )
        if fate in ("asked", "given_back"):
            return
        one = self._number(one, next(moments))
        if fate == "void":
            with scope(self.boss):
                freezing.void(by=self.boss, now=next(moments), letter=one, reason="not_sent")
        if fate == "replaced":
            with scope(self.writer):
                new = letters.draft(by=self.writer, now=next(moments), case=self.case, kind=kind, replaces=one)
            self._number(new, next(moments))

    def _number(self, one: Letter, at: datetime) -> Letter:
        with scope(self.boss):
            return freezing.freeze(by=self.boss, now=at, letter=one)
