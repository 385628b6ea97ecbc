"""The end of an intake: whom to call first, everything once more, one case."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.directory.models import Agency
from cases.casework import forms, receiving, services
from cases.casework.views.intaking import CHILD, DANGER, SEEN, OfIntake
from cases.children import nik as niks
from cases.children.models import Child
from core.drafts import services as drafts
from core.kernel.refusals import Missing
from core.screens.templatetags.ui import tanggal
from core.screens.views import ActionScreen, PageScreen


class IntakeStart(OfIntake, PageScreen):
    """Where a draft of an intake goes on: the first page that still needs an answer."""

    title = gettext_lazy("Laporan baru")

    def get(self, request, *args, **kwargs):
        return redirect(self.address(self.unfinished or "intake_check"))


class DangerPage(OfIntake, PageScreen):
    """The interruption after a report of danger: everything is kept; now somebody must be called."""

    template_name = "casework/danger.html"
    title = gettext_lazy("Anak dalam bahaya sekarang: hubungi bantuan dahulu")

    def get(self, request, *args, **kwargs):
        if self.unfinished not in ("", "intake_danger"):
            return redirect(self.address(self.unfinished))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.keep_part(DANGER, {"called": ["yes" if request.POST.get("called") == "yes" else "no"]})
        return redirect(self.address("intake_check"))

    def get_context_data(self, **kwargs):
        event = self.event_form()
        region = event.cleaned_data["region"] if event and event.is_valid() else None
        place = (region.code if region else Agency.objects.get(pk=self.viewer.agency_id).region_id)[:5]
        police = Agency.objects.filter(kind="police_child_unit", is_active=True, region__code__startswith=place)
        return super().get_context_data(
            police=list(police.exclude(phone="")[:3]),
            supervisors=receiving.supervisors(self.viewer, self.today),
            office=Agency.objects.get(pk=self.viewer.agency_id),
            back_url=self.address("intake_event"),
            **kwargs,
        )


class Check(OfIntake, ActionScreen):
    """Everything that was answered, with the way back to each part; pressing opens the case."""

    template_name = "casework/intake_check.html"
    form_class = forms.CheckForm
    title = gettext_lazy("Periksa")
    drafts = False

    def get(self, request, *args, **kwargs):
        if self.unfinished:
            return redirect(self.address(self.unfinished))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "token": self.number}

    def perform(self, answers) -> str:
        if self.unfinished:
            gap = Missing(_("Lengkapi langkah yang belum selesai"), self.address(self.unfinished))
            raise services.CaseRefused(_("Laporan ini belum lengkap."), missing=[gap])
        event = self.event_form()
        event.is_valid()
        facts = {**event.answers(), "narrative": self.narrative(event.cleaned_data["narrative"])}
        called = self.parts[DANGER].fields.get("called") == ["yes"] if DANGER in self.parts else None
        child = get_object_or_404(Child.objects.visible_to(self.viewer), code=self.same) if self.same else None
        if child is None:
            form = self.child_form()
            form.is_valid()
            facts["child"] = {**form.child_answers(), "region": facts["region"]}
            facts["sure"] = self.is_sure(facts["child"])
        case = services.take_in(
            by=self.viewer, now=self.now, answers=facts, child=child, called=called, number=self.number
        )
        return reverse("intake_done", args=[case.code])

    def drop_draft(self) -> None:
        drafts.drop(by=self.viewer, path=self.address("intake_wizard"))

    def is_sure(self, facts: dict) -> bool:
        """Tell whether the child with the same NIK was looked at and found to be another one."""
        seen = self.parts[CHILD].fields.get(SEEN, [])
        same = Child.objects.visible_to(self.viewer).filter(nik_index=niks.index_of(facts["nik"]), code__in=seen)
        return bool(facts["nik"]) and same.exists()

    def narrative(self, text: str) -> str:
        """Return the report's words: those of the event's page, and the note where it is not among them."""
        note = self.note.strip()
        return text if not note or note in text else "\n\n".join(filter(None, (text, note)))

    def get_context_data(self, **kwargs):
        event = self.event_form()
        told = {"narrative": _("Seperti catatan telepon di bawah")} if self.note else {}
        child = None if self.same else self.child_form()
        same_child = receiving.known_child(self.same, self.viewer)
        warnings = []
        if child and child.is_valid() and child.cleaned_data["nik"]:
            known = child.cleaned_data
            warnings = niks.warnings(known["nik"], sex=known["sex"], born_on=known["born_on"], today=self.today)
        return super().get_context_data(
            sections=[
                *([(_("Anak"), self.address("intake_child"), answered(child))] if child else []),
                *([(_("Kejadian"), self.address("intake_event"), answered(event, **told))] if event else []),
            ],
            same_child=same_child,
            running=receiving.running_case(same_child, self.viewer) if same_child else None,
            child_url=self.address("intake_child"),
            note=self.note,
            note_url=self.address("intake_note"),
            nik_warnings=warnings,
            back_url=self.address("intake_event"),
            **kwargs,
        )


def answered(form, **otherwise: str) -> list[tuple[str, str]]:
    """Return (label, answer in words) for each question of a page; what was left open says so, or what stands for it."""
    form.is_valid()
    rows = []
    for name in form.layout():
        field, value = form.fields[name], form.cleaned_data.get(name)
        if hasattr(value, "year"):
            value = tanggal(value)
        elif hasattr(field, "choices"):
            value = dict(field.choices).get(value, "") if value else ""
        rows.append((field.label, value if value not in (None, "") else otherwise.get(name, _("Belum ditanyakan"))))
    return rows
