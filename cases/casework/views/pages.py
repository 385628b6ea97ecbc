"""The pages that show cases."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Region
from agencies.directory.selectors import network_regencies
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import workers_of
from cases.casework import choices, panels, selectors, timeline
from cases.casework.models import CaseCategory, CaseSubCategory, Task, TeamMember
from cases.casework.rules import contact_rule
from cases.casework.views.base import OfCase, cases_in_reach
from cases.children.selectors import people_of
from cases.sharing.choices import Level
from cases.sharing.selectors import current_rows
from core.audit.screens import ReadRecorded
from core.kernel.access import Access
from core.screens.views import DetailScreen, ListScreen, PageScreen


class Cases(ListScreen):
    """The cases of a viewer, filtered by the address."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/list.html"
    title = _("Kasus")
    page_key = "-opened_at"

    def get_queryset(self):
        asked = self.request.GET
        return selectors.cases(
            self.viewer,
            stage=asked.get("tahap", ""),
            risk=self._one_of("risiko", choices.Risk.values),
            manager=asked.get("manajer", ""),
            region=asked.get("wilayah", "")[:13].replace("\0", ""),
            late=asked.get("tenggat") == "lewat",
            now=self.now,
        )

    def _one_of(self, name, allowed):
        value = self.request.GET.get(name, "")
        return value if value in allowed else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            stages=[("", _("Terbuka")), ("ditutup", _("Ditutup")), *choices.Stage.choices],
            risks=choices.Risk.choices,
            regencies=list(network_regencies()),
            workers=workers_of(self.viewer.agency_id, self.now.astimezone(self.viewer.zone).date()),
            asked=self.request.GET,
            chips=self._chips(),
            **kwargs,
        )

    def _chips(self) -> list[tuple[str, str]]:
        """Return (what is filtered, address without it) for every filter in force."""
        words = {
            "tahap": {"ditutup": _("Ditutup"), **dict(choices.Stage.choices)},
            "risiko": dict(choices.Risk.choices),
            "manajer": {"saya": _("Kasus saya"), "belum": _("Belum ditugaskan")},
            "tenggat": {"lewat": _("Terlambat")},
        }
        found = []
        for name in ("tahap", "risiko", "wilayah", "manajer", "tenggat"):
            value = self.request.GET.get(name, "")
            if not value:
                continue
            rest = self.request.GET.copy()
            rest.pop(name)
            rest.pop("mulai", None)
            found.append((words.get(name, {}).get(value) or self._word_for(name, value), rest.urlencode()))
        return [(word, query) for word, query in found if word]

    def _word_for(self, name: str, value: str) -> str:
        if name == "wilayah":
            return str(
                Region.objects.filter(code=value[:13].replace("\0", "")).values_list("name", flat=True).first() or ""
            )
        if name == "manajer" and value.isdecimal():
            worker = User.objects.filter(pk=int(value[:9])).first()
            return worker.short_name if worker else ""
        return ""


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
        full = self.level == Level.FULL
        extra = {}
        if full:
            extra = {
                "categories": CaseCategory.objects.visible_to(viewer)
                .filter(case=case, until=None)
                .order_by("-is_primary", "category"),
                "rating": next(iter(selectors.ratings(case, viewer, limit=1)), None),
                "contact": contact_rule(case.risk, self.now.astimezone(viewer.zone).date()),
                "tasks": Task.objects.visible_to(viewer)
                .open()
                .filter(case=case)
                .select_related("assigned_to")
                .order_by("due_on"),
                "events": timeline.latest(case, viewer),
                "checklist": selectors.checklist(case, viewer),
                "offer": selectors.waiting_transfer(case, viewer),
                "read_until": selectors.read_until(case, viewer),
                "subs": CaseSubCategory.objects.visible_to(viewer)
                .filter(case=case, until=None)
                .select_related("subcategory")
                .order_by("subcategory__label"),
                "team": TeamMember.objects.visible_to(viewer)
                .filter(Q(until_at=None) | Q(until_at__gt=self.now), case=case)
                .select_related("person")
                .order_by("since_at"),
            }
        return super().get_context_data(
            **self.header(),
            **extra,
            full=full,
            may_work=full
            and case.is_open
            and case.owner_agency_id == viewer.agency_id
            and (viewer.can(P.CASE_WORK) or viewer.can(P.CASE_SUPERVISE)),
            steps=selectors.stage_line(case),
            actions=selectors.actions(case, viewer, self.level),
            due=selectors.due_work(case, viewer),
            people=people_of(case.child, viewer),
            panels=panels.panels_for(case=case, viewer=viewer, now=self.now),
            **kwargs,
        )


class Timeline(OfCase, PageScreen):
    """Everything that happened, newest first, with the notes' own words; narrowed by kind and by author."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/timeline.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        found = timeline.timeline_of(
            self.case, self.viewer,
            kind=asked.get("jenis", ""), author=asked.get("oleh", ""), token=asked.get("mulai", ""),
        )  # fmt: skip
        return super().get_context_data(
            **self.header(),
            found=found,
            page=found.page,
            may_correct=self.viewer.can(P.CASE_WORK)
            and self.case.is_open
            and self.case.owner_agency_id == self.viewer.agency_id,
            kinds=self._chips(found),
            people=self._people(found),
            **kwargs,
        )

    def _chips(self, found) -> list[tuple[str, str, bool]]:
        """Return (label, address, chosen) for every kind."""
        return [(label, self._with(jenis=word), word == found.kind) for word, label, _begin in timeline.KINDS]

    def _people(self, found) -> list[tuple[str, str, bool]]:
        """Return (name and office, address, chosen) for everybody who acted on the case."""
        everybody = [(_("Semua orang"), self._with(oleh=""), found.author is None)]
        return everybody + [
            (f"{name}, {office}", self._with(oleh=str(pk)), pk == found.author) for pk, name, office in found.authors
        ]

    def _with(self, **changed) -> str:
        query = self.request.GET.copy()
        query.pop("mulai", None)
        for name, value in changed.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return query.urlencode()


class AccessPage(OfCase, PageScreen):
    """Who may see this case, and why."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/access.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.header(), rows=current_rows(self.case.pk, self.viewer), **kwargs)
