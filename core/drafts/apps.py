from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "core.drafts"
    label = "drafts"

    def ready(self) -> None:
        from core.drafts import marks, services
        from core.screens import drafting

        drafting.use(drafting.Shelf(save=services.save, load=services.load, drop=services.drop, mark=marks.write))
