from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.drafts import selectors, services
from core.kernel.access import Access
from core.screens.views import ListScreen, PressScreen


class Drafts(ListScreen):
    """What the viewer has typed and not sent yet, newest first."""

    access = Access.member()
    template_name = "drafts/list.html"
    title = _("Draf saya")
    page_key = "-saved_at"

    def get_queryset(self):
        return selectors.mine(self.viewer, self.now)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = [selectors.row_of(draft) for draft in context["rows"]]
        return context


class DropDraft(PressScreen):
    """Throw one's own draft away."""

    access = Access.member()
    done = _("Draf dibuang.")

    def perform(self) -> str:
        draft = get_object_or_404(selectors.mine(self.viewer, self.now), pk=self.kwargs["pk"])
        services.drop(by=self.viewer, path=draft.path)
        return reverse("drafts")
