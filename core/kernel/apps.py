from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "core.kernel"
    label = "kernel"

    def ready(self) -> None:
        from core.kernel import checks  # noqa: F401  (registers the start-up checks)
