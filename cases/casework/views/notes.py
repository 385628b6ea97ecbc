"""Notes: a visit in under a minute, a session, a note's own page, edits within a day, corrections afterwards."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, notebook, panels, services
from cases.casework.choices import CONTACT_KINDS
from cases.casework.models import Note
from cases.casework.views.base import CaseAction, OfCase
from cases.children.selectors import people_of
from core.kernel.access import Access
from core.screens.views import PageScreen


class WriteNote(CaseAction):
    """A visit, call or note: three answers and perhaps a sentence."""

    access = Access.to(P.CASE_WORK)
    template_name = "casework/note_form.html"
    form_class = forms.NoteForm
    title = _("Catat kunjungan")
    done = _("Catatan disimpan.")

    @cached_property
    def last(self) -> Note | None:
        """Return the last visit or call, which fills in the next."""
        return notebook.last_contact(self.case, self.viewer)

    def get_initial(self):
        found = notebook.prefilled(self.case, self.viewer, self.last)
        asked = self.request.GET.get("cara", "")
        return {**found, "kind": asked} if asked in CONTACT_KINDS else found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case, "now": self.now}

    def perform(self, answers):
        written = services.write_note(by=self.viewer, now=self.now, case=self.case, answers=answers)
        onward = panels.next_steps(self.viewer).get(written.next_step)
        return reverse(onward.url_name, args=[self.case.code]) if onward else self.case_url()

    def get_context_data(self, **kwargs):
        met = ""
        if self.last:
            words = self.last.current
            met = notebook.met_words(words.met, words.met_other, people_of(self.case.child, self.viewer), self.viewer)
        return super().get_context_data(last=self.last, last_met=met, **kwargs)


class WriteSession(CaseAction):
    """A session of guidance, therapy or training, of one child or of a group."""

    access = Access.to(P.CASE_WORK)
    form_class = forms.SessionForm
    title = _("Catat sesi layanan")
    done = _("Sesi dicatat.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case, "now": self.now}

    def perform(self, answers):
        services.write_session(by=self.viewer, now=self.now, **answers)
        return self.case_url()


class OfNote(OfCase):
    """Mixin: the note of the address in its case's file, 404 when it is not there."""

    @cached_property
    def note(self) -> Note:
        """Return the note with its edits, read once."""
        found = notebook.with_edits(self.viewer).select_related("case", "corrects")
        return get_object_or_404(found, case=self.case, code=self.kwargs["note"])

    def note_url(self) -> str:
        """Return the note's own page."""
        return reverse("note", args=[self.case.code, self.kwargs["note"]])


class NoteDetail(OfNote, PageScreen):
    """One note, whole, with the words before and the corrections after; printed without a name."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/note.html"

    def get_title(self):
        return self.kwargs["note"]

    def get_context_data(self, **kwargs):
        page = notebook.page_of(self.note, self.case, self.viewer, now=self.now)
        may_work = self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE)
        shown = {"case": self.case, "page": page, "note": self.note, "may_work": may_work}
        return super().get_context_data(**{**kwargs, **shown})


class NoteAction(OfNote, CaseAction):
    """A form about one note."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)

    def about(self) -> None:
        self.note  # noqa: B018  (a foreign note answers 404)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"asked": self.note, "back_url": self.note_url(), **kwargs})


class EditNote(NoteAction):
    """Set one's own note right within a day."""

    form_class = forms.EditNoteForm
    template_name = "casework/note_edit.html"
    title = _("Ubah catatan")
    done = _("Perubahan disimpan; kata-kata semula tetap dapat dibaca.")

    def insist(self):
        services.insist_editable(self.note, self.viewer, self.now)

    def back_url(self):
        return self.note_url()

    def get_initial(self):
        words = self.note.current
        names = ("happened_on", "happened_time", "place", "met", "met_other", "text")
        return {"version": self.note.version, **{name: getattr(words, name) for name in names}}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case, "note": self.note}

    def perform(self, answers):
        services.edit_note(by=self.viewer, now=self.now, wrong=self.note, **answers)
        return self.note_url()


class CorrectNote(NoteAction):
    """Add a correction to a note; the old words stay."""

    form_class = forms.CorrectionForm
    title = _("Koreksi catatan")
    done = _("Koreksi ditambahkan.")

    def perform(self, answers):
        services.correct_note(by=self.viewer, now=self.now, wrong=self.note, **answers)
        return self.note_url()
