"""Case conferences: invited, held, written down, frozen; whoever is only invited sees the invitation's facts."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import conferring, forms, services
from cases.casework.choices import Part
from cases.casework.models import Case, Conference, Minutes
from cases.casework.states import CONFERENCE
from cases.casework.views.base import CaseAction, CasePress, OfCase, cases_in_reach
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import PageScreen


class Conferences(OfCase, PageScreen):
    """The conferences of one case."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/conferences.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **self.header(),
            rows=conferring.of_case(self.case, self.viewer),
            may_work=self.case.is_open and (self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE)),
            **kwargs,
        )


class Invite(CaseAction):
    """Invite to a case conference."""

    form_class = forms.InviteForm
    title = _("Undang temu kasus")
    done = _("Undangan dikirim.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case, "now": self.now}

    def get_initial(self):
        return {"version": 0, "staff": [str(self.viewer.user_id)], "family": ["child"], "at": None}

    def perform(self, answers):
        answers.pop("version")
        made = services.invite(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("conference", args=[made.code])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back_url": reverse("conferences", args=[self.case.code]), **kwargs})


class OfConference(OfCase):
    """Mixin: the conference of the address with its case, for those who read the whole file; else 404."""

    @cached_property
    def conference(self) -> Conference:
        """Return the conference, read once."""
        found = Conference.objects.visible_to(self.viewer).select_related("agency", "invited_by", "finished_by")
        return get_object_or_404(found, code=self.kwargs["code"])

    @property
    def case(self) -> Case:
        """Return its case, read once per request."""
        if not hasattr(self, "_case"):
            found = cases_in_reach(self.viewer).worked_by(self.viewer)
            self._case = get_object_or_404(found, pk=self.conference.case_id)
            self.conference.case = self._case
            if self.request.method == "GET":
                record_read(
                    by=self.viewer, now=self.now, verb="conference.read", child_id=self._case.child_id,
                    case_id=self._case.pk, subject=self._case.code,
                )  # fmt: skip
        return self._case

    def conference_url(self) -> str:
        """Return the conference's page."""
        return reverse("conference", args=[self.kwargs["code"]])


class ConferencePage(OfConference, PageScreen):
    """The invitation for a guest; for those who read the file also agenda, minutes and what is next."""

    access = Access.to(P.TASKS)

    def get_title(self):
        return self.kwargs["code"]

    def get_template_names(self):
        return ["casework/conference.html" if self.is_of_file else "casework/invitation.html"]

    @cached_property
    def is_of_file(self) -> bool:
        """Tell whether the viewer reads the whole file of the case."""
        return Case.objects.worked_by(self.viewer).filter(pk=self.conference.case_id).exists()

    def get_context_data(self, **kwargs):
        one = self.conference
        if not self.is_of_file:
            record_read(
                by=self.viewer, now=self.now, verb="conference.read", child_id=None, case_id=one.case_id,
                subject=one.case_code,
            )  # fmt: skip
            return super().get_context_data(conference=one, **kwargs)
        may_work = self.case.is_open and (self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE))
        return super().get_context_data(
            **self.header(),
            conference=one,
            paper=conferring.paper_of(one, self.viewer),
            missing=CONFERENCE.missing(one, "finish") if one.state == "held" else [],
            is_past=one.starts_at <= self.now,
            may_work=may_work,
            **kwargs,
        )


class Print(OfConference, PageScreen):
    """The minutes as a paper: code instead of name, marked as confidential."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/conference_print.html"

    def get_title(self):
        return self.kwargs["code"]

    def get_context_data(self, **kwargs):
        self.case  # noqa: B018  (a guest gets no minutes)
        paper = conferring.paper_of(self.conference, self.viewer, printed=True)
        return super().get_context_data(case=self.case, conference=self.conference, paper=paper, **kwargs)


class ConferenceAction(OfConference, CaseAction):
    """A form on one conference."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back_url": self.conference_url(), **kwargs})


