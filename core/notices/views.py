from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from core.kernel.access import Access
from core.notices import selectors, services
from core.screens.views import ListScreen, PageScreen, PressScreen, Screen


class Notices(ListScreen):
    """A person's own notices, newest first."""

    access = Access.member()
    template_name = "notices/list.html"
    title = _("Pemberitahuan")
    page_key = "-owed_at"

    def get_queryset(self):
        return selectors.mine(self.viewer)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            unread=selectors.unread_count(self.viewer), mail=selectors.next_mail(self.viewer, self.now), **kwargs
        )


class OpenNotice(Screen, View):
    """Mark one notice as read and go to what it is about (a button, so that GET changes nothing)."""

    access = Access.member()
    http_method_names = ("post",)

    def post(self, request, pk):
        get_object_or_404(selectors.mine(self.viewer), pk=pk)
        notice = services.read(by=self.viewer, notice_id=pk, now=self.now)
        return HttpResponseRedirect(notice.url)


class ReadAll(PressScreen):
    """Mark all of a person's notices as read."""

    access = Access.member()
    done = _("Semua pemberitahuan ditandai sudah dibaca.")

    def perform(self) -> str:
        services.read_all(by=self.viewer, now=self.now)
        return reverse("notices")


class Heartbeats(PageScreen):
    """When each recurring job last ran; a silent one is said in words."""

    access = Access.member()
    template_name = "notices/heartbeat.html"
    title = _("Detak sistem")

    def get_context_data(self, **kwargs):
        return super().get_context_data(pulses=selectors.pulses(), health=selectors.health(), **kwargs)


class Health(View):
    """For the watchman: 200 when database and broker answer, else 503; no facts beyond that."""

    access = Access.public()
    http_method_names = ("get", "head")

    def get(self, request):
        found = selectors.health()
        good = found["database"] and found["broker"]
        return JsonResponse(
            {name: "ok" if value else "down" for name, value in found.items()}, status=200 if good else 503
        )
