from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


def _grant(sender, using, **kwargs) -> None:
    from django.conf import settings
    from django.db import connections

    from core.kernel.rowsecurity import grant_to_app

    connection = connections[using]
    if connection.settings_dict["USER"] != settings.DATABASE_APP_ROLE:
        grant_to_app(connection, settings.DATABASE_APP_ROLE)


class RoofConfig(AppConfig):
    name = "ampk"
    label = "roof"

    def ready(self) -> None:
        # Shared tasks belong to the application that was made last in this process: it must be ours.
        import_module("ampk.celery")
        from agencies.obligations import sweeping
        from ampk.desk.purposes import WORDS
        from core.audit import purposes
        from core.drafts import services as drafts

        sweeping.register_nightly(drafts.drop_expired)
        purposes.register(WORDS)
        # The serving role owns nothing, so each migration run ends by giving it its rights.
        # The signal is only sent for applications with models, and for each of them after all migrations: one is enough.
        post_migrate.connect(_grant, sender=apps.get_app_config("audit"), dispatch_uid="grant_to_app")
