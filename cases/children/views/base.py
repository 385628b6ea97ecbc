"""What the screens of one child share."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from agencies.people.permissions import P
from cases.children.models import Child
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import ActionScreen, PressScreen


class OfChild:
    """Mixin: the child of the address, 404 when it is not the viewer's; an old code leads to the file it joined."""

    @cached_property
    def child(self) -> Child:
        """Return the child; read once per request."""
        found = Child.objects.visible_to(self.viewer).select_related("region", "changed_by")
        code = self.kwargs["code"]
        return found.filter(code=code).first() or get_object_or_404(
            found, code=Child.objects.joined_as(code, self.viewer)
        )

    @property
    def today(self):
        """Return today at the viewer's office."""
        return self.now.astimezone(self.viewer.zone).date()

    def dispatch(self, request, *args, **kwargs):
        # A foreign child answers 404 before anything is read from a form.
        if self.child.code != kwargs["code"] and request.method in ("GET", "HEAD"):
            address = request.resolver_match
            return HttpResponseRedirect(reverse(address.url_name, kwargs={**kwargs, "code": self.child.code}))
        return super().dispatch(request, *args, **kwargs)


class ChildAction(OfChild, ActionScreen):
    """A form about one child within the viewer's reach."""

    access = Access.to(P.CASE_WORK, P.AFTERCARE_WORK)
    template_name = "children/form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(child=self.child, back_url=self.child.get_absolute_url(), **kwargs)


class ChildPress(OfChild, PressScreen):
    """A button about one child within the viewer's reach."""

    access = Access.to(P.CASE_WORK, P.AFTERCARE_WORK)

    def back_url(self) -> str:
        return self.child.get_absolute_url()


def read_recorded(view, *, purpose: str) -> None:
    """Write that somebody opened a page of the child's file."""
    child = view.child
    record_read(by=view.viewer, now=view.now, verb="child.read", child_id=child.pk, subject=child.code, purpose=purpose)
