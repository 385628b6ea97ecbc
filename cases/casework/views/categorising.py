"""What a case is about, where care is given, who is in its team."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.models import CaseApproach, TeamMember
from cases.casework.views.base import CaseAction, CasePress, StaffedAction
from core.kernel.access import Access


class Categorise(CaseAction):
    """Set the legal categories and their sub-categories; what was before stays below."""

    template_name = "casework/categories.html"
    form_class = forms.CategoriesForm
    title = _("Kategori AMPK")
    done = _("Kategori disimpan.")

    @property
    def standing(self):
        """Return the categories in force, read once."""
        if not hasattr(self, "_standing"):
            self._standing = services.standing_categories(self.case, self.viewer)
        return self._standing

    def get_initial(self):
        found = self.standing
        return {"version": found.version, "primary": found.primary, "others": found.others, "subs": found.subs}

    def get_context_data(self, **kwargs):
        return super().get_context_data(history=self.standing.history, **kwargs)

    def perform(self, answers):
        services.categorise(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class SetApproach(CaseAction):
    """Change where care is given."""

    template_name = "casework/approach.html"
    form_class = forms.ApproachForm
    title = _("Pendekatan layanan")
    done = _("Pendekatan disimpan.")

    @property
    def history(self):
        """Return the approaches so far, newest first."""
        if not hasattr(self, "_history"):
            found = CaseApproach.objects.visible_to(self.viewer).filter(case=self.case).select_related("set_by")
            self._history = list(found.order_by("-set_at"))
        return self._history

    def get_initial(self):
        return {"version": len(self.history), "since": self.today}

    def get_context_data(self, **kwargs):
        return super().get_context_data(history=self.history, **kwargs)

    def perform(self, answers):
        services.set_approach(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class Team(StaffedAction):
    """The team with its dates, and the form that adds a colleague."""

    template_name = "casework/team.html"
    form_class = forms.TeamForm
    title = _("Tim kasus")
    done = _("Anggota tim ditambahkan.")

    def perform(self, answers):
        services.join_team(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("case_team", args=[self.case.code])

    def get_context_data(self, **kwargs):
        members = TeamMember.objects.visible_to(self.viewer).filter(case=self.case).select_related("person")
        standing = Q(until_at=None) | Q(until_at__gt=self.now)
        return super().get_context_data(
            members=list(members.filter(standing).order_by("since_at")),
            former=list(members.exclude(standing).order_by("-until_at")[:20]),
            may_end=self.viewer.can(P.CASE_SUPERVISE) or self.case.manager_id == self.viewer.user_id,
            **kwargs,
        )


class LeaveTeam(CasePress):
    """End a colleague's part in the team."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    done = _("Anggota tim dilepas.")

    def perform(self):
        person_id = self.kwargs["person"]
        services.leave_team(by=self.viewer, now=self.now, case=self.case, person_id=person_id)
        # Whoever leaves the team no longer reads the file.
        return reverse("cases") if person_id == self.viewer.user_id else reverse("case_team", args=[self.case.code])

    def back_url(self):
        return reverse("case_team", args=[self.kwargs["code"]])
