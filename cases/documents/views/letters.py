"""The letters of a case: the list, one letter, and its verbs."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.views.base import CaseAction, CasePress, OfCase
from cases.documents import forms, letterreading
from cases.documents.choices import LetterState
from cases.documents.letters import kinds
from cases.documents.letters.offering import APART, offered
from cases.documents.models import Letter
from cases.documents.services import freezing, lettering, letters, numbering
from core.audit.services import record_read
from core.files.serving import answer
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.paging import keyset_page
from core.screens.views import ActionScreen, PageScreen


class OfLetter(OfCase):
    """Mixin: the letter of the address, 404 when it is not the viewer's or not of this case."""

    whole_file = False
    tab = "case_documents"

    @property
    def letter(self) -> Letter:
        """Return the letter, read once per request."""
        if not hasattr(self, "_letter"):
            found = letterreading.letter_in(self.case, self.viewer)
            self._letter = get_object_or_404(found, code=self.kwargs["letter"])
            self._letter.case = self.case
        return self._letter

    def page_url(self, letter: Letter | None = None) -> str:
        """Return the page of this or another letter."""
        return lettering.page_of(letter or self.letter)

    def back_url(self) -> str:
        return self.page_url()


class LetterAction(OfLetter, CaseAction):
    """A form for one verb on a letter."""

    template_name = "documents/letter_form.html"

    def about(self) -> None:
        self.letter  # noqa: B018  (a foreign letter answers 404)

    def get_context_data(self, **kwargs):
        shown = {"letter": self.letter, "kind": kinds.label(self.letter.kind), "back_url": self.page_url()}
        return {**super().get_context_data(**kwargs), **shown}


class LetterPress(OfLetter, CasePress):
    """A button on a letter."""


class Letters(OfCase, PageScreen):
    """The letters of a case, newest first."""

    access = Access.to(P.CASE_VIEW)
    template_name = "documents/letters.html"
    whole_file = False
    tab = "case_documents"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        token = self.request.GET.get("mulai", "")
        page = keyset_page(letterreading.letters_of(self.case, self.viewer), key="-drafted_at", token=token, size=25)
        for row in page.rows:
            row.case, row.kind_label = self.case, kinds.label(row.kind)
        can = self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE)
        may_add = can and self.case.is_open
        return super().get_context_data(**self.header(), page=page, rows=page.rows, may_add=may_add, **kwargs)


class NewLetter(CaseAction):
    """Choose a letter; its draft is filled from the record."""

    template_name = "documents/letter_form.html"
    form_class = forms.NewLetterForm
    title = _("Buat surat")
    done = _("Draf surat disiapkan dari berkas. Periksa isinya.")
    drafts = False
    whole_file = False

    def get_form_kwargs(self):
        self.found = offered(self.case, self.viewer, whole_file=self.level == "full")
        return {**super().get_form_kwargs(), "offered": self.found}

    def perform(self, answers):
        kind, _apart, about = answers["letter"].partition(APART)
        made = letters.draft(by=self.viewer, now=self.now, case=self.case, kind=kind, about=about)
        return reverse("letter_edit", args=[self.case.code, made.code])

    def get_context_data(self, **kwargs):
        back = reverse("case_letters", args=[self.case.code])
        return {**super().get_context_data(**kwargs), "back_url": back, "has_none": not self.found}


class LetterPage(OfLetter, PageScreen):
    """One letter: where it stands, a look at it, and what may be done."""

    access = Access.to(P.CASE_VIEW)
    template_name = "documents/letter.html"

    def get_title(self):
        return self.letter.code

    def get_context_data(self, **kwargs):
        letter = self.letter
        record_read(
            by=self.viewer, now=self.now, verb="letter.read", child_id=self.case.child_id, case_id=self.case.pk,
            subject=letter.code,
        )  # fmt: skip
        return {
            **super().get_context_data(**self.header(), **kwargs),
            "letter": letter, "kind": kinds.label(letter.kind), "steps": letterreading.steps(letter, self.viewer),
            "may_see": kinds.get(letter.kind).is_front_open or not self.viewer.masked,
            "newer": letterreading.replacement_of(letter, self.viewer),
            "gaps": letterreading.gaps(letter) if letter.state == LetterState.DRAFT else [],
        }  # fmt: skip


class EditLetter(LetterAction):
    """The parts of a draft."""

    title = _("Ubah draf surat")
    done = _("Draf surat disimpan.")

    def get_form_class(self):
        kind = lettering.kind_of(self.letter.kind)
        return forms.letter_form(kind, self.letter.texts, lettering.signers(kind, self.viewer, self.now))

    def get_initial(self):
        return {**self.letter.texts, "signer": self.letter.signer_id, "version": self.letter.version}

    def perform(self, answers):
        letters.change(
            by=self.viewer, now=self.now, letter=self.letter, version=answers.pop("version"), answers=answers
        )
        return self.page_url()


