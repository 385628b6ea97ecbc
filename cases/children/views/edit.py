from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionPicking
from agencies.people.permissions import P
from cases.children import services
from cases.children.choices import Secret
from cases.children.forms import EditChildForm, PersonForm
from cases.children.models import Child, ImportantPerson
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import ActionScreen


class ChildAction(ActionScreen):
    """A form about one child within the viewer's reach."""

    access = Access.to(P.CASE_WORK, P.AFTERCARE_WORK)
    template_name = "children/form.html"

    @cached_property
    def child(self) -> Child:
        """Return the child the form is about; a foreign one answers 404."""
        found = Child.objects.visible_to(self.viewer).select_related("region")
        return get_object_or_404(found, code=self.kwargs["code"])

    def dispatch(self, request, *args, **kwargs):
        self.child  # noqa: B018  (a foreign child answers 404 before anything is read from the form)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(child=self.child, back_url=self.child.get_absolute_url(), **kwargs)


class EditChild(RegionPicking, ChildAction):
    """Change a child's data; the form shows the name in full, so opening it counts as revealing it."""

    form_class = EditChildForm
    title = _("Ubah data anak")
    done = _("Data anak disimpan.")

    def get(self, request, *args, **kwargs):
        if self.viewer.masked:
            services.reveal(by=self.viewer, now=self.now, child=self.child, what=Secret.NAME)
        else:
            record_read(
                by=self.viewer,
                now=self.now,
                verb="child.read",
                child_id=self.child.pk,
                subject=self.child.code,
            )
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        today = self.now.astimezone(self.viewer.zone).date()
        return {**super().get_form_kwargs(), "child": self.child, "today": today}

    def perform(self, answers):
        version = answers.pop("version")
        services.change(by=self.viewer, now=self.now, child=self.child, version=version, answers=answers)
        return self.child.get_absolute_url()


class AddPerson(ChildAction):
    """Add somebody who matters to the child."""

    form_class = PersonForm
    title = _("Tambah orang penting")
    done = _("Orang penting ditambahkan.")

    def perform(self, answers):
        answers.pop("version")
        services.add_person(by=self.viewer, now=self.now, child=self.child, answers=answers)
        return f"{self.child.get_absolute_url()}#keluarga"


class EditPerson(ChildAction):
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
        return f"{self.child.get_absolute_url()}#keluarga"
