from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from agencies.people.permissions import P
from ampk.desk import selectors
from ampk.desk.duties import regency_of
from ampk.desk.forms import SearchForm
from cases.children import carried
from cases.children.masking import shown_name
from core.kernel.access import Access
from core.screens.views import Screen


class Search(Screen, FormView):
    """One box.  Sent by POST, so that no name ever stands in an address or a history."""

    access = Access.to(P.CASE_VIEW, P.CASE_OPEN)
    template_name = "desk/search.html"
    form_class = SearchForm
    title = _("Cari")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "viewer": self.viewer}

    def form_valid(self, form) -> HttpResponse:
        text = form.cleaned_data["kata"]
        address = selectors.address_of_code(text, self.viewer)
        if address:
            return HttpResponseRedirect(address)
        day = self.now.astimezone(self.viewer.zone).date()
        matches = [
            (match, " · ".join(filter(None, self._words(match.child, day))))
            for match in selectors.children_called(text, self.viewer)
        ]
        elsewhere = selectors.known_elsewhere(text, self.viewer, now=self.now)
        carried.point_at(self.request, elsewhere)
        agencies = selectors.agencies_called(text) if self.viewer.can(P.DIRECTORY_VIEW) else []
        return self.render_to_response(
            self.get_context_data(form=form, searched=True, matches=matches, elsewhere=elsewhere, agencies=agencies)
        )

    def _words(self, child, day) -> list[str]:
        return [shown_name(child, self.viewer), child.age_words(day), regency_of(child.region)]

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
