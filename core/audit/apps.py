from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "core.audit"
    label = "audit"

    def ready(self) -> None:
        from core.audit import tickets
        from core.screens import submissions

        submissions.use(tickets.claim, tickets.finish)
