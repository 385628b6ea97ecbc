"""The pages that show cases."""

from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agencies.directory.selectors import network_regencies
from agencies.people.permissions import P
from cases.casework import choices, panels, selectors
from cases.casework.models import Assessment, AssessmentDomain, CaseCategory, Note, Plan, PlanGoal, RiskRating, Task
from cases.casework.views.base import OfCase, cases_in_reach
from cases.children.selectors import people_of
from cases.sharing.selectors import current_rows, level_of
from core.audit.screens import ReadRecorded
from core.audit.selectors import timeline
from core.kernel.access import Access
from core.kernel.views import DetailScreen, ListScreen, PageScreen


class Cases(ListScreen):
    """The cases of a viewer, filtered by the address."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/list.html"
    title = _("Kasus")
    page_key = "-opened_at"

    def get_queryset(self):
        asked = self.request.GET
        return selectors.cases(
            self.viewer, stage=asked.get("tahap", ""), risk=self._one_of("risiko", choices.Risk.values), manager=asked.get("manajer", ""),
            region=asked.get("wilayah", "")[:13], late=asked.get("tenggat") == "lewat", now=self.now,
        )  # fmt: skip

    def _one_of(self, name, allowed):
        value = self.request.GET.get(name, "")
        return value if value in allowed else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            stages=[("", _("Terbuka")), ("ditutup", _("Ditutup")), *choices.Stage.choices], risks=choices.Risk.choices,
            regencies=list(network_regencies()), asked=self.request.GET, **kwargs,
        )  # fmt: skip


class CasePage(ReadRecorded, OfCase, DetailScreen):
    """One case: what to do next, the latest events, people, risk."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/case.html"
    read_verb = "case.read"
    whole_file = False

    def get_queryset(self):
        return cases_in_reach(self.viewer)

    def read_target(self, row):
        return {"child_id": row.child_id, "case_id": row.pk, "subject": row.code}

    def get_title(self):
        return self.object.code

    def get_context_data(self, **kwargs):
        case, viewer = self.object, self.viewer
        self._case = case
        full = level_of(case.pk, viewer) == "full"
        extra = {}
        if full:
            extra = {
                "categories": CaseCategory.objects.visible_to(viewer).filter(case=case, until=None).order_by("-is_primary", "category"),
                "rating": RiskRating.objects.visible_to(viewer).filter(case=case).select_related("rated_by").order_by("-rated_at").first(),
                "tasks": Task.objects.visible_to(viewer).open().filter(case=case).select_related("assigned_to").order_by("due_on"),
                "events": timeline(case.pk, limit=5),
            }
        return super().get_context_data(
            **self.header(), **extra, full=full, steps=selectors.stage_line(case), actions=selectors.actions(case, viewer),
            due=selectors.due_work(case, viewer), people=people_of(case.child, viewer),
            panels=panels.panels_for(case=case, viewer=viewer, now=self.now), **kwargs,
        )  # fmt: skip


class Timeline(OfCase, PageScreen):
    """Everything that happened, newest first, with the notes' own words."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/timeline.html"
    KINDS = (("", _("Semua")), ("note.", _("Kunjungan dan catatan")), ("referral.", _("Rujukan")), ("case.", _("Kasus")), ("reminder.", _("Pengingat")))

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        kind = self.request.GET.get("jenis", "")
        prefix = kind if kind in dict(self.KINDS) else ""
        before = None
        try:
            before = datetime.fromisoformat(self.request.GET.get("sebelum", ""))
        except ValueError:
            before = None
        if before is not None and before.tzinfo is None:
            before = None
        events = timeline(self.case.pk, limit=21, before=before, prefix=prefix)
        notes = Note.objects.visible_to(self.viewer).filter(case=self.case).select_related("written_by").order_by("-written_at")[:20]
        return super().get_context_data(
            **self.header(), events=events[:20], more=events[19].at.isoformat() if len(events) > 20 else "", kinds=self.KINDS, kind=prefix,
            notes=[] if before else notes, **kwargs,
        )  # fmt: skip


class AccessPage(OfCase, PageScreen):
    """Who may see this case, and why."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/access.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.header(), rows=current_rows(self.case.pk, self.viewer), **kwargs)


def rounds_of(case, viewer):
    """Return a case's assessment rounds with their domains, newest first."""
    domains = Prefetch("domains", AssessmentDomain.objects.visible_to(viewer).order_by("domain"))
    return list(Assessment.objects.visible_to(viewer).filter(case=case).prefetch_related(domains).order_by("-round"))


def versions_of(case, viewer):
    """Return a case's plan versions with their goals, newest first."""
    goals = Prefetch("goals", PlanGoal.objects.visible_to(viewer).select_related("person", "agency").order_by("position"))
    found = Plan.objects.visible_to(viewer).filter(case=case).select_related("author", "approved_by", "submitted_by")
    return list(found.prefetch_related(goals).order_by("-version"))
