"""Drafts of forms: the slot that the drafts room fills with its table, and what a form screen does with it.

A form with a text area keeps what is typed on the server: by [Simpan draf], two seconds after the last key where
scripts run, and when the session ended before it was sent.  Opening the address again shows it as it was typed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.kernel.refusals import Refused

PRESS, MARK, FOCUS = "_draf", "_draf_tanda", "_draf_fokus"
KEEP, DISCARD = "simpan", "buang"
_NOT_TYPED = {"csrfmiddlewaretoken", PRESS, MARK, FOCUS}


@dataclass(frozen=True)
class Place:
    """Where a draft is kept: the address it goes on at, and which of the pages of a form it is."""

    path: str
    part: str = ""


@dataclass(frozen=True)
class Kept:
    """What was typed, exactly as typed."""

    fields: Mapping[str, list[str]]
    saved_at: datetime
    left_out: tuple[str, ...] = ()
    focus: str = ""

    def query(self) -> QueryDict:
        """Return it the way a form receives it."""
        found = QueryDict(mutable=True)
        for name, values in self.fields.items():
            found.setlist(name, values)
        return found


@dataclass(frozen=True)
class Shelf:
    """Where drafts are kept; without the drafts room nothing is."""

    save: Callable[..., Kept]
    load: Callable[..., Kept | None] = field(default=lambda **_: None)
    drop: Callable[..., bool] = field(default=lambda **_: False)
    mark: Callable[..., str] = field(default=lambda **_: "")


_slot: list[Shelf] = []


def use(shelf: Shelf) -> None:
    """Register the drafts room's table (called once at start-up)."""
    _slot[:] = [shelf]


def shelf() -> Shelf:
    """Return where drafts are kept."""
    return _slot[0]


def typed(data: QueryDict) -> tuple[dict[str, list[str]], str]:
    """Return what was typed in a form, and the name of the field that was being typed in."""
    return {name: data.getlist(name) for name in data if name not in _NOT_TYPED}, data.get(FOCUS, "")


def without_complaints(form: forms.Form) -> forms.Form:
    """Return a form that shows what was typed and has not been judged."""
    form._errors, form.cleaned_data = ErrorDict(), {}  # type: ignore[assignment]
    return form


class Drafting:
    """What a form screen does with drafts.  `drafts` False: none; True: always; None: forms with a text area."""

    drafts: bool | None = None
    drafts_told = True  # says on opening that a draft is shown

    request: Any
    viewer: Any
    now: datetime

    def place(self) -> Place:
        """Return where this form's draft is kept."""
        return Place(self.request.path)

    def about(self) -> None:
        """Look up what the form is about, so that a foreign row answers 404 before anything is kept."""

    @cached_property
    def kept(self) -> Kept | None:
        """Return the draft that this opening shows."""
        if self.request.method != "GET" or self.drafts is False or not self.viewer.user_id:
            return None
        return shelf().load(by=self.viewer, now=self.now, place=self.place())

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        press = request.POST.get(PRESS) if request.method == "POST" else None
        if press and self.drafts is not False and self.viewer.user_id:
            self.about()
            return self.discard() if press == DISCARD else self.keep()
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def keep(self) -> HttpResponse:
        """Keep what was typed and show the form as it was."""
        form, refused = without_complaints(self.get_form()), None
        fields, focus = typed(self.request.POST)
        try:
            kept = shelf().save(by=self.viewer, now=self.now, place=self.place(), fields=fields, focus=focus)
            self.__dict__["kept"] = kept
        except Refused as no:
            refused = no
        if self.request.headers.get("X-Draft"):
            context = {"drafting": self.drafting(form), "not_kept": refused}
            return render(self.request, "components/saved.html", context)
        if refused:
            form.add_refusal(refused)
        return self.render_to_response(self.get_context_data(form=form), status=422 if refused else 200)

    def keep_for_later(self, form) -> None:
        """Keep what was typed when a refusal leads to other pages first; what is too long for a draft stays here only."""
        if self.drafting(form) is None:
            return
        fields, focus = typed(self.request.POST)
        with suppress(Refused):
            self.__dict__["kept"] = shelf().save(
                by=self.viewer, now=self.now, place=self.place(), fields=fields, focus=focus
            )

    def discard(self) -> HttpResponse:
        """Throw the draft away and open the form afresh."""
        shelf().drop(by=self.viewer, path=self.place().path)
        messages.success(self.request, _("Draf dibuang."))
        return HttpResponseRedirect(self.request.path)

    def drop_draft(self) -> None:
        """Drop the draft of a form that was sent."""
        if self.drafts is not False and self.viewer.user_id:
            shelf().drop(by=self.viewer, path=self.place().path)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()  # type: ignore[misc]
        if "data" not in kwargs and self.kept:
            kwargs["data"] = self.kept.query()
        return kwargs

    def get_form(self, form_class=None):
        form = super().get_form(form_class)  # type: ignore[misc]
        if self.request.method == "GET" and self.kept:
            without_complaints(form)
            if self.kept.focus in form.fields:
                form.fields[self.kept.focus].widget.attrs["autofocus"] = True
        return form

    def drafting(self, form) -> dict[str, Any] | None:
        """Return what the page shows of the draft; None for forms that keep none."""
        has_text = any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())
        if self.drafts is False or not self.viewer.user_id or not (self.drafts or has_text):
            return None
        kept = self.kept
        labels = [form.fields[name].label for name in kept.left_out if name in form.fields] if kept else []
        return {
            "mark": shelf().mark(viewer=self.viewer, place=self.place(), address=self.request.path),
            "saved_at": kept.saved_at if kept else None,
            "told": bool(kept) and self.drafts_told and self.request.method == "GET",
            "left_out": labels,
            "focus": kept.focus if kept else "",
            "has_files": form.is_multipart(),
        }
