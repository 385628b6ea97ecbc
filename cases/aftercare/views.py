from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.picking import RegionPicking
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import people_with
from cases.aftercare import forms, panels, selectors, services
from cases.aftercare.choices import NextStep, Outcome, Result
from cases.aftercare.models import Episode, PlannedVisit, Visit
from cases.casework.choices import SERVICE_STAGES
from cases.casework.models import Case
from cases.children.selectors import unsafe_people
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import ActionScreen, DetailScreen, ListScreen

WORK = Access.to(P.AFTERCARE_WORK, P.AFTERCARE_SUPERVISE)
SUPERVISE = Access.to(P.AFTERCARE_SUPERVISE)
_WORDS = {
    selectors.LATE: _("Terlambat"), selectors.TODAY: _("Hari ini"), selectors.NEXT: _("Berikutnya"),
    selectors.WAIT: _("Menunggu"), selectors.DONE: _("Selesai"),
}  # fmt: skip


class AftercareList(ListScreen):
    """After-care duties by tab; the last tab keeps a line of each ended episode."""

    access = WORK
    template_name = "aftercare/list.html"
    title = _("Pascalayanan")

    @property
    def tab(self) -> str:
        """Return the chosen tab."""
        asked = self.request.GET.get("tab", "")
        return asked if asked in selectors.TABS else selectors.LATE

    @property
    def page_key(self) -> str:
        """Return what the tab is sorted by."""
        return "-ended_at" if self.tab == selectors.DONE else "due_at"

    def get_queryset(self):
        if self.tab == selectors.DONE:
            return selectors.ended(self.viewer)
        return selectors.duties(self.viewer, self.tab, now=self.now).select_related("holder", "holder_agency")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(tab=self.tab, tabs=list(_WORDS.items()), **kwargs)
        if self.tab != selectors.DONE:
            known = selectors.episodes_of(context["rows"], self.viewer)
            context["duties"] = [(duty, known.get(duty.about)) for duty in context["rows"]]
        return context


class EpisodePage(DetailScreen):
    """One episode: schedule, visits, areas of life, needs; after the end its former owner sees one line."""

    access = Access.to(P.AFTERCARE_WORK, P.AFTERCARE_SUPERVISE, P.CASE_VIEW)
    template_name = "aftercare/episode.html"
    context_object_name = "episode"

    def get_queryset(self):
        return Episode.objects.visible_to(self.viewer).select_related("owner_agency", "case_agency", "worker", "region")

    def get_title(self):
        return self.object.code

    def get_template_names(self):
        return [self.template_name if self.is_readable else "aftercare/closed.html"]

    def get_context_data(self, **kwargs):
        episode = self.object
        self.is_readable = Episode.objects.readable_by(self.viewer).filter(pk=episode.pk).exists()
        if not self.is_readable:
            return super().get_context_data(**kwargs)
        record_read(
            by=self.viewer,
            now=self.now,
            verb="aftercare.read",
            child_id=episode.child_id,
            case_id=episode.case_id,
            subject=episode.code,
        )
        case = Case.objects.visible_to(self.viewer).select_related("child", "child__region").get(pk=episode.case_id)
        # The panels of higher rooms read the case and the child through the episode.
        episode.case, episode.child = case, case.child
        may_supervise = self.viewer.can(P.AFTERCARE_SUPERVISE)
        is_case_owner = self.viewer.agency_id == episode.case_agency_id and self.viewer.can(P.CASE_SUPERVISE)
        return super().get_context_data(
            case=case,
            child=case.child,
            unsafe=unsafe_people(case.child, self.viewer),
            schedule=selectors.schedule_of(episode, self.viewer),
            visits=selectors.visits_of(episode, self.viewer),
            areas=selectors.areas_of(episode, self.viewer, case_code=case.code),
            waiting=selectors.desk_duties(episode, self.viewer),
            panels=panels.panels_for(episode=episode, viewer=self.viewer, now=self.now),
            may_work=self.viewer.can(P.AFTERCARE_WORK) and episode.is_open,
            may_assign=may_supervise and episode.is_open and self.viewer.agency_id == episode.owner_agency_id,
            may_end=may_supervise and episode.is_open,
            may_relapse=is_case_owner and episode.is_open,
            **kwargs,
        )


class OfEpisode:
    """Mixin: a form about the readable, open episode in the address; a foreign one answers 404."""

    template_name = "aftercare/form.html"

    @property
    def episode(self) -> Episode:
        """Return the episode of the address with what the heading shows."""
        if not hasattr(self, "_episode"):
            found = Episode.objects.readable_by(self.viewer).select_related("owner_agency", "child__region", "case")
            self._episode = found.filter(code=self.kwargs["code"]).first()
            if self._episode is None:
                raise Http404
        return self._episode

    @property
    def open_visits(self) -> list[PlannedVisit]:
        """Return the visits still to make."""
        if not hasattr(self, "_open"):
            self._open = list(PlannedVisit.objects.visible_to(self.viewer).filter(episode=self.episode).open())
        return self._open

    @property
    def today(self):
        """Return the date where the child lives."""
        return self.now.astimezone(self.episode.zone).date()

    def get_context_data(self, **kwargs):
        episode = self.episode
        return super().get_context_data(
            episode=episode, child=episode.child, back_url=episode.get_absolute_url(), **kwargs
        )


