from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    name = "agencies.obligations"
    label = "obligations"

    def ready(self) -> None:
        from agencies.directory import watching
        from agencies.obligations import (
            calendar_table,
            confirming,
            kinds,
            leaving,
            reminders,
            rule_table,
            rulebook,
            rules,
            sweeping,
        )
        from agencies.people import handover
        from agencies.people import services as people
        from core.audit import sentences
        from core.kernel import calendar
        from core.kernel import rules as kernel_rules
        from core.notices import kinds as notice_kinds

        calendar.use(calendar_table.calendar_in_force)
        kernel_rules.use_overrides(rule_table.edited_value)
        rulebook.register(rules.BOOK)
        sweeping.register(reminders.sweep)
        sweeping.register_nightly(people.end_memberships)
        sweeping.register_nightly(leaving.watch_last_days)
        sweeping.register_nightly(confirming.ask_for_confirmation)
        watching.register(confirming.offers_confirmed)
        kinds.register(
            {
                rules.CONFIRM_OFFERS: kinds.KindWords(
                    _("Nyatakan layanan instansi masih benar"), _("Buka daftar layanan"), permission="referral.answer"
                ),
                rules.HANDOVER: kinds.KindWords(
                    _("Alihkan pekerjaan sebelum hari terakhir"), _("Alihkan"), permission="case.supervise"
                ),
            }
        )
        handover.register(kinds.move_duties)
        notice_kinds.register(reminders.WORDS)
        sentences.register(
            {
                "reminder.sent": kinds.reminder_sentence,
                "rule.changed": _("Aturan waktu diubah: %(code)s"),
                "holiday.changed": _("Hari libur diubah"),
            }
        )
