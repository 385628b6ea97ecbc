"""Whom one may call about a case: only people who are safe to contact; a number is shown at a press and recorded."""

from django.contrib import messages
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.views.base import OfCase
from cases.children import services as children
from cases.children.choices import ContactSafety, Secret
from cases.children.selectors import people_of
from cases.sharing.choices import Level
from core.kernel.access import Access
from core.screens.views import PageScreen


class Phones(OfCase, PageScreen):
    """The safe people of a child with a number, each behind a button."""

    access = Access.to(P.CHILD_REVEAL)
    template_name = "casework/phones.html"
    title = _("Telepon")
    whole_file = False

    @cached_property
    def people(self):
        """Return who may be called."""
        return [
            one
            for one in people_of(self.case.child, self.viewer)
            if one.safe_to_contact == ContactSafety.SAFE and one.phone
        ]

    def post(self, request, *args, **kwargs):
        """Show one number, on the record."""
        asked = request.POST.get("orang", "")
        if not asked:
            messages.warning(request, _("Pilih orang yang hendak dihubungi."))
            return self.render_to_response(self.get_context_data(), status=422)
        person = next((one for one in self.people if str(one.pk) == asked), None)
        if person is None:
            raise Http404
        number = children.reveal(by=self.viewer, now=self.now, child=self.case.child, what=Secret.PHONE, person=person)
        return self.render_to_response(self.get_context_data(shown=person.pk, number=number))

    def get_context_data(self, **kwargs):
        may_note = self.viewer.can(P.CASE_WORK) and self.case.is_open and self.level == Level.FULL
        return super().get_context_data(**self.header(), people=self.people, may_note=may_note, **kwargs)
