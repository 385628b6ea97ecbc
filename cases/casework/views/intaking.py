"""What the pages of an intake share: each keeps what was typed in one draft on the server."""

from functools import cached_property

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms
from core.audit import tickets
from core.drafts import services as drafts
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.drafting import Kept, Place, typed
from core.screens.views import ActionScreen, Screen

NOTE, CHILD, EVENT, DANGER = "catatan", "anak", "kejadian", "bahaya"
# What stands in the child's part besides its fields: the known child it is, and the likenesses that were looked at.
SAME, SEEN = "_sama", "_dilihat"


class OfIntake(Screen):
    """Mixin: the intake of the address, as far as it has come.  One that was finished leads to its case."""

    access = Access.to(P.CASE_OPEN)
    draft_title = _("Laporan baru")

    @property
    def number(self) -> str:
        """Return the intake's number; it is also the token by which it opens one case only."""
        return str(self.kwargs["pk"])

    @property
    def today(self):
        """Return today at the viewer's office."""
        return self.now.astimezone(self.viewer.zone).date()

    @cached_property
    def parts(self) -> dict[str, Kept]:
        """Return what was typed on the pages so far."""
        return drafts.load_all(by=self.viewer, now=self.now, path=self.address("intake_wizard"))

    def address(self, page: str) -> str:
        """Return the address of one of this intake's pages."""
        return reverse(page, args=[self.number])

    def keep_part(self, part: str, fields: dict) -> None:
        """Keep a page's answers."""
        place = Place(self.address("intake_wizard"), part)
        drafts.save(by=self.viewer, now=self.now, place=place, fields=fields)
        for known in ("parts", "unfinished"):
            self.__dict__.pop(known, None)

    @property
    def same(self) -> str:
        """Return the code of the known child this report is about, "" for a new one."""
        return next(iter(self.parts[CHILD].fields.get(SAME, [])), "") if CHILD in self.parts else ""

    @property
    def note(self) -> str:
        """Return the note that was taken on the phone."""
        return next(iter(self.parts[NOTE].fields.get("note", [])), "") if NOTE in self.parts else ""

    def child_form(self) -> forms.ChildStep | None:
        """Return the child's answers, judged; None when there are none."""
        return forms.ChildStep(self.parts[CHILD].query(), viewer=self.viewer) if CHILD in self.parts else None

    def event_form(self) -> forms.EventStep | None:
        """Return the event's answers, judged; None when there are none."""
        if EVENT not in self.parts:
            return None
        return forms.EventStep(self.parts[EVENT].query(), viewer=self.viewer, today=self.today)

    @cached_property
    def unfinished(self) -> str:
        """Return the first page that still needs an answer, "" when only checking is left."""
        child, event = self.child_form(), self.event_form()
        if not self.same and not (child and child.is_valid()):
            return "intake_child" if CHILD in self.parts or NOTE not in self.parts else "intake_note"
        if not (event and event.is_valid()):
            return "intake_event"
        return "intake_danger" if event.answers()["in_danger"] and DANGER not in self.parts else ""

    def get(self, request, *args, **kwargs):
        if url := tickets.led_to(viewer=self.viewer, token=self.number):
            return redirect(url)
        return super().get(request, *args, **kwargs)  # type: ignore[misc]


class Step(OfIntake, ActionScreen):
    """One page of the intake: its answers are kept, then it leads on."""

    template_name = "casework/intake_step.html"
    drafts = True
    drafts_told = False
    part = ""
    step = 0

    def place(self) -> Place:
        return Place(self.address("intake_wizard"), self.part)

    def discard(self):
        super().discard()
        return redirect("intake")

    def typed(self) -> dict[str, list[str]]:
        """Return the answers on this page, without the names of its buttons."""
        fields, _focus = typed(self.request.POST)
        return {name: values for name, values in fields.items() if not name.startswith("_") or name == SEEN}

    def post(self, request, *args, **kwargs):
        if leave := {"kembali": self.back(), "catatan": self.address("intake_note")}.get(request.POST.get("_ke", "")):
            self.keep_part(self.part, self.typed())
            return redirect(leave)
        return super().post(request, *args, **kwargs)

    def back(self) -> str:
        """Return the page before this one."""
        return reverse("intake")

    def drafting(self, form):
        """Return what the page shows of the draft; it was saved when any of its pages was."""
        found = super().drafting(form)
        if not found["saved_at"] and self.parts:
            found["saved_at"] = next(iter(self.parts.values())).saved_at
        return found

    def form_valid(self, form):
        try:
            self.keep_part(self.part, self.typed())
        except Refused as refused:
            form.add_refusal(refused)
            return self.form_invalid(form)
        return HttpResponseRedirect(self.onward(form))

    def onward(self, form) -> str:
        """Return where this page leads."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        note = "" if self.part == NOTE else self.note
        return super().get_context_data(step=self.step, note=note, **kwargs)
