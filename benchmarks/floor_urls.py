"""The product's addresses and one more: the least that Django does for a signed-in person."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views import View

from agencies.directory.models import Region
from ampk.urls import *  # noqa: F403
from ampk.urls import urlpatterns as product
from core.kernel.access import Access

_TEMPLATE = engines["django"].from_string("<!doctype html><title>{{ region.name }}</title><p>{{ user.pk }}</p>")


class Floor(View):
    """Answer with one query and one small template."""

    access = Access.member()

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the page."""
        return HttpResponse(_TEMPLATE.render({"region": Region.objects.first(), "user": request.user}, request))


urlpatterns = [*product, path("lantai/", Floor.as_view())]
