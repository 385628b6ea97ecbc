from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a referral is.  What may follow what stands in `states.py`."""

    DRAFT = "draft", _("Draf")
    SENT = "sent", _("Terkirim")
    OPENED = "opened", _("Dilihat")
    ASKED = "asked", _("Menunggu jawaban pengirim")
    ACCEPTED = "accepted", _("Diterima")
    ACCEPTED_HELD = "accepted_held", _("Diterima, ditunda")
    IN_SERVICE = "in_service", _("Layanan berjalan")
    SERVICE_HELD = "service_held", _("Layanan ditunda")
    REPORTED = "reported", _("Hasil dilaporkan")
    CLOSED = "closed", _("Selesai")
    DECLINED = "declined", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")
    LAPSED = "lapsed", _("Gugur tanpa jawaban")
    REROUTED = "rerouted", _("Dilanjutkan dengan rujukan baru")
    MISTAKE = "mistake", _("Salah catat")


# The receiver has not answered yet; the promise clock runs (or pauses, while it asks).
WAITING = (State.SENT, State.OPENED, State.ASKED)
# The receiver took it on and has not reported the end.
RUNNING = (State.ACCEPTED, State.ACCEPTED_HELD, State.IN_SERVICE, State.SERVICE_HELD)
# One of these per child, service and agency.
LIVE = (*WAITING, *RUNNING, State.REPORTED)
HELD = (State.ACCEPTED_HELD, State.SERVICE_HELD)
# The sender has to do something.
SENDER_ACTS = (State.ASKED, State.REPORTED, State.DECLINED, State.LAPSED)
ENDED = (State.CLOSED, State.DECLINED, State.WITHDRAWN, State.LAPSED, State.REROUTED, State.MISTAKE)
# Nobody has anything to do with it any more.
OVER = (State.CLOSED, State.WITHDRAWN, State.REROUTED, State.MISTAKE)


class Urgency(TextChoices):
    """How soon an answer is needed, in the words of official letters."""

    NORMAL = "normal", _("Biasa")
    SOON = "soon", _("Segera")
    NOW = "now", _("Sangat segera")


class ConsentBasis(TextChoices):
    """On what ground facts about the child travel, in the words that the receiver may read before it accepts."""

    GUARDIAN_WRITTEN = "guardian_written", _("Persetujuan orang tua atau wali, tertulis")
    GUARDIAN_SPOKEN = "guardian_spoken", _("Persetujuan orang tua atau wali, lisan dan dicatat")
    CHILD_HEARD = "child_heard", _("Persetujuan anak yang sudah didengar")
    LEGAL_DUTY = "legal_duty", _("Kewajiban hukum atau penetapan")
    VITAL = "vital", _("Keselamatan anak terancam")
    UNSAFE = "unsafe", _("Tidak aman meminta persetujuan; diputuskan supervisor")


class FactStage(TextChoices):
    """When a fact may be read by the receiver."""

    ENVELOPE = "envelope", _("sebelum diterima")
    PACKAGE = "package", _("sesudah diterima")


class MessageKind(TextChoices):
    QUESTION = "question", _("Pertanyaan")
    ANSWER = "answer", _("Jawaban")
    PROGRESS = "progress", _("Perkembangan")
    OUTCOME = "outcome", _("Hasil")
    DISPUTE = "dispute", _("Sanggahan")
    DECLINE = "decline", _("Penjelasan penolakan")
    HOLD = "hold", _("Alasan ditunda")


class Channel(TextChoices):
    """How a referral goes out; its clock, silence and lapse are the same for all."""

    SYSTEM = "system", _("Di sistem")
    LETTER = "letter", _("Lewat surat")
    PHONE = "phone", _("Lewat telepon")
    LINK = "link", _("Lewat tautan sekali pakai")


class Way(TextChoices):
    """How something was said outside the system."""

    LETTER = "letter", _("Surat")
    PHONE = "phone", _("Telepon")
    LINK = "link", _("Tautan sekali pakai")


class Said(TextChoices):
    """What was said outside the system."""

    SENT = "sent", _("Dikirim")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Ditolak")
    ASKED = "asked", _("Bertanya")
    STARTED = "started", _("Kontak pertama")
    PROGRESS = "progress", _("Perkembangan")
    OUTCOME = "outcome", _("Hasil")


class DeclineReason(TextChoices):
    """Why a receiver says no; each has a consequence for the sender (`CONSEQUENCES`)."""

    NOT_OURS = "not_ours", _("Bukan kewenangan kami")
    FULL = "full", _("Kuota penuh")
    OUT_OF_AREA = "out_of_area", _("Di luar wilayah kami")
    INCOMPLETE = "incomplete", _("Data kurang")
    OTHER = "other", _("Alasan lain")


# Reasons that say the directory is wrong: somebody owes its correction, and until then the agency ranks lower.
DOUBTS = (DeclineReason.NOT_OURS, DeclineReason.OUT_OF_AREA)

CONSEQUENCES = {
    DeclineReason.NOT_OURS: _("Pilih instansi yang berwenang. Pengelola daftar layanan sudah diminta membetulkannya."),
    DeclineReason.FULL: _("Pilih instansi lain, atau kirim lagi setelah ada tempat."),
    DeclineReason.OUT_OF_AREA: _(
        "Pilih instansi di wilayah tempat tinggal anak. Pengelola daftar layanan sudah diminta membetulkannya."
    ),
    DeclineReason.INCOMPLETE: _("Lengkapi data yang diminta, lalu kirim lagi ke instansi ini."),
    DeclineReason.OTHER: _("Baca penjelasannya, lalu pilih instansi lain atau akhiri."),
}


class WithdrawReason(TextChoices):
    """Why the sender takes a referral back."""

    NOT_NEEDED = "not_needed", _("Sudah tidak diperlukan")
    MOVED = "moved", _("Anak pindah wilayah")
    CONSENT = "consent", _("Persetujuan dicabut")
    ELSEWHERE = "elsewhere", _("Sudah dilayani instansi lain")
    UNSAFE = "unsafe", _("Tidak aman bagi anak")
    DIED = "died", _("Anak meninggal dunia")


class Outcome(TextChoices):
    """What became of it, as the receiver reports and the sender confirms."""

    DELIVERED = "delivered", _("Layanan diterima anak")
    PARTLY = "partly", _("Diterima sebagian")
    NOT = "not", _("Tidak terlaksana")


class WorkKind(TextChoices):
    """What kind of placement is asked of a manpower office (UU 13/2003 art. 69 to 75)."""

    TRAINING = "training", _("Pelatihan kerja yang disahkan")
    LIGHT = "light", _("Pekerjaan ringan")
    ORDINARY = "ordinary", _("Pekerjaan biasa")


class LifeArea(TextChoices):
    """The life areas of after-care that a purpose serves."""

    SCHOOLING = "schooling", _("Sekolah")
    IDENTITY = "identity", _("Identitas")
    WORK = "work", _("Kerja")
    CARE = "care", _("Pengasuhan")
    HEALTH = "health", _("Kesehatan")
    BEHAVIOUR = "behaviour", _("Perilaku")
    COMMUNITY = "community", _("Lingkungan")
