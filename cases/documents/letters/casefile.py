"""What letters read from a case's file, as far as the writer reads it."""

import re
from collections.abc import Iterable
from datetime import date

from cases.casework import sheets
from cases.casework.choices import CONTACT_KINDS, Outcome
from cases.casework.models import Case, Note, Report, RiskRating, ServiceAgreement
from cases.children.models import Child, ImportantPerson
from cases.documents.letters import common, wording
from cases.documents.letters.kinds import Asked
from core.kernel.scope import Viewer

# Sections of the assessment as letters group them; old instruments have one section for each domain.
BODY = ("food", "health", "biological")
MIND = ("mind", "psychological")
SPIRIT = ("spirit", "spiritual")
SOCIAL = ("home", "protection", "outlook", "social")
SCHOOL = ("education",)
HOUSE = ("economy", "house", "building")


def rounds(asked: Asked) -> list[sheets.Sheet]:
    """Return the sections of the last finished assessment, none when there is none."""
    finished = sheets.draft_and_finished(sheets.rounds_of(asked.case, asked.by))[1]
    return sheets.sheets_of(finished[0]) if finished else []


def conclusion(asked: Asked) -> tuple[str, str]:
    """Return conclusion and recommendation of the last finished assessment."""
    finished = sheets.draft_and_finished(sheets.rounds_of(asked.case, asked.by))[1]
    return (finished[0].conclusion, finished[0].recommendation) if finished else ("", "")


def told(found: Iterable[sheets.Sheet], slugs: Iterable[str]) -> str:
    """Return what the assessment says in some of its sections, a paragraph each; "" when nothing was written."""
    wanted, parts = set(slugs), []
    for sheet in found:
        if sheet.section.slug not in wanted or sheet.row is None:
            continue
        words = [_answered(str(item.label), ", ".join(map(str, said))) for item, said in sheet if said]
        text = " ".join(part for part in (sheet.row.narrative.strip(), _sentence("; ".join(words))) if part)
        if text:
            parts.append(f"{sheet.section.label}. {text}")
    return "\n\n".join(parts)


def _answered(label: str, said: str) -> str:
    # As part of a sentence: small letters where a choice begins, but Rp and PKH stay what they are.
    said = re.sub(
        r"(^|[:,] )(?!Rp)([A-Z])(?=[a-z ])", lambda found: found[1] + found[2].lower(), said.strip().rstrip(".")
    )
    return f"{label} {said}" if label.endswith("?") else f"{label}: {said}"


def strengths(found: Iterable[sheets.Sheet]) -> str:
    """Return the strengths that the assessment names, one a line."""
    words = dict.fromkeys(sheet.row.strengths.strip() for sheet in found if sheet.row and sheet.row.strengths.strip())
    return "\n".join(words)


def needs(found: Iterable[sheets.Sheet]) -> str:
    """Return the weak parts of the assessment in words."""
    weak = [sheet.need for sheet in found if sheet.need]
    return "; ".join(
        f"{need.label} ({', '.join(map(str, need.factors))})" if need.factors else str(need.label) for need in weak
    )


def family(child: Child, asked: Asked) -> str:
    """Return the important people as a small table: name, relation, work, what is known of contact."""
    people = ImportantPerson.objects.visible_to(asked.by).filter(child_id=child.pk).order_by("added_at", "pk")
    return common.table_text(
        [
            (one.name, one.get_relation_display(), one.occupation or common.UNKNOWN, "wali" if one.is_guardian else "–")
            for one in people
        ]
    )


def first_report(asked: Asked) -> Report | None:
    """Return how the case came in."""
    return Report.objects.visible_to(asked.by).filter(case=asked.case).order_by("received_at").first()


def agreement(asked: Asked) -> ServiceAgreement | None:
    """Return the ground the service rests on."""
    return ServiceAgreement.objects.visible_to(asked.by).filter(case=asked.case).order_by("-recorded_at").first()


def basis(asked: Asked) -> str:
    """Return on what the work on this child rests, in lines."""
    found = []
    if report := first_report(asked):
        day = report.received_at.astimezone(asked.by.zone).date()
        found.append(f"Laporan {report.get_source_display().lower()} tanggal {wording.long_date(day)}")
    if ground := agreement(asked):
        what = ground.get_legal_basis_display() if ground.legal_basis else ground.get_basis_display()
        found.append(f"{what} tanggal {wording.long_date(ground.agreed_on)}")
    return "\n".join(found)


def risk(asked: Asked) -> str:
    """Return the present risk with its reason."""
    last = RiskRating.objects.visible_to(asked.by).filter(case=asked.case).order_by("-rated_at").first()
    return " ".join(part for part in (f"{last.get_level_display()}.", last.reason) if part) if last else ""


def risk_change(asked: Asked, since: date) -> str:
    """Return how the risk moved since a date."""
    found = list(RiskRating.objects.visible_to(asked.by).filter(case=asked.case).order_by("-rated_at")[:20])
    if not found:
        return ""
    before = [one for one in found if one.rated_at.astimezone(asked.by.zone).date() < since]
    now, then = found[0].get_level_display(), before[0].get_level_display() if before else ""
    if not then or then == now:
        return f"Tetap {now.lower()}." if then else f"{now}, dinilai pertama kali pada periode ini."
    return f"Dari {then.lower()} menjadi {now.lower()}. {found[0].reason}".strip()


def contacts(asked: Asked, since: date, until: date) -> str:
    """Return the contacts of a period as a small table: day, kind, result."""
    found = Note.objects.visible_to(asked.by).filter(
        case=asked.case, kind__in=[str(kind) for kind in CONTACT_KINDS], happened_on__range=(since, until)
    )
    rows = found.order_by("happened_on", "written_at").values_list("happened_on", "kind", "outcome")
    return common.table_text(
        [(wording.long_date(day), Note(kind=kind).get_kind_display(), Outcome(said).label) for day, kind, said in rows]
    )


def names_child(text: str, case: Case, viewer: Viewer) -> bool:
    """Tell whether a text carries a word of the child's name."""
    child = Child.objects.visible_to(viewer).only("full_name", "nickname").get(pk=case.child_id)
    words = {word.strip(".,").lower() for word in f"{child.full_name} {child.nickname}".split()}
    said = {word.strip(".,;:()“”\"'").lower() for word in text.split()}
    return bool({word for word in words if len(word) > 3} & said)


def _sentence(words: str) -> str:
    return f"{words}." if words else ""
