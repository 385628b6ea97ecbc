"""Words of how a case ends and is taken up again."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DecisionKind(TextChoices):
    """A decision about the whole case, kept with its reason."""

    SERVICE_ENDED = "service_ended", _("Layanan berakhir")
    CLOSED = "closed", _("Kasus ditutup")
    REOPENED = "reopened", _("Dibuka kembali")
    REJECTED = "rejected", _("Ditolak")
    TRANSFERRED = "transferred", _("Dialihkan")


class EndReason(TextChoices):
    """Why the service ended (practice list; to be confirmed by the Balai)."""

    GOALS_MET = "goals_met", _("Tujuan tercapai")
    REUNIFIED = "reunified", _("Reunifikasi dengan keluarga")
    TURNED_18 = "turned_18", _("Anak berusia 18 tahun")
    HANDED_ON = "handed_on", _("Dirujuk atau dialihtangankan")
    MEASURE_ENDED = "measure_ended", _("Masa putusan atau tindakan selesai")
    REFUSED = "refused", _("Menolak layanan")
    ABSCONDED = "absconded", _("Meninggalkan layanan tanpa izin")
    NOT_FOUND = "not_found", _("Tidak ditemukan")
    DIED = "died", _("Meninggal dunia")


# After these no receiver can sign a handover.
WITHOUT_RECEIVER = (EndReason.REFUSED, EndReason.ABSCONDED, EndReason.NOT_FOUND, EndReason.DIED)
# After these nobody may be left to visit: after-care may be left out, and after a death it is.
WITHOUT_AFTERCARE = WITHOUT_RECEIVER


class HandedTo(TextChoices):
    """Who receives the child at the end of the service."""

    PARENTS = "parents", _("Orang tua")
    RELATIVE = "relative", _("Kerabat")
    GUARDIAN = "guardian", _("Wali atau orang tua asuh")
    CARE_HOME = "care_home", _("LKSA atau LPKS")
    AGENCY = "agency", _("Instansi lain")
    SELF = "self", _("Anak sendiri (18 tahun ke atas)")
    NOBODY = "nobody", _("Tidak ada serah terima")


class CloseReason(TextChoices):
    """Why a case is closed after the end of service."""

    GOALS_HELD = "goals_held", _("Hasil layanan bertahan sampai pascalayanan selesai")
    ADULT = "adult", _("Sudah dewasa dan mandiri")
    HANDED_ON = "handed_on", _("Diteruskan instansi lain")
    LOST = "lost", _("Putus kontak setelah upaya pencarian")
    REFUSED = "refused", _("Menolak dilanjutkan")
    DIED = "died", _("Meninggal dunia")


class RejectReason(TextChoices):
    """Why a case is not taken on."""

    NOT_AMPK = "not_ampk", _("Bukan anak yang memerlukan perlindungan khusus")
    OUT_OF_SCOPE = "out_of_scope", _("Di luar kewenangan instansi")
    DUPLICATE = "duplicate", _("Tercatat ganda")
    REFUSED = "refused", _("Keluarga dan anak menolak layanan")
    NOT_FOUND = "not_found", _("Anak tidak ditemukan")
    RESOLVED = "resolved", _("Sudah tertangani")
    DIED = "died", _("Meninggal dunia")


class TransferReason(TextChoices):
    """Why a case passes to another agency."""

    MOVED = "moved", _("Anak pindah wilayah")
    COMPETENCE = "competence", _("Kewenangan instansi lain")
    NEEDS = "needs", _("Kebutuhan anak dilayani instansi lain")
    CONFLICT = "conflict", _("Benturan kepentingan petugas")


class ReopenReason(TextChoices):
    """Why a case is taken up again."""

    RELAPSE = "relapse", _("Masalah kambuh")
    NEW_REPORT = "new_report", _("Laporan baru")
    CARE_FAILED = "care_failed", _("Pengasuhan gagal")
    FOUND = "found", _("Anak ditemukan kembali")
    MISTAKE = "mistake", _("Ditutup karena keliru")
