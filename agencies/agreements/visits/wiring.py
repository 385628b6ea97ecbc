"""What the rest of the house learns about coordination visits at start-up."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits import panel, rules
from agencies.agreements.visits.models import VisitPaper
from agencies.directory import panels
from agencies.obligations import kinds, rulebook, sweeping
from core.audit import sentences
from core.files import keeping
from core.kernel.encryption import register_rotation
from core.notices import kinds as notice_kinds


def register() -> None:
    """Tell the rooms below which duties, notices, rules and sentences there are."""
    panels.register(panel.visits_of, place=panels.SIDE)
    rulebook.register(rules.BOOK)
    sweeping.register_nightly(partial(keeping.remove_orphans, VisitPaper))
    register_rotation("agreements_visitpaper contents", partial(keeping.rotate, VisitPaper))
    manage = {"permission": "coordination.manage"}
    kinds.register(
        {
            rules.HOLD: kinds.KindWords(_("Kunjungan koordinasi"), _("Buka kunjungan"), **manage),
            rules.MINUTES: kinds.KindWords(_("Notula kunjungan koordinasi"), _("Susun notula"), **manage),
            rules.ACTION: kinds.KindWords(
                _("Keputusan kunjungan koordinasi"), _("Laporkan hasil"), permission="coordination.act"
            ),
        }
    )
    notice_kinds.register(
        {
            "coordination.planned": _("Kunjungan koordinasi direncanakan"),
            "coordination.changed": _("Kunjungan koordinasi berubah"),
            "coordination.cancelled": _("Kunjungan koordinasi dibatalkan"),
            "coordination.finished": _("Notula kunjungan koordinasi selesai"),
        }
    )
    sentences.register(
        {
            "coordination.planned": _("Kunjungan koordinasi direncanakan"),
            "coordination.changed": _("Kunjungan koordinasi diubah"),
            "coordination.cancelled": _("Kunjungan koordinasi dibatalkan"),
            "coordination.held": _("Kunjungan koordinasi dilaksanakan"),
            "coordination.minuted": _("Notula kunjungan koordinasi disimpan"),
            "coordination.decided": _("Keputusan kunjungan koordinasi nomor %(number)s dicatat"),
            "coordination.finished": _("Notula kunjungan koordinasi selesai"),
            "coordination.reported": _("Hasil keputusan kunjungan koordinasi nomor %(number)s dilaporkan"),
            "coordination.paper_added": _("Berkas kunjungan koordinasi disimpan"),
            "coordination.paper_withdrawn": _("Berkas kunjungan koordinasi ditarik"),
            "coordination.paper_opened": _("Berkas kunjungan koordinasi dibuka"),
            "coordination.dropped": _("Keputusan kunjungan koordinasi nomor %(number)s tidak perlu lagi"),
        }
    )