class AskForNumber(LetterPress):
    """Put the letter before whoever signs it."""

    done = _("Surat diajukan. Penanda tangan melihatnya di Hari ini.")

    def perform(self):
        letters.ask(by=self.viewer, now=self.now, letter=self.letter)
        return self.page_url()


class GiveBack(LetterAction):
    """Give the letter back to its writer."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.GiveBackForm
    title = _("Kembalikan surat")
    done = _("Surat dikembalikan kepada penulisnya.")

    def perform(self, answers):
        letters.give_back(by=self.viewer, now=self.now, letter=self.letter, **answers)
        return self.page_url()


class NumberLetter(LetterAction):
    """Number and freeze."""

    form_class = forms.NumberForm
    title = _("Beri nomor surat")
    done = _("Surat bernomor dan dibekukan. Isinya tidak dapat diubah lagi.")

    def get_initial(self):
        return {"dated_on": self.today}

    def perform(self, answers):
        freezing.freeze(by=self.viewer, now=self.now, letter=self.letter, **answers)
        return self.page_url()


class VoidLetter(LetterAction):
    """Say that a numbered letter no longer holds."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.VoidForm
    title = _("Batalkan surat")
    done = _("Surat dibatalkan. Nomor dan berkasnya tetap tersimpan.")

    def perform(self, answers):
        freezing.void(by=self.viewer, now=self.now, letter=self.letter, **answers)
        return self.page_url()


class ReplaceLetter(LetterPress):
    """Begin the letter that is to replace a numbered one."""

    done = _("Draf pengganti disiapkan. Surat lama berlaku sampai penggantinya bernomor.")

    def perform(self):
        old = self.letter
        made = letters.draft(
            by=self.viewer, now=self.now, case=self.case, kind=old.kind, about=old.about, replaces=old
        )  # fmt: skip
        return reverse("letter_edit", args=[self.case.code, made.code])


class DropLetter(LetterPress):
    """Throw a draft away."""

    done = _("Draf surat dibuang.")

    def perform(self):
        letters.drop(by=self.viewer, now=self.now, letter=self.letter)
        return reverse("case_letters", args=[self.case.code])


class LetterPattern(ActionScreen):
    """How the numbers of the office's letters look."""

    access = Access.to(P.DIRECTORY_MANAGE)
    template_name = "documents/letter_pattern.html"
    form_class = forms.PatternForm
    title = _("Nomor surat")
    done = _("Pola nomor disimpan. Nomor yang sudah diberikan tetap.")

    @property
    def year(self) -> int:
        """Return the year at the viewer's office."""
        return self.now.astimezone(self.viewer.zone).year

    def get_initial(self):
        book = letterreading.book_of(self.viewer, self.year)
        return {"pattern": book.pattern, "version": book.version}

    def perform(self, answers):
        numbering.set_pattern(by=self.viewer, now=self.now, year=self.year, **answers)
        return reverse("letter_pattern")

    def get_context_data(self, **kwargs):
        book = letterreading.book_of(self.viewer, self.year)
        on = self.now.astimezone(self.viewer.zone).date()
        example = numbering.written(book.pattern, book.last + 1, mark="SR", on=on)
        return super().get_context_data(book=book, example=example, back_url=reverse("menu"), **kwargs)


class LetterContent(PageScreen):
    """The letter as PDF, or one page of it as a picture (`?halaman=1`); each look is on the record.

    A draft is set anew each time and says that it is one; a numbered letter is the file that was kept.
    """

    access = Access.to(P.CASE_VIEW)
    template_name = "pages/refused.html"

    def get(self, request, *args, **kwargs):
        found = Letter.objects.visible_to(self.viewer).kept().select_related("case")
        letter = get_object_or_404(found, code=self.kwargs["code"])
        wanted = request.GET.get("halaman", "")
        page = int(wanted) if wanted.isdecimal() and len(wanted) < 4 else 0
        if letter.is_numbered:
            page = 0
        try:
            if letter.is_numbered:
                content = freezing.file_of(letter)
            else:
                content = freezing.preview(letter, by=self.viewer, now=self.now, page=page)
        except Refused as refused:
            context = self.get_context_data(refused=refused, back_url=lettering.page_of(letter))
            return self.render_to_response(context, status=409)
        record_read(
            by=self.viewer, now=self.now, verb="letter.fetched", child_id=letter.case.child_id, case_id=letter.case_id,
            subject=letter.code, purpose="lihat" if page or "lihat" in request.GET else "unduh",
        )  # fmt: skip
        kind, name = ("png", f"{letter.code}.png") if page else ("pdf", letter.download_name)
        return answer(content, file_type=kind, name=name, inline=bool(page) or "lihat" in request.GET)
