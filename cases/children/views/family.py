from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children import filepage, genogram, selectors, services
from cases.children.choices import Secret
from cases.children.forms import CareForm, PersonForm, SiblingForm
from cases.children.models import CarePeriod, Child, ImportantPerson
from cases.children.views.base import ChildAction, ChildPress, OfChild, read_recorded
from core.kernel.access import Access
from core.screens.views import PageScreen


class Family(OfChild, PageScreen):
    """The child's family: a table first, then the drawing, then who cared for the child when."""

    access = Access.to(P.CASE_VIEW)
    template_name = "children/family.html"

    def get_title(self):
        return self.child.code

    def get_context_data(self, **kwargs):
        read_recorded(self, purpose="family")
        people = selectors.people_of(self.child, self.viewer)
        members = genogram.members(people, self.viewer)
        return super().get_context_data(
            child=self.child,
            members=members,
            drawing=genogram.draw(self.child, members, self.viewer, self.today),
            care=filepage.care_of(self.child, self.viewer),
            unsafe=[person for person in people if person.is_unsafe],
            may_edit=self.viewer.can(P.CASE_WORK) or self.viewer.can(P.AFTERCARE_WORK),
            **kwargs,
        )


class FamilyAction(ChildAction):
    """A form about the child's family; leads back to it."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "back_url": self.family_url()}

    def family_url(self) -> str:
        """Return the family page."""
        return reverse("child_family", args=[self.child.code])


class AddPerson(FamilyAction):
    """Add somebody who matters to the child."""

    form_class = PersonForm
    title = _("Tambah orang penting")
    done = _("Orang penting ditambahkan.")

    def perform(self, answers):
        answers.pop("version")
        services.add_person(by=self.viewer, now=self.now, child=self.child, answers=answers)
        return self.family_url()


class EditPerson(FamilyAction):
    """Change what is known of somebody who matters to the child."""

    form_class = PersonForm
    title = _("Ubah orang penting")
    done = _("Data orang penting disimpan.")

    @cached_property
    def person(self) -> ImportantPerson:
        """Return the person the form is about."""
        found = ImportantPerson.objects.visible_to(self.viewer).filter(child=self.child)
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        services.reveal(by=self.viewer, now=self.now, child=self.child, what=Secret.NAME, person=self.person)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "person": self.person}

    def perform(self, answers):
        version = answers.pop("version") or 0
        services.change_person(by=self.viewer, now=self.now, person=self.person, version=version, answers=answers)
        return self.family_url()


class LinkSibling(FamilyAction):
    """Link two children as siblings, in both files."""

    form_class = SiblingForm
    title = _("Tautkan saudara kandung")
    done = _("Saudara kandung ditautkan di kedua berkas.")

    def perform(self, answers):
        other = Child.objects.visible_to(self.viewer).filter(code=answers["code"]).first()
        if other is None:
            raise services.ChildRefused(_("Anak dengan kode ini tidak ada di antara data Anda."), field="code")
        services.link_sibling(by=self.viewer, now=self.now, child=self.child, other=other)
        return self.family_url()


class UnlinkSibling(ChildPress):
    """Undo a wrong link; the sibling stays as a person without a file."""

    done = _("Tautan dilepas.")

    def perform(self):
        found = ImportantPerson.objects.visible_to(self.viewer).filter(child=self.child)
        services.unlink_sibling(by=self.viewer, now=self.now, person=get_object_or_404(found, pk=self.kwargs["pk"]))
        return self.back_url()

    def back_url(self) -> str:
        return reverse("child_family", args=[self.child.code])


class RecordCare(FamilyAction):
    """Note who cared for the child from when until when."""

    form_class = CareForm
    title = _("Catat pengasuh")
    done = _("Riwayat pengasuh disimpan.")
    period: CarePeriod | None = None

    def get_form_kwargs(self):
        people = selectors.people_of(self.child, self.viewer)
        return {**super().get_form_kwargs(), "people": people, "period": self.period}

    def perform(self, answers):
        services.record_care(by=self.viewer, now=self.now, child=self.child, period=self.period, **answers)
        return self.family_url()


class EditCare(RecordCare):
    """Correct or end a period of care."""

    title = _("Ubah riwayat pengasuh")

    @cached_property
    def period(self) -> CarePeriod:
        """Return the period the form is about."""
        found = CarePeriod.objects.visible_to(self.viewer).filter(child=self.child)
        return get_object_or_404(found, pk=self.kwargs["care"])
