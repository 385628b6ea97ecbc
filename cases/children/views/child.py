from dataclasses import replace

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children import filepage, panels, selectors, services
from cases.children.choices import Secret
from cases.children.factsheet import Look
from cases.children.models import Child, ImportantPerson
from cases.children.views.base import OfChild
from core.audit.screens import ReadRecorded
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.views import DetailScreen


class ChildScreen(OfChild, ReadRecorded, DetailScreen):
    """A screen of one child within the viewer's reach; opening it is recorded."""

    access = Access.to(P.CASE_VIEW)
    context_object_name = "child"

    def get_queryset(self):
        return Child.objects.visible_to(self.viewer).select_related("region", "changed_by").filter(pk=self.child.pk)

    def read_target(self, row):
        return {"child_id": row.pk, "subject": row.code}

    def get_title(self):
        return self.object.code


class ChildPage(ChildScreen):
    """Who the child is: identity, papers, family, cases, and who looked."""

    template_name = "children/child.html"
    read_verb = "child.read"

    def get_context_data(self, **kwargs):
        people = selectors.people_of(self.object, self.viewer)
        kwargs.setdefault("shown_to", self.viewer)
        look = Look(kwargs["shown_to"], self.today)
        return super().get_context_data(
            people=people,
            unsafe=[person for person in people if person.is_unsafe],
            groups=filepage.groups(self.object, look),
            papers=filepage.papers(self.object),
            aliases=filepage.aliases_of(self.object, self.viewer),
            to_ask=filepage.to_ask(self.object, look, people),
            merges=filepage.merges_of(self.object, self.viewer),
            may_merge=self.viewer.can(P.CASE_SUPERVISE),
            has_hint=filepage.worth_showing(self.object, self.today),
            panels=panels.panels_for(child=self.object, viewer=self.viewer, now=self.now),
            readers=selectors.readers(self.object, now=self.now),
            may_edit=self.viewer.can(P.CASE_WORK) or self.viewer.can(P.AFTERCARE_WORK),
            may_reveal=self.viewer.can(P.CHILD_REVEAL),
            **kwargs,
        )


class Reveal(ChildPage):
    """Show one masked fact once, on the child's page; the press is recorded and nothing is kept for the next page."""

    access = Access.to(P.CHILD_REVEAL)
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        self.object = child = self.get_object()
        what, person = request.POST.get("what", ""), None
        if request.POST.get("person"):
            found = ImportantPerson.objects.visible_to(self.viewer).filter(
                child=child, pk__in=_uuids(request.POST["person"])
            )
            person = get_object_or_404(found)
        if what not in Secret.values or (person and what not in (Secret.NAME, Secret.PHONE)):
            what = Secret.NAME
        try:
            value = services.reveal(by=self.viewer, now=self.now, child=child, what=what, person=person)
        except Refused as refused:
            return render(
                request,
                "pages/refused.html",
                {"refused": refused, "back_url": child.get_absolute_url()},
                status=409,
            )
        shown_to = replace(self.viewer, masked=False) if what == Secret.NAME else self.viewer
        revealed = {"what": str(what), "value": value, "person": person.pk if person else None}
        return self.render_to_response(self.get_context_data(object=child, shown_to=shown_to, revealed=revealed))


class Readers(ChildScreen):
    """Who looked at the child's data in the last 90 days, when and why."""

    template_name = "children/readers.html"
    read_verb = "child.readers"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            readers=selectors.readers(self.object, now=self.now),
            reads=selectors.reads(self.object, now=self.now),
            days=selectors.READERS_DAYS,
            heading=_("Siapa melihat data ini"),
            **kwargs,
        )


def _uuids(text: str) -> list[str]:
    from uuid import UUID

    try:
        return [str(UUID(text))]
    except ValueError:
        return []
