from django.apps import AppConfig
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
        # The serving role owns nothing, so each migration run ends by giving it its rights.
        post_migrate.connect(_grant, sender=self, dispatch_uid="grant_to_app")
