from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "core.audit"
    label = "audit"

    def ready(self) -> None:
        from core.audit import tickets
        from core.kernel import submissions

        submissions.use(tickets.claim, tickets.finish)
