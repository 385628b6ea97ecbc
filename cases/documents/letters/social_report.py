"""Laporan sosial: who the child is, what happened, what was found, what is recommended (domain facts section 8)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.documents.letters import casefile, common
from cases.documents.letters.common import NONE, NOT_ASSESSED, UNKNOWN
from cases.documents.letters.kinds import STORY, Asked, LetterKind, Part


def prefill(asked: Asked) -> dict[str, str]:
    """Return the texts of a new report."""
    child, found = common.child_of(asked.case, asked), casefile.rounds(asked)
    report, ground = casefile.first_report(asked), casefile.agreement(asked)
    conclusion, recommendation = casefile.conclusion(asked)
    weak = casefile.needs(found)
    return {
        "to": "", "basis": casefile.basis(asked), "family": casefile.family(child, asked),
        "events": report.narrative if report else "", "child_account": ground.child_view if ground else "",
        "body": casefile.told(found, casefile.BODY), "mind": casefile.told(found, casefile.MIND),
        "social": casefile.told(found, casefile.SOCIAL), "spirit": casefile.told(found, casefile.SPIRIT),
        "school": casefile.told(found, casefile.SCHOOL), "house": casefile.told(found, casefile.HOUSE),
        "attitude": "", "strengths": casefile.strengths(found), "risk": casefile.risk(asked),
        "needs": weak, "conclusion": conclusion, "recommendation": recommendation, "for_parents": "",
        "place": common.place_of(asked.agency), "writer_title": "Pekerja Sosial", "writer_name": common.writer_of(asked).name,
        "writer_number": "", "signer_title": common.head_title(asked.agency), "cc": "",
    }  # fmt: skip


def printed(asked: Asked) -> dict[str, Any]:
    """Return the child's identity."""
    child = common.child_of(asked.case, asked)
    return {"identity": common.identity(child, asked), "lead": "Laporan ini disusun untuk kepentingan terbaik anak."}


def _story(key: str, label, rows: int = 5, *, empty: str = NOT_ASSESSED, **more) -> Part:
    return Part(key, label, rows=rows, most=STORY, empty=empty, **more)


KIND = LetterKind(
    key="social_report",
    label=_("Laporan sosial"),
    title="Laporan Sosial",
    mark="LS",
    template="cases/documents/letters/templates/laporan.typ",
    hint=_("Untuk penyidik, jaksa, hakim, atau instansi yang meminta."),
    parts=(
        Part("to", _("Kepada Yth."), rows=3, most=400, hint=_("Kosongkan bila laporan ini untuk berkas sendiri.")),
        Part("basis", _("Dasar penugasan"), rows=4, most=3000, empty=UNKNOWN, hint=_("Surat permintaan dan laporan polisi, dengan nomor dan tanggalnya.")),
        Part("family", _("Orang tua, wali, dan keluarga"), rows=4, most=6000, empty=UNKNOWN, columns=(_("Nama"), _("Hubungan"), _("Pekerjaan"), _("Keterangan"))),
        _story("events", _("Kronologi dan latar belakang masalah"), 8, empty=UNKNOWN, is_needed=True),
        _story("child_account", _("Keterangan menurut anak"), empty="Belum didengar"),
        _story("body", _("Kondisi biologis")), _story("mind", _("Kondisi psikologis")),
        _story("social", _("Kondisi sosial")), _story("spirit", _("Kondisi spiritual")),
        _story("school", _("Pendidikan")), _story("house", _("Ekonomi, tempat tinggal, dan lingkungan")),
        _story("attitude", _("Sikap keluarga, masyarakat, dan pihak lain")),
        _story("strengths", _("Potensi dan sumber")), _story("risk", _("Risiko"), 3),
        _story("needs", _("Analisis dan kebutuhan")), _story("conclusion", _("Kesimpulan"), is_needed=True),
        _story("recommendation", _("Rekomendasi"), is_needed=True),
        _story("for_parents", _("Rekomendasi untuk orang tua atau wali"), 3, empty=NONE),
        Part("writer_title", _("Jabatan penulis"), is_needed=True), Part("writer_name", _("Nama penulis"), is_needed=True),
        Part("writer_number", _("NIP atau nomor STR penulis")),
        *common.END,
    ),
    prefill=prefill, facts=printed, is_signed_above=True,
)  # fmt: skip
