"""The intake's pages: the note, the child, the event."""

from django import forms as fields
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.directory.picking import RegionPicking
from cases.casework import forms, receiving
from cases.casework.views.intaking import CHILD, EVENT, NOTE, SAME, SEEN, Step
from cases.children import carried
from cases.children import nik as niks
from cases.children.choices import Sex
from cases.children.models import Child
from cases.children.selectors import Match, search
from core.audit.services import record
from core.screens.drafting import without_complaints

LIKENESSES = 3


class NotePage(Step):
    """The note that is taken while somebody speaks; everything else comes after."""

    form_class = forms.NoteStep
    title = _("Catatan telepon")
    part = NOTE

    def onward(self, form) -> str:
        if CHILD in self.parts:
            return self.address(self.unfinished or "intake_check")
        return f"{reverse('intake')}?asupan={self.number}"


class ChildPage(Step):
    """Who the child is; children who may be the same one are shown before going on."""

    template_name = "casework/intake_child.html"
    form_class = forms.ChildStep
    title = _("Anak")
    part = CHILD
    step = 2

    def get_initial(self):
        return carried.look(self.request, this_year=self.today.year)

    def post(self, request, *args, **kwargs):
        if SAME in request.POST:
            return self.go_on_with(request.POST[SAME])
        if "_nik" in request.POST:
            return self.take_hint()
        return super().post(request, *args, **kwargs)

    def go_on_with(self, code: str):
        """Go on with a child of the register; "" takes that back.  What was typed stays."""
        if code and not Child.objects.visible_to(self.viewer).filter(code=code).exists():
            return redirect(self.request.path)
        before = dict(self.parts[CHILD].fields) if CHILD in self.parts else {}
        self.keep_part(CHILD, {**before, **self.typed(), SAME: [code] if code else []})
        return redirect(self.address("intake_event" if code else "intake_child"))

    def take_hint(self):
        """Fill in what the NIK suggests and is not answered yet."""
        fields = self.typed()
        if hint := self.hint(self.request.POST.get("nik", "")):
            if not any(fields.get("sex", [])):
                fields["sex"] = [hint.sex]
            if not any(any(fields.get(f"born_on{end}", [])) for end in ("", "_0", "_1", "_2")):
                day = hint.born_on
                for end, number in enumerate((day.day, day.month, day.year)):
                    fields[f"born_on_{end}"] = [str(number)]
            fields["nik_known"] = ["yes"]
        self.keep_part(CHILD, fields)
        return redirect(self.request.path)

    def hint(self, text: str) -> niks.NikHint | None:
        """Return what a typed NIK suggests, None for what is no NIK."""
        try:
            return niks.read_nik(niks.clean_nik(text), today=self.today) if text else None
        except fields.ValidationError:
            return None

    def form_valid(self, form):
        answers = form.cleaned_data
        new = [match for match in self.alike(answers) if match.child.code not in self.request.POST.getlist(SEEN)]
        if new:
            self.keep_part(CHILD, self.typed())
            return self.render_to_response(self.get_context_data(form=without_complaints(form), asked=answers))
        carried.forget(self.request)
        return super().form_valid(form)

    def onward(self, form) -> str:
        return self.address(self.unfinished or "intake_check")

    def alike(self, answers: dict) -> list[Match]:
        """Return the children within reach who may be this one."""
        text = answers.get("nik") or " ".join(filter(None, (answers.get("full_name"), answers.get("nickname"))))
        born, age = answers.get("born_on"), str(answers.get("age") or "")
        guess = self.today.year - int(age[:3]) if age.isdecimal() else None
        year = born.year if hasattr(born, "year") else guess
        mother = str(answers.get("mother_name") or "")
        return search(self.viewer, str(text or ""), mother=mother, birth_year=year)[:LIKENESSES]

    def get_context_data(self, asked: dict | None = None, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        shown = {name: form[name].value() for name in ("full_name", "nickname", "nik", "mother_name", "age", "sex")}
        matches = [] if self.same else self.alike(asked or shown)
        if matches:
            detail = {"count": len(matches)}
            record(by=self.viewer, now=self.now, verb="child.listed", detail=detail, read=True)
        hint = self.hint(str(shown["nik"] or ""))
        context.update(
            matches=matches, asking=asked is not None, same_child=receiving.known_child(self.same, self.viewer)
        )
        if hint:
            place = receiving.place_name(hint.regency_code)
            context.update(hint=hint, hint_place=place, hint_sex=Sex(hint.sex).label)
        return context


class EventPage(RegionPicking, Step):
    """What happened; danger leads to the emergency numbers at once."""

    form_class = forms.EventStep
    title = _("Kejadian")
    part = EVENT
    step = 3

    def back(self) -> str:
        return self.address("intake_child")

    def get(self, request, *args, **kwargs):
        if self.unfinished in ("intake_child", "intake_note"):
            return redirect(self.address(self.unfinished))
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"region": receiving.last_place(self.viewer)}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "today": self.today}

    def onward(self, form) -> str:
        return self.address("intake_danger" if form.answers()["in_danger"] else "intake_check")