class Change(ConferenceAction):
    """Change the invitation while the conference is planned."""

    form_class = forms.InviteForm
    title = _("Ubah undangan")
    done = _("Perubahan dikirim kepada peserta.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case, "now": self.now}

    def get_initial(self):
        one, local = self.conference, self.conference.starts_at.astimezone(self.viewer.zone)
        rows = [guest.row for guest in conferring.guests_of(one, self.viewer)]
        family = [str(row.family_id) for row in rows if row.family_id]
        return {
            "version": one.version, "on": local.date(), "at": local.time(), "meeting": one.meeting, "place": one.place,
            "agenda": Minutes.objects.visible_to(self.viewer).get(conference=one).agenda,
            "staff": [str(row.person_id) for row in rows if row.part == Part.STAFF],
            "partners": [str(row.person_id) for row in rows if row.part == Part.PARTNER],
            "family": (["child"] if any(row.part == Part.CHILD for row in rows) else []) + family,
            "others": "\n".join(row.name for row in rows if row.part == Part.OTHER),
        }  # fmt: skip

    def perform(self, answers):
        services.change(by=self.viewer, now=self.now, conference=self.conference, **answers)
        return self.conference_url()


class Cancel(ConferenceAction):
    """Call a planned conference off."""

    form_class = forms.WhyForm
    title = _("Batalkan temu kasus")
    done = _("Temu kasus dibatalkan dan peserta diberi tahu.")

    def perform(self, answers):
        services.call_off(by=self.viewer, now=self.now, conference=self.conference, **answers)
        return self.conference_url()


class WriteMinutes(ConferenceAction):
    """Who came and what was said."""

    form_class = forms.MinutesForm
    template_name = "casework/minutes_form.html"
    title = _("Notula temu kasus")
    done = _("Notula disimpan.")

    @cached_property
    def minutes(self) -> Minutes:
        """Return the minutes so far."""
        return Minutes.objects.visible_to(self.viewer).get(conference=self.conference)

    @cached_property
    def guests(self):
        """Return who was invited."""
        return conferring.guests_of(self.conference, self.viewer)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "guests": self.guests if self.case else []}

    def get_initial(self):
        now = self.minutes
        names = ("facts", "child_heard", "child_view", "family_heard", "family_view", "next_on", "version")
        came = [str(one.pk) for one in self.guests if one.came]
        return {"came": came, "differences_said": now.differences, **{name: getattr(now, name) for name in names}}

    def perform(self, answers):
        services.save_minutes(by=self.viewer, now=self.now, conference=self.conference, **answers)
        return self.conference_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(minutes=self.minutes, conference=self.conference, **kwargs)


class AddDecision(ConferenceAction):
    """Note a decision as a task."""

    form_class = forms.DecisionForm
    title = _("Keputusan temu kasus")
    done = _("Keputusan dicatat dan menjadi tugas.")

    def get_form_kwargs(self):
        guests = conferring.guests_of(self.conference, self.viewer)
        return {**super().get_form_kwargs(), "case": self.case, "today": self.today, "guests": guests}

    def perform(self, answers):
        services.decide(by=self.viewer, now=self.now, conference=self.conference, **answers)
        return self.conference_url()


class Add(ConferenceAction):
    """Add to finished minutes."""

    form_class = forms.AdditionForm
    title = _("Tambahan notula")
    done = _("Tambahan disimpan; notula semula tidak berubah.")

    def perform(self, answers):
        services.add_to_minutes(by=self.viewer, now=self.now, conference=self.conference, **answers)
        return self.conference_url()


class Hold(OfConference, CasePress):
    """Note that it took place."""

    done = _("Pelaksanaan dicatat. Susun notulanya.")
    verb = staticmethod(services.hold)

    def perform(self):
        self.case  # noqa: B018  (a guest may not)
        type(self).verb(by=self.viewer, now=self.now, conference=self.conference)
        return self.conference_url()

    def back_url(self):
        return self.conference_url()


class Finish(Hold):
    """Freeze the minutes."""

    done = _("Notula selesai dan tidak berubah lagi.")
    verb = staticmethod(services.finish_minutes)
