from uuid import UUID

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children import carried, selectors
from cases.children.elsewhere import look_elsewhere
from cases.children.forms import SearchForm
from core.audit.services import record
from core.kernel.access import Access
from core.screens.views import PageScreen


class SearchFirst(PageScreen):
    """Search before a new child is written down.  The words come by POST and are answered on the same address."""

    access = Access.to(P.CASE_OPEN)
    template_name = "children/search.html"
    title = _("Cari anak sebelum mencatat")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", SearchForm(viewer=self.viewer))
        # An intake that began with a note goes on with the child who is found here.
        kwargs["going_on"] = f"?asupan={began}" if (began := _uuid(self.request.GET.get("asupan", ""))) else ""
        return super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        form = SearchForm(request.POST, viewer=self.viewer)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        text, year, mother = (form.cleaned_data[name] for name in ("text", "born_year", "mother"))
        asked = selectors.read_search(text, mother=mother, birth_year=year)
        matches = selectors.search(self.viewer, text, mother=mother, birth_year=year)
        elsewhere = look_elsewhere(asked, by=self.viewer, now=self.now)
        carried.point_at(request, elsewhere)
        carried.keep(request, text, asked)
        record(by=self.viewer, now=self.now, verb="child.listed", detail={"count": len(matches)}, read=True)
        return self.render_to_response(
            self.get_context_data(form=form, matches=matches, elsewhere=elsewhere, searched=True)
        )


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