class EndService(RegionPicking, ActionScreen):
    """End a case's service and open the after-care in one act."""

    access = Access.to(P.CASE_WORK)
    template_name = "aftercare/form.html"
    form_class = forms.EndServiceForm
    title = _("Akhiri layanan")
    done = _("Layanan diakhiri.")

    @property
    def case(self) -> Case:
        """Return the case whose whole file the viewer reads."""
        if not hasattr(self, "_case"):
            found = Case.objects.worked_by(self.viewer).select_related("child__region", "owner_agency")
            self._case = found.filter(code=self.kwargs["code"], stage__in=SERVICE_STAGES).first()
            if self._case is None:
                raise Http404
        return self._case

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "child": self.case.child,
            "today": self.now.astimezone(self.viewer.zone).date(),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            case=self.case, child=self.case.child, back_url=reverse("case", args=[self.case.code]), **kwargs
        )

    def perform(self, answers):
        plan, region = answers.pop("aftercare"), answers.pop("region")
        episode = services.end_service_and_open(
            by=self.viewer, now=self.now, case=self.case, answers=answers, aftercare=plan, region=region
        )
        return episode.get_absolute_url() if episode else reverse("case", args=[self.case.code])


class RecordVisit(OfEpisode, ActionScreen):
    """Record a visit."""

    access = Access.to(P.AFTERCARE_WORK)
    form_class = forms.VisitForm
    title = _("Catat kunjungan")
    done = _("Kunjungan dicatat.")

    @property
    def chosen(self) -> PlannedVisit | None:
        """Return the planned visit this is: the one in the address, else the soonest."""
        asked = self.request.GET.get("jadwal", "")
        return next(
            (one for one in self.open_visits if str(one.pk) == asked), self.open_visits[0] if self.open_visits else None
        )

    def get_form_kwargs(self):
        last = Visit.objects.visible_to(self.viewer).filter(episode=self.episode).order_by("-written_at").first()
        return {
            **super().get_form_kwargs(),
            "open_visits": self.open_visits,
            "chosen": self.chosen,
            "today": self.today,
            "areas": selectors.areas_of(self.episode, self.viewer),
            "last": last,
        }

    def perform(self, answers):
        picked = answers.pop("planned", "")
        planned = next((one for one in self.open_visits if picked and one.pk == UUID(picked)), None)
        services.record_visit(by=self.viewer, now=self.now, episode=self.episode, answers=answers, planned=planned)
        if answers["next_step"] == NextStep.REFER and self.viewer.can(P.REFERRAL_SEND):
            return selectors.referral_address(self.episode.case.code) or self.episode.get_absolute_url()
        return self.episode.get_absolute_url()


class Assign(OfEpisode, ActionScreen):
    """Name the worker of the owner agency."""

    access = SUPERVISE
    form_class = forms.AssignForm
    title = _("Tugaskan pekerja pascalayanan")
    done = _("Pekerja ditunjuk.")

    def get_form_kwargs(self):
        own = self.viewer.agency_id == self.episode.owner_agency_id
        people = people_with(self.episode.owner_agency_id, P.AFTERCARE_WORK, self.today) if own else User.objects.none()
        return {**super().get_form_kwargs(), "people": people}

    def perform(self, answers):
        return services.assign(by=self.viewer, now=self.now, episode=self.episode, **answers).get_absolute_url()


class GoOn(OfEpisode, ActionScreen):
    """Decide that the visits go on."""

    access = SUPERVISE
    form_class = forms.ExplainForm
    title = _("Lanjutkan pascalayanan")
    done = _("Pascalayanan dilanjutkan.")

    def perform(self, answers):
        return services.go_on(by=self.viewer, now=self.now, episode=self.episode, **answers).get_absolute_url()


class Redirect(RegionPicking, OfEpisode, ActionScreen):
    """Pass the episode on to another agency."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.RedirectForm
    title = _("Alihkan pascalayanan")
    done = _("Pascalayanan dialihkan; instansi itu diminta menunjuk pekerja.")

    def perform(self, answers):
        return services.redirect(by=self.viewer, now=self.now, episode=self.episode, **answers).get_absolute_url()


class End(OfEpisode, ActionScreen):
    """End the episode with its result."""

    access = SUPERVISE
    form_class = forms.EndForm
    title = _("Akhiri pascalayanan")
    done = _("Pascalayanan selesai.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "open_visits": self.open_visits}

    def get_initial(self):
        last = Visit.objects.visible_to(self.viewer).filter(episode=self.episode).order_by("-written_at").first()
        return {"result": Result.DIED} if last and last.outcome == Outcome.DIED else {}

    def perform(self, answers):
        services.end_episode(by=self.viewer, now=self.now, episode=self.episode, **answers)
        return f"{reverse('aftercare_list')}?tab={selectors.DONE}"


class Relapse(OfEpisode, ActionScreen):
    """Take the case up again."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.ExplainForm
    title = _("Buka kembali kasus")
    done = _("Kasus dibuka kembali dengan riwayatnya.")

    def insist(self):
        services.insist_owner(self.episode, self.viewer)

    def back_url(self):
        return self.episode.get_absolute_url()

    def perform(self, answers):
        services.relapse(by=self.viewer, now=self.now, episode=self.episode, **answers)
        return reverse("case", args=[self.episode.case.code])
