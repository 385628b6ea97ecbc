"""Berita acara serah terima: who hands the child to whom, in what condition, with what, and what both promise."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Handover
from cases.documents.letters import casefile, common
from cases.documents.letters.common import NONE, NOT_ASSESSED
from cases.documents.letters.kinds import PARAGRAPH, Asked, LetterKind, Part


def prefill(asked: Asked) -> dict[str, str]:
    """Return the texts of a new record, filled from the handover at the end of the service when there is one."""
    rows = Handover.objects.visible_to(asked.by).filter(case=asked.case).select_related("receiver_agency")
    last = rows.order_by("-recorded_at").first()
    writer = common.writer_of(asked)
    receiver = last.receiver_agency.name if last and last.receiver_agency else ""
    child = common.child_of(asked.case, asked)
    return {
        "first_name": writer.name, "first_number": writer.staff_number,
        "first_title": "Pekerja Sosial", "first_home": asked.agency.name,
        "second_name": last.receiver_name if last else "", "second_number": "",
        "second_title": last.get_handed_to_display() if last else "", "second_home": receiver,
        "basis": casefile.basis(asked), "condition": last.condition if last else "", "items": last.items if last else "",
        "medicine": child.needs, "commitments": last.commitments if last else "",
        "first_witness": "", "second_witness": "", "place": common.place_of(asked.agency),
        "signer_title": f"Mengetahui, {common.head_title(asked.agency)}", "cc": "",
    }  # fmt: skip


def printed(asked: Asked) -> dict[str, Any]:
    """Return the child's identity."""
    return {"identity": common.identity(common.child_of(asked.case, asked), asked)}


KIND = LetterKind(
    key="handover",
    label=_("Berita acara serah terima"),
    title="Berita Acara Serah Terima Anak",
    mark="BAST",
    template="cases/documents/letters/templates/serah-terima.typ",
    hint=_("Saat anak diserahkan kepada keluarga, instansi, atau lembaga."),
    parts=(
        Part("first_name", _("Pihak pertama: nama"), is_needed=True), Part("first_number", _("Pihak pertama: NIP atau NIK")),
        Part("first_title", _("Pihak pertama: jabatan"), is_needed=True), Part("first_home", _("Pihak pertama: instansi")),
        Part("second_name", _("Pihak kedua: nama"), is_needed=True), Part("second_number", _("Pihak kedua: NIP atau NIK")),
        Part("second_title", _("Pihak kedua: jabatan atau hubungan dengan anak"), is_needed=True),
        Part("second_home", _("Pihak kedua: instansi atau alamat"), most=300),
        Part("basis", _("Dasar serah terima"), rows=3, most=PARAGRAPH),
        Part("condition", _("Kondisi fisik dan psikis anak saat diserahkan"), rows=4, most=6000, empty=NOT_ASSESSED, is_needed=True),
        Part("items", _("Barang dan dokumen yang ikut diserahkan"), rows=4, most=6000, empty=NONE),
        Part("medicine", _("Obat, alergi, dan kebutuhan khusus"), rows=3, most=6000, empty=NOT_ASSESSED),
        Part("commitments", _("Kesepakatan lanjut"), rows=4, most=6000, empty=NONE, hint=_("Asuh, sekolah, kunjungan, dan kapan melapor.")),
        Part("first_witness", _("Saksi pertama")), Part("second_witness", _("Saksi kedua")),
        *common.END,
    ),
    prefill=prefill, facts=printed,
)  # fmt: skip
