"""The assessment: a list of sections, one page for each, the summary, and how the rounds compare."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.people.permissions import P
from cases.casework import comparing, forms, services, sheets
from cases.casework.choices import Progress
from cases.casework.services.assessing import STAGES
from cases.casework.views.base import CaseAction, OfCase
from core.kernel.access import Access
from core.screens.templatetags.ui import tanggal_pendek
from core.screens.views import PageScreen


class Rounds:
    """Mixin: the case's rounds, read once per request."""

    @cached_property
    def rounds(self):
        """Return all rounds, newest first."""
        return sheets.rounds_of(self.case, self.viewer)

    @cached_property
    def draft(self):
        """Return the running round, None when there is none."""
        return sheets.draft_and_finished(self.rounds)[0]

    @cached_property
    def finished(self):
        """Return the finished rounds, newest first."""
        return sheets.draft_and_finished(self.rounds)[1]

    @cached_property
    def sheets(self):
        """Return the sections of the running round, or of the one that is about to begin."""
        return sheets.sheets_of(self.draft)

    @property
    def may_fill(self) -> bool:
        """Tell whether sections can be filled now: a round runs, or the stage lets the first save begin one."""
        is_stage = self.case.stage in STAGES
        return is_stage and (self.draft is not None or not self.finished or self.case.stage == "assessment")


class AssessmentPage(Rounds, OfCase, PageScreen):
    """The list of sections of the running round, and the rounds before it."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/assessment.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        gaps = services.missing_sections(self.case, self.sheets)
        done = sum(sheet.progress == Progress.DONE for sheet in self.sheets)
        summary = Progress.BLOCKED if gaps else Progress.STARTED if self._is_summed() else Progress.NOT_STARTED
        return super().get_context_data(
            **self.header(), draft=self.draft, finished=self.finished, sheets=self.sheets, done=done,
            summary=summary, may_fill=self.may_fill and self._may_write(),
            may_begin=not self.may_fill and self.draft is None and self.case.stage in STAGES and self._may_write(),
            needs=sheets.needs_of(self.finished[0]) if self.finished else [],
            asked=sheets.asked_by(self.draft), next=next((one for one in self.sheets if one.progress != "done"), None),
            **kwargs,
        )  # fmt: skip

    def _is_summed(self) -> bool:
        return bool(self.draft and (self.draft.conclusion or self.draft.recommendation))

    def _may_write(self) -> bool:
        return self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE)


class BeginRound(CaseAction):
    """Begin another round, with the reason."""

    form_class = forms.BeginForm
    title = gettext_lazy("Putaran asesmen baru")
    done = gettext_lazy("Putaran baru dimulai. Jawaban putaran sebelumnya tampil di samping pertanyaan.")

    def perform(self, answers):
        services.begin_round(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("assessment", args=[self.case.code])


class FillSection(Rounds, CaseAction):
    """One section, with what the last round said beside each question."""

    template_name = "casework/assessment_section.html"
    form_class = forms.SectionForm
    done = gettext_lazy("Bagian disimpan.")

    @cached_property
    def sheet(self):
        """Return the section of the address, 404 when the round does not ask it."""
        for one in self.sheets:
            if one.section.slug == self.kwargs["section"]:
                return one
        raise Http404

    @cached_property
    def before(self):
        """Return the same section of the last finished round, None when it did not ask it."""
        found = sheets.sheets_of(self.finished[0]) if self.finished else []
        return next((one for one in found if one.section.slug == self.sheet.section.slug), None)

    def get_title(self):
        return str(self.sheet.section.label)

    def get_form_kwargs(self):
        last = self.finished[0] if self.before else None
        words = (
            _("Putaran %(n)s (%(day)s)") % {"n": last.round, "day": tanggal_pendek(last.finished_at)} if last else ""
        )
        return {**super().get_form_kwargs(), "sheet": self.sheet, "before": self.before, "before_words": words}

    def perform(self, answers):
        slug = self.sheet.section.slug
        services.save_sections(
            by=self.viewer, now=self.now, case=self.case, sections={slug: answers["said"]},
            versions={slug: answers["version"]},
        )  # fmt: skip
        return reverse("assessment", args=[self.case.code])

    def get_context_data(self, **kwargs):
        place = self.sheets.index(self.sheet) + 1
        found = super().get_context_data(
            section=self.sheet.section, place=place, whole=len(self.sheets), may_fill=self.may_fill, **kwargs
        )
        return {**found, "back_url": reverse("assessment", args=[self.case.code])}


class SumUp(Rounds, CaseAction):
    """Check the answers, write conclusion and recommendation, finish the round."""

    template_name = "casework/assessment_summary.html"
    form_class = forms.SummaryForm
    title = gettext_lazy("Periksa dan selesaikan asesmen")

    def get_initial(self):
        if self.draft is None:
            return {"version": 0}
        return {name: getattr(self.draft, name) for name in ("conclusion", "recommendation", "version")}

    def perform(self, answers):
        finish = "later" not in self.request.POST
        services.save_summary(by=self.viewer, now=self.now, case=self.case, finish=finish, **answers)
        self.done = _("Asesmen selesai.") if finish else _("Ringkasan disimpan.")
        return self.case_url() if finish else reverse("assessment", args=[self.case.code])

    def get_context_data(self, **kwargs):
        found = super().get_context_data(sheets=self.sheets, **kwargs)
        return {**found, "back_url": reverse("assessment", args=[self.case.code])}


class RoundPage(Rounds, OfCase, PageScreen):
    """One round, whole, for reading and printing."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/assessment_round.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        found = next((one for one in self.rounds if one.round == self.kwargs["round"]), None)
        if found is None:
            raise Http404
        return super().get_context_data(
            **self.header(), sheets=sheets.sheets_of(found), asked=sheets.asked_by(found), **{**kwargs, "round": found}
        )


class Changes(Rounds, OfCase, PageScreen):
    """How the factors changed from round to round: the table first, then the picture of the same numbers."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/assessment_changes.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        scored = [one for one in reversed(self.finished) if one.instrument != "0"]
        return super().get_context_data(
            **self.header(),
            rounds=scored,
            groups=comparing.table_of(scored),
            chart=comparing.chart_of(scored),
            **kwargs,
        )
