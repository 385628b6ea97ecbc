"""What the screens of one case share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from agencies.people.permissions import P
from cases.casework import panels, selectors
from cases.casework.models import Case
from cases.children.selectors import unsafe_people
from cases.sharing.selectors import level_of
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import ActionScreen, PressScreen


def cases_in_reach(viewer):
    """Return the cases a viewer may open, with what their header shows."""
    return Case.objects.visible_to(viewer).select_related("child", "child__region", "owner_agency", "manager", "region")


class OfCase:
    """Mixin: the case of the address, 404 when it is not the viewer's."""

    whole_file = True
    tab = ""  # the entry of the sub-navigation, where the address does not tell

    @property
    def case(self) -> Case:
        """Return the case, read once per request."""
        if not hasattr(self, "_case"):
            found = cases_in_reach(self.viewer)
            if self.whole_file:
                found = found.worked_by(self.viewer)
            self._case = get_object_or_404(found, code=self.kwargs["code"])
            if self.request.method == "GET":
                page = self.request.resolver_match.url_name
                record_read(
                    by=self.viewer, now=self.now, verb="case.read", child_id=self._case.child_id,
                    case_id=self._case.pk, subject=self._case.code, purpose=page,
                )  # fmt: skip
        return self._case

    @property
    def level(self) -> str:
        """Return how much of the case the viewer reads, asked once per request."""
        if not hasattr(self, "_level"):
            self._level = level_of(self.case.pk, self.viewer)
        return self._level

    @property
    def today(self):
        """Return today at the viewer's office."""
        return self.now.astimezone(self.viewer.zone).date()

    def header(self) -> dict:
        """Return what the identity bar and the sub-navigation show."""
        tabs = selectors.tabs(self.case, self.viewer, self.level)
        return {
            "case": self.case,
            "child": self.case.child,
            "tabs": tabs,
            "here": selectors.here(tabs, reverse(self.tab, args=[self.case.code]) if self.tab else self.request.path),
            "sharing_pages": selectors.sharing_pages(self.case, self.viewer, self.level),
            "unsafe": unsafe_people(self.case.child, self.viewer),
            "needs_links": panels.needs_links(case=self.case, viewer=self.viewer),
        }

    def case_url(self) -> str:
        """Return the case's page."""
        return reverse("case", args=[self.case.code])


class CaseAction(OfCase, ActionScreen):
    """A form for one verb on a case."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    template_name = "casework/form.html"

    def about(self) -> None:
        self.case  # noqa: B018  (a foreign case answers 404)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{**self.header(), "back_url": self.case_url(), **kwargs})

    def back_url(self) -> str:
        return self.case_url()


class StaffedAction(CaseAction):
    """A form whose choices are the agency's people."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case, "today": self.today}


class CasePress(OfCase, PressScreen):
    """A button on a case."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)

    def back_url(self) -> str:
        return self.case_url()
