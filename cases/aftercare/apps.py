from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AftercareConfig(AppConfig):
    name = "cases.aftercare"
    label = "aftercare"

    def ready(self) -> None:
        from agencies.obligations import kinds, rulebook
        from agencies.obligations.kinds import KindWords
        from agencies.people import handover
        from cases.aftercare import filepanels, rules, succeeding
        from cases.aftercare.models import Episode
        from cases.aftercare.services import assigning, consenting
        from cases.casework import panels as case_panels
        from cases.casework import succession
        from cases.casework.panels import Link
        from cases.children import merges
        from cases.sharing import followers
        from core.audit import sentences
        from core.notices import kinds as notice_kinds

        rulebook.register(rules.BOOK)
        handover.register(assigning.move_episodes)
        followers.register(began=consenting.consent_began)
        merges.register("aftercare.episode", merges.rows_of(Episode, case_column="case_id"))
        case_panels.register(filepanels.on_case)
        succession.register(succeeding.follow)
        case_panels.register_action(
            Link(_("Akhiri layanan"), "service_end", "case.work", ("implementation", "monitoring"))
        )
        work, supervise = {"permission": "aftercare.work"}, {"permission": "aftercare.supervise"}
        kinds.register(
            {
                "aftercare.visit": KindWords(_("Kunjungan pascalayanan"), _("Catat kunjungan"), **work),
                "aftercare.assign": KindWords(_("Tugaskan pekerja pascalayanan"), _("Tugaskan"), **supervise),
                "aftercare.decide": KindWords(_("Putuskan kelanjutan pascalayanan"), _("Putuskan"), **supervise),
                "aftercare.help": KindWords(
                    _("Bantuan diminta dalam pascalayanan"), _("Buka pascalayanan"), **supervise
                ),
                "aftercare.relapse": KindWords(
                    _("Putuskan apakah kasus dibuka kembali"), _("Periksa"), permission="case.supervise"
                ),
            }
        )
        notice_kinds.register(
            {
                "aftercare.assigned": _("Pascalayanan ditugaskan kepada Anda"),
                "aftercare.ended": _("Pascalayanan selesai; kasus dapat ditutup"),
                "aftercare.none": _("Layanan berakhir tanpa pascalayanan; kasus dapat ditutup"),
            }
        )
        sentences.register(
            {
                "aftercare.opened": _("Pascalayanan %(subject)s dibuka: %(agency)s, %(visits)s kunjungan"),
                "aftercare.read": _("Membuka berkas pascalayanan"),
                "aftercare.assigned": _("Pekerja pascalayanan ditunjuk"),
                "aftercare.released": _("Pascalayanan tanpa pekerja: keanggotaannya berakhir; menunggu penugasan"),
                "aftercare.visited": _("Kunjungan pascalayanan dicatat: %(outcome)s"),
                "aftercare.redirected": _("Pascalayanan dialihkan ke %(agency)s"),
                "aftercare.went_on": _("Pascalayanan dilanjutkan"),
                "aftercare.ended": _("Pascalayanan selesai: %(result)s"),
            }
        )
