"""Letters written, numbered and read back through the services."""

import io
from datetime import timedelta

from pypdf import PdfReader

from agencies.people.models import User
from cases.casework import services as casework
from cases.casework.models import Invited
from cases.documents.models import Letter
from cases.documents.services import freezing, letters
from core.kernel.scope import Viewer, scope
from tests.factories import casework as make

LATER = make.NOW + timedelta(days=2)
NARRATIVE = "Anak tinggal bersama neneknya dan belum bersekolah sejak Juli. Nenek bekerja di pasar sampai sore. "


def pages(content: bytes) -> list[str]:
    """Return the text of each page of a PDF, spaces evened out."""
    found = PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in found]


def filed(*, text: str = "Cukup baik", office: make.Office | None = None):
    """Return a case with everything that letters are filled from, and its office."""
    case, office = make.case_at("implementation", office)
    worker = office.worker
    with scope(worker):
        make.visit(case, worker)
        make.progress(case, worker, text=text)
        make.rate(case, worker, "medium", reason=text)
        guests = casework.Guests(staff=(User.objects.get(pk=office.supervisor.user_id),), child=True)
        answers = {
            "starts_at": make.NOW + timedelta(hours=1),
            "meeting": "onsite",
            "place": "Ruang rapat",
            "agenda": "Sekolah",
        }
        conference = casework.invite(by=worker, now=make.NOW, case=case, answers=answers, guests=guests)
        conference = casework.hold(by=worker, now=LATER, conference=conference)
        said = {
            "facts": text,
            "child_heard": "yes",
            "child_view": "Ingin sekolah",
            "family_heard": "yes",
            "family_view": text,
            "differences": "",
            "next_on": None,
        }
        came = set(Invited.objects.visible_to(worker).filter(conference=conference).values_list("pk", flat=True))
        casework.save_minutes(by=worker, now=LATER, conference=conference, version=1, answers=said, came=came)
        casework.decide(
            by=worker, now=LATER, conference=conference, text="Daftar ulang", due_on=LATER.date() + timedelta(days=7),
            person=User.objects.get(pk=worker.user_id),
        )  # fmt: skip
    return case, office, conference


def write(by: Viewer, case, kind: str = "social_report", *, about: str = "", now=LATER, **texts) -> Letter:
    """Write a draft and change some of its parts."""
    with scope(by):
        made = letters.draft(by=by, now=now, case=case, kind=kind, about=about)
        return letters.change(by=by, now=now, letter=made, version=1, answers=texts) if texts else made


def number(by: Viewer, letter: Letter, *, now=LATER, **answers) -> Letter:
    """Number and freeze a letter."""
    with scope(by):
        return freezing.freeze(by=by, now=now, letter=letter, **answers)


def text_of(by: Viewer, letter: Letter) -> list[str]:
    """Return the pages of a numbered letter."""
    with scope(by):
        return pages(freezing.file_of(letter))
