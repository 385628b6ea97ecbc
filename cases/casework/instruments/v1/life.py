"""Home and care, protection, feelings, education, spiritual life."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Domain
from cases.casework.instruments.parts import Section, factor

HOME = Section(
    "home", _("Tempat tinggal dan pengasuhan"), Domain.SOCIAL, is_required=True,
    items=(
        factor(
            "shelter", _("Tempat tinggal"),
            _("rumah aman, kering, dan layak; anak punya tempat tidur."),
            _("layak ditinggali; ada bagian yang perlu diperbaiki."),
            _("sempit, bocor, atau kurang aman; perlu perbaikan besar atau pindah."),
            _("tanpa tempat tinggal tetap, atau tempatnya berbahaya."),
        ),
        factor(
            "care", _("Pengasuhan"),
            _("ada pengasuh dewasa yang tetap, dekat, dan tanggap."),
            _("ada pengasuh dewasa; kadang kurang waktu atau tenaga."),
            _("pengasuh sering berganti, jarang ada, atau belum mampu mengasuh."),
            _("tidak ada orang dewasa yang mengasuh."),
        ),
    ),
)  # fmt: skip
PROTECTION = Section(
    "protection", _("Perlindungan"), Domain.SOCIAL, is_required=True,
    items=(
        factor(
            "safety", _("Keamanan dari kekerasan dan eksploitasi"),
            _("tidak ada tanda kekerasan, penelantaran, atau eksploitasi."),
            _("tidak ada kejadian; ada keadaan yang perlu diwaspadai."),
            _("ada dugaan kekerasan, penelantaran, atau kerja yang merugikan."),
            _("kekerasan, penelantaran, atau eksploitasi sedang terjadi."),
        ),
        factor(
            "legal", _("Identitas dan perlindungan hukum"),
            _("dokumen lengkap dan hak hukumnya terlindungi."),
            _("dokumen sedang diurus; belum ada hak yang terhambat."),
            _("belum punya dokumen atau pendamping hukum yang diperlukan."),
            _("haknya dilanggar, atau menghadapi proses hukum tanpa pendamping."),
        ),
    ),
)  # fmt: skip
MIND = Section(
    "mind", _("Perasaan dan perilaku"), Domain.PSYCHOLOGICAL, is_required=True,
    items=(
        factor(
            "emotion", _("Keadaan perasaan"),
            _("tampak tenang, gembira, dan berpengharapan."),
            _("umumnya baik; kadang murung, cemas, atau mudah tersinggung."),
            _("sering sedih, takut, menarik diri, atau sulit tidur."),
            _("putus asa, menyakiti diri, atau sangat tertekan; perlu ahli segera."),
        ),
        factor(
            "behaviour", _("Perilaku dan pergaulan"),
            _("mau bekerja sama, bergaul baik dengan anak dan orang dewasa."),
            _("kadang melawan atau bertengkar; masih dapat diarahkan."),
            _("sering melanggar aturan, agresif, atau terbawa teman berisiko."),
            _("perilakunya membahayakan diri atau orang lain."),
        ),
    ),
)  # fmt: skip
EDUCATION = Section(
    "education", _("Pendidikan dan keterampilan"), Domain.SOCIAL, is_required=True,
    items=(
        factor(
            "schooling", _("Sekolah atau pelatihan"),
            _("terdaftar dan hadir teratur."),
            _("terdaftar; kadang tidak hadir atau sering terlambat."),
            _("terdaftar tetapi jarang hadir, atau terancam putus."),
            _("putus sekolah atau tidak pernah bersekolah."),
            may_not_apply=True,
        ),
        factor(
            "learning", _("Perkembangan belajar"),
            _("belajar dengan baik dan maju sesuai usia atau kelasnya."),
            _("cukup maju; ada mata pelajaran atau keterampilan yang tertinggal."),
            _("tertinggal jauh; perlu bimbingan khusus."),
            _("tidak berkembang, atau belum dapat membaca pada usia sekolah."),
            may_not_apply=True,
        ),
    ),
)  # fmt: skip
SPIRIT = Section(
    "spirit", _("Kehidupan spiritual"), Domain.SPIRITUAL, is_required=True,
    hint=_("Ikuti keyakinan anak dan keluarganya; jangan menilai agamanya."),
    items=(
        factor(
            "faith", _("Ibadah atau keyakinan"),
            _("menjalankan ibadah atau keyakinannya dengan senang."),
            _("menjalankannya bila diajak atau diingatkan."),
            _("jarang; kesempatan atau bimbingannya kurang."),
            _("tidak dapat menjalankannya, dihalangi, atau dipaksa."),
        ),
        factor(
            "meaning", _("Nilai, teladan, dan harapan"),
            _("punya cita-cita dan orang yang diteladani; tahu baik dan buruk."),
            _("punya harapan; teladan dan nilainya masih berubah-ubah."),
            _("sulit menyebut harapan atau orang yang dipercaya."),
            _("merasa hidupnya tidak berarti, atau meneladani hal yang merusak."),
        ),
    ),
)  # fmt: skip
