"""The sub-categories of the network: a list for everybody, a form for whoever keeps the rules."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import choices, forms, services
from cases.casework.models import SubCategory
from core.kernel.access import Access
from core.screens.views import ActionScreen, PageScreen


class SubCategories(PageScreen):
    """Every sub-category under its legal category."""

    access = Access.member()
    template_name = "casework/subcategories.html"
    title = _("Rincian kategori AMPK")

    def get_context_data(self, **kwargs):
        found: dict[str, list[SubCategory]] = {}
        for one in SubCategory.objects.all():
            found.setdefault(one.parent, []).append(one)
        return super().get_context_data(
            groups=[(label, found.get(value, [])) for value, label in choices.PARENTS],
            source=choices.CATEGORY_SOURCE,
            may_edit=self.viewer.can(P.RULES_MANAGE),
            **kwargs,
        )


class AddSubCategory(ActionScreen):
    """Add a sub-category."""

    access = Access.to(P.RULES_MANAGE)
    template_name = "casework/subcategory_form.html"
    form_class = forms.SubCategoryForm
    title = _("Tambah rincian kategori")
    done = _("Rincian disimpan.")

    def perform(self, answers):
        services.save_subcategory(by=self.viewer, now=self.now, **answers)
        return reverse("subcategories")


class EditSubCategory(AddSubCategory):
    """Rename, move or retire a sub-category."""

    title = _("Ubah rincian kategori")

    @property
    def row(self) -> SubCategory:
        """Return the sub-category of the address."""
        return get_object_or_404(SubCategory, code=self.kwargs["sub"])

    def get_initial(self):
        row = self.row
        return {"version": row.version, "label": row.label, "parent": row.parent, "is_active": row.is_active}

    def perform(self, answers):
        services.save_subcategory(by=self.viewer, now=self.now, code=self.row.code, **answers)
        return reverse("subcategories")
