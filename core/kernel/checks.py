"""Start-up checks: an undeclared view does not start."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from core.kernel.access import declared


def leaves(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield (route, pattern) for every URL of the application."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from leaves(pattern, route)
        else:
            yield route, pattern


@register()
def every_view_declares_access(app_configs=None, **kwargs) -> list[Error]:
    """Refuse to start while a URL leads to a view that does not say who may open it."""
    if not getattr(settings, "ROOT_URLCONF", ""):
        return []
    return [
        Error(
            f"{route} leads to a view without declared access.",
            hint="Give the view an `access = Access.to(...)`.",
            id="kernel.E001",
        )
        for route, pattern in leaves()
        if declared(pattern.callback) is None
    ]
