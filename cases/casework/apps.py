from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "cases.casework"
    label = "casework"

    def ready(self) -> None:
        from agencies.obligations import kinds, rulebook, sweeping
        from agencies.obligations.kinds import KindWords
        from agencies.people import handover
        from cases.casework import childpanel, desks, rules
        from cases.casework.services import assigning, lapsing, uninviting
        from cases.casework.services.excluding import keep_out
        from cases.casework.services.merging import move_cases
        from cases.children import merges
        from cases.children import panels as child_panels
        from cases.sharing import followers as sharing_followers
        from core.audit import sentences
        from core.notices import kinds as notice_kinds

        notice_kinds.register(
            {
                "case.assigned": _("Kasus ditugaskan kepada Anda"),
                "transfer.offered": _("Kasus ditawarkan kepada Anda"),
                "transfer.accepted": _("Alih kasus diterima"),
                "transfer.declined": _("Alih kasus ditolak"),
                "transfer.withdrawn": _("Tawaran alih kasus ditarik"),
                "transfer.escalated": _("Tawaran alih kasus belum dijawab"),
                "transfer.lapsed": _("Tawaran alih kasus kembali tanpa jawaban"),
                "report.added": _("Laporan baru pada kasus Anda"),
                "help.answered": _("Permintaan bantuan Anda dijawab"),
                "task.done": _("Tugas yang Anda buat selesai"),
                "conference.invited": _("Undangan temu kasus"),
                "conference.changed": _("Temu kasus berubah"),
                "conference.cancelled": _("Temu kasus dibatalkan"),
                "plan.submitted": _("Rencana menunggu persetujuan"),
                "plan.approved": _("Rencana disetujui"),
                "plan.returned": _("Rencana dikembalikan"),
            }
        )
        rulebook.register(rules.BOOK)
        handover.register(assigning.move_caseload)
        sharing_followers.register(ended=uninviting.consent_ended)
        sharing_followers.register_excluded(keep_out)
        sweeping.register(lapsing.sweep)
        child_panels.register(childpanel.cases_of)
        merges.register("casework.case", move_cases, is_case=True)
        # Without a named holder the work is the supervisor's: somebody must be given the case first.
        supervise = {"permission": "case.supervise"}
        kinds.register(
            {
                "case.assign": KindWords(_("Tugaskan kasus baru"), _("Tugaskan"), **supervise),
                "case.contact": KindWords(_("Kontak dengan anak"), _("Catat kunjungan"), **supervise),
                "case.risk_review": KindWords(_("Nilai ulang risiko"), _("Nilai risiko"), **supervise),
                "agreement.record": KindWords(_("Kesepakatan layanan"), _("Catat kesepakatan"), **supervise),
                "assessment.finish": KindWords(_("Selesaikan asesmen"), _("Lanjutkan asesmen"), **supervise),
                "assessment.repeat": KindWords(_("Asesmen ulang"), _("Buka asesmen"), **supervise),
                "plan.finish": KindWords(_("Susun rencana layanan"), _("Susun rencana"), **supervise),
                "plan.approve": KindWords(_("Setujui rencana"), _("Periksa rencana"), **supervise),
                "plan.activity": KindWords(_("Kegiatan rencana"), _("Catat keadaan"), **supervise),
                "plan.progress": KindWords(_("Laporan perkembangan"), _("Tulis laporan"), **supervise),
                "task": KindWords(_("Tugas"), _("Buka tugas"), permission="tasks"),
                **{
                    f"task.{desk}": KindWords(_("Tugas"), _("Buka tugas"), permission=str(permission))
                    for desk, permission in desks.PERMISSIONS.items()
                },
                "conference.hold": KindWords(_("Temu kasus"), _("Buka temu kasus"), **supervise),
                "conference.minutes": KindWords(_("Notula temu kasus"), _("Susun notula"), **supervise),
                "conference.plan": KindWords(_("Temu kasus berikutnya"), _("Undang temu kasus"), **supervise),
                "transfer.answer": KindWords(_("Jawab tawaran alih kasus"), _("Buka tawaran"), **supervise),
                "transfer.silence": KindWords(_("Tawaran alih kasus belum dijawab"), _("Buka tawaran"), **supervise),
                "case.help": KindWords(_("Bantuan diminta pekerja"), _("Jawab"), **supervise),
            }
        )
        sentences.register(
            {
                "case.opened": _("Kasus dibuka"),
                "report.added": _("Laporan ke-%(number)s diterima"),
                "case.read": _("Membuka berkas kasus"),
                "case.assigned": _("Kasus ditugaskan"),
                "case.unassigned": _("Penugasan manajer kasus diurungkan; menunggu penugasan"),
                "case.released": _("Kasus tanpa manajer: keanggotaan petugasnya berakhir; menunggu penugasan"),
                "case.team_joined": _("Anggota tim ditambahkan"),
                "case.team_left": _("Anggota tim dilepas"),
                "case.approach_set": _("Pendekatan ditetapkan: %(approach)s"),
                "subcategory.saved": _("Rincian kategori disimpan"),
                "case.moved": _("Tahap berpindah ke %(stage)s"),
                "case.risk_rated": _("Risiko dinilai: %(level)s"),
                "case.risk_changed": _("Risiko dinilai ulang: %(former)s menjadi %(level)s"),
                "case.categorised": _("Kategori ditetapkan"),
                "case.service_ended": _("Layanan berakhir: %(reason)s"),
                "case.closed": _("Kasus ditutup: %(reason)s"),
                "case.reopened": _("Kasus dibuka kembali: %(reason)s"),
                "case.rejected": _("Kasus ditolak: %(reason)s"),
                "case.transferred": _("Kasus dialihkan ke luar jejaring: %(reason)s"),
                "transfer.offered": _("Kasus ditawarkan kepada %(to)s"),
                "transfer.offered_colleague": _("Kasus ditawarkan kepada rekan"),
                "transfer.accepted": _("Alih kasus diterima %(to)s"),
                "transfer.accepted_colleague": _("Alih kasus diterima rekan"),
                "transfer.declined": _("Alih kasus ditolak: %(reason)s"),
                "transfer.withdrawn": _("Tawaran alih kasus ditarik"),
                "transfer.escalated": _("Tawaran alih kasus tidak dijawab, naik ke supervisor penerima"),
                "transfer.lapsed": _("Tawaran alih kasus kembali ke pengirim tanpa jawaban"),
                "transfer.read": _("Membuka tawaran alih kasus"),
                "note.written": _("%(kind)s dicatat"),
                "note.edited": _("%(kind)s %(code)s diubah penulisnya"),
                "note.session": _("Sesi %(kind)s dicatat, %(minutes)s menit"),
                "task.made": _("Tugas dibuat"),
                "task.read": _("Membuka tugas"),
                "task.done": _("Tugas selesai"),
                "task.undone": _("Tugas dibuka lagi"),
                "task.snoozed": _("Tugas ditunda"),
                "task.reassigned": _("Tugas dialihkan"),
                "task.cancelled": _("Tugas dibatalkan"),
                "conference.invited": _("Temu kasus %(code)s diundang"),
                "conference.changed": _("Undangan temu kasus %(code)s diubah"),
                "conference.uninvited": _(
                    "Instansi lain tidak diundang lagi ke temu kasus %(code)s: dasarnya berakhir"
                ),
                "conference.cancelled": _("Temu kasus %(code)s dibatalkan"),
                "conference.held": _("Temu kasus %(code)s dilaksanakan"),
                "conference.minuted": _("Notula temu kasus %(code)s disimpan"),
                "conference.decided": _("Keputusan temu kasus %(code)s dicatat"),
                "conference.finished": _("Notula temu kasus %(code)s selesai"),
                "conference.added": _("Notula temu kasus %(code)s ditambah"),
                "conference.read": _("Membuka temu kasus"),
                "case.danger_answered": _("Peringatan bahaya dijawab: %(answer)s"),
                "help.asked": _("Bantuan supervisor diminta"),
                "help.answered": _("Permintaan bantuan dijawab"),
                "agreement.recorded": _("Kesepakatan layanan dicatat"),
                "assessment.begun": _("Asesmen putaran %(round)s dimulai"),
                "assessment.finished": _("Asesmen putaran %(round)s selesai"),
                "assessment.saved": _("Asesmen disimpan"),
                "plan.saved": _("Rencana versi %(version)s disimpan"),
                "plan.submitted": _("Rencana versi %(version)s diajukan"),
                "plan.approved": _("Rencana versi %(version)s disetujui"),
                "plan.returned": _("Rencana versi %(version)s dikembalikan"),
                "plan.withdrawn": _("Pengajuan rencana versi %(version)s ditarik"),
                "plan.ordered": _("Urutan tujuan rencana versi %(version)s diubah"),
                "plan.goal_marked": _("Keadaan tujuan: %(state)s"),
                "plan.activity_marked": _("Keadaan kegiatan: %(state)s"),
                "plan.reported": _("Laporan perkembangan ditulis"),
            }
        )
