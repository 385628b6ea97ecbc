"""Laporan perkembangan: how the plan went in a period, filled from the last progress report of the case."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import GoalState
from cases.casework.models import ProgressLine, ProgressReport
from cases.documents.letters import casefile, common, wording
from cases.documents.letters.common import NONE, NOT_ASSESSED
from cases.documents.letters.kinds import STORY, Asked, LetterKind, Part

# Without a report of a period the letter tells of the last month.
DAYS = 30


def prefill(asked: Asked) -> dict[str, str]:
    """Return the texts of a new report."""
    reports = ProgressReport.objects.visible_to(asked.by).filter(case=asked.case)
    last = reports.order_by("-written_at").first()
    since, until = (last.period_from, last.period_to) if last else (asked.today - timedelta(days=DAYS), asked.today)
    found = casefile.rounds(asked)
    return {
        "to": "", "period": _period(since, until), "goals": _goals(last, asked) if last else "",
        "contacts": casefile.contacts(asked, since, until), "services": "",
        "health": casefile.told(found, casefile.BODY), "school": casefile.told(found, casefile.SCHOOL),
        "family": casefile.told(found, ("home",)), "child_view": last.child_view if last else "",
        "obstacles": last.obstacles if last else "", "risk": casefile.risk_change(asked, since),
        "next": last.next_steps if last else "", "place": common.place_of(asked.agency),
        "signer_title": "Pekerja Sosial", "cc": "",
    }  # fmt: skip


def printed(asked: Asked) -> dict[str, Any]:
    """Return the child's identity."""
    return {"identity": common.identity(common.child_of(asked.case, asked), asked), "lead": ""}


def _period(since: date, until: date) -> str:
    return f"{wording.long_date(since)} sampai {wording.long_date(until)}"


def _goals(report: ProgressReport, asked: Asked) -> str:
    lines = ProgressLine.objects.visible_to(asked.by).filter(report=report).order_by("position")
    return common.table_text(
        [(line.goal, GoalState(line.state).label, line.reached or common.UNKNOWN) for line in lines]
    )


def _story(key: str, label, rows: int = 4, *, empty: str = NOT_ASSESSED, **more) -> Part:
    return Part(key, label, rows=rows, most=STORY, empty=empty, **more)


KIND = LetterKind(
    key="progress_report",
    label=_("Laporan perkembangan"),
    title="Laporan Perkembangan Anak",
    mark="LP",
    template="cases/documents/letters/templates/laporan.typ",
    hint=_("Tujuan rencana, capaian, dan kontak dalam satu periode."),
    parts=(
        Part("to", _("Kepada Yth."), rows=3, most=400, hint=_("Kosongkan bila laporan ini untuk berkas sendiri.")),
        Part("period", _("Periode"), is_needed=True),
        _story("goals", _("Tujuan rencana dan capaian"), 5, empty="Belum ada rencana", columns=(_("Tujuan"), _("Keadaan"), _("Capaian"))),
        _story("contacts", _("Kontak dengan anak"), 5, empty="Tidak ada kontak pada periode ini", columns=(_("Tanggal"), _("Bentuk"), _("Hasil"))),
        _story("services", _("Layanan yang diterima"), empty=NONE), _story("health", _("Kesehatan")),
        _story("school", _("Pendidikan")), _story("family", _("Keluarga dan pengasuhan")),
        _story("child_view", _("Suara anak"), empty="Belum didengar"), _story("obstacles", _("Hambatan"), empty=NONE),
        _story("risk", _("Perubahan risiko"), 2), _story("next", _("Rencana periode berikutnya"), is_needed=True),
        *common.END,
    ),
    prefill=prefill, facts=printed,
)  # fmt: skip
