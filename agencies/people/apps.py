from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "agencies.people"
    label = "people"

    def ready(self) -> None:
        from core.audit import sentences

        sentences.register(
            {
                "person.invited": _("Petugas diundang"),
                "invitation.cancelled": _("Undangan dibatalkan"),
                "person.joined": _("Petugas bergabung"),
                "person.departed": _("Petugas berhenti; %(count)s pekerjaan dialihkan"),
                "person.ended": _("Keanggotaan berakhir pada tanggalnya; %(count)s pekerjaan kembali ke meja instansi"),
                "person.last_day_set": _("Hari terakhir petugas ditetapkan"),
                "person.stays": _("Hari terakhir petugas dihapus"),
                "person.handed_over": _("%(count)s pekerjaan dialihkan sebelum hari terakhir"),
                "person.absent": _("Cuti dicatat"),
                "person.back": _("Cuti dibatalkan"),
                "person.signed_in": _("Masuk"),
                "person.sign_in_failed": _("Gagal masuk"),
                "person.sessions_ended": _("%(count)s sesi lain diakhiri"),
                "names.shown": _("Nama ditampilkan"),
                "names.masked": _("Nama disamarkan"),
            }
        )
