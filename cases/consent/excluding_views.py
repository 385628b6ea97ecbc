"""Who never sees a child's file, and why; decided by the supervisors of its owner."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.views.base import CaseAction, OfCase
from cases.consent.excluding_forms import ExcludeForm, ReadmitForm
from cases.consent.selectors import exclusions_of
from cases.sharing import services
from core.kernel.access import Access
from core.screens.views import PageScreen

SUPERVISORS = Access.to(P.CASE_SUPERVISE)


class Exclusions(OfCase, PageScreen):
    """Who is kept out of this file now, and who was."""

    access = SUPERVISORS
    template_name = "consent/exclusions.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        rows = exclusions_of(self.case, self.viewer)
        return super().get_context_data(
            **self.header(), standing=[row for row in rows if not row.ended_at], over=[row for row in rows if row.ended_at],
            may_exclude=services.may_exclude(self.viewer, self.case), **kwargs,
        )  # fmt: skip


class Exclude(CaseAction):
    """Keep a person with an account out of the file."""

    access = SUPERVISORS
    form_class = ExcludeForm
    title = _("Kecualikan seseorang")
    done = _("Orang ini dikecualikan. Berkas sudah tertutup baginya.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back_url": reverse("case_exclusions", args=[self.case.code]), **kwargs})

    def perform(self, answers):
        services.exclude(
            by=self.viewer, now=self.now, case=self.case, person=answers["email"], reason=answers["reason"],
            whole_child=answers["reach"] == "child",
        )  # fmt: skip
        return reverse("case_exclusions", args=[self.case.code])


class Readmit(CaseAction):
    """End an exclusion."""

    access = SUPERVISORS
    form_class = ReadmitForm
    template_name = "consent/exclusion_end.html"
    title = _("Akhiri pengecualian")
    done = _("Pengecualian diakhiri. Akses diberikan tersendiri bila memang diperlukan.")

    @property
    def exclusion(self):
        """Return the standing exclusion of the address, 404 for one of another file."""
        if not hasattr(self, "_exclusion"):
            found = exclusions_of(self.case, self.viewer).standing()
            self._exclusion = get_object_or_404(found, pk=self.kwargs["pk"])
        return self._exclusion

    def about(self) -> None:
        self.exclusion  # noqa: B018

    def get_context_data(self, **kwargs):
        back = reverse("case_exclusions", args=[self.case.code])
        return super().get_context_data(**{"exclusion": self.exclusion, "back_url": back, **kwargs})

    def perform(self, answers):
        services.readmit(by=self.viewer, now=self.now, exclusion=self.exclusion, **answers)
        return reverse("case_exclusions", args=[self.case.code])
