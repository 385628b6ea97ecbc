from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children import panels, selectors, services
from cases.children.choices import PairReason, PairState, Secret
from cases.children.comparing import compare
from cases.children.factsheet import Look
from cases.children.forms.merging import MergeForm, OtherFileForm, UndoForm
from cases.children.models import Child, DuplicatePair, Merge
from cases.children.views.base import ChildAction, ChildPress
from core.audit.services import record
from core.kernel.access import Access
from core.screens.views import ListScreen


class Duplicates(ListScreen):
    """Pairs of files that may be of one child, the likeliest first."""

    access = Access.to(P.CASE_SUPERVISE)
    template_name = "children/duplicates.html"
    title = _("Mungkin berkas ganda")
    page_key = "-score"

    def get_queryset(self):
        found = DuplicatePair.objects.visible_to(self.viewer).filter(state=PairState.OPEN)
        return found.select_related("first__region", "second__region")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for pair in context["rows"]:
            # The older file stays, because more papers carry its code.
            pair.stays, pair.goes = sorted((pair.first, pair.second), key=lambda child: (child.registered_at, child.pk))
            pair.why = [PairReason(reason).label for reason in pair.reasons]
        record(
            by=self.viewer, now=self.now, verb="child.listed", detail={"count": len(context["rows"])}, read=True,
            purpose="duplicates",
        )  # fmt: skip
        return context


class MergeWith(ChildAction):
    """Name the other file that may be of the same child."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = OtherFileForm
    title = _("Bandingkan dengan berkas lain")

    def perform(self, answers):
        other = Child.objects.visible_to(self.viewer).filter(code=answers["code"]).first()
        if other is None or other.pk == self.child.pk:
            raise services.MergeRefused(_("Anak dengan kode ini tidak ada di antara data Anda."), field="code")
        return reverse("merge_compare", args=[self.child.code, other.code])


class Compare(ChildAction):
    """Two files side by side; the choice is shown once more as one file before anything happens."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = MergeForm
    template_name = "children/compare.html"
    title = _("Gabungkan dua berkas")

    @cached_property
    def other(self) -> Child:
        """Return the file that would join."""
        found = Child.objects.visible_to(self.viewer).select_related("region").exclude(pk=self.child.pk)
        return get_object_or_404(found, code=self.kwargs["other"])

    def get(self, request, *args, **kwargs):
        # Names and addresses cannot be compared while they are masked, so opening this page counts as revealing both.
        for child, other in ((self.child, self.other), (self.other, self.child)):
            for what in (Secret.NAME, Secret.ADDRESS):
                services.reveal(by=self.viewer, now=self.now, child=child, what=what)
            record(
                by=self.viewer, now=self.now, verb="child.compared", child_id=child.pk, subject=child.code,
                detail={"other": other.code}, read=True,
            )  # fmt: skip
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        from dataclasses import replace

        look = Look(replace(self.viewer, masked=False), self.today)
        initial = {"winner_version": self.child.version, "loser_version": self.other.version}
        return {
            **super().get_form_kwargs(),
            "compared": compare(self.child, self.other, look),
            "codes": (self.child.code, self.other.code),
            "initial": initial,
        }

    def form_valid(self, form):
        if "setuju" in self.request.POST:
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form, confirming=True))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(other=self.other, **kwargs)
        if kwargs.get("confirming"):
            context["people"] = len(selectors.people_of(self.other, self.viewer))
            found = {"child": self.other, "viewer": self.viewer, "now": self.now}
            context["panels"] = panels.panels_for(**found)
        return context

    def perform(self, answers):
        row = services.merge(by=self.viewer, now=self.now, winner=self.child, loser=self.other, **answers)
        day = row.undo_until.astimezone(self.viewer.zone).date()
        words = _t("Berkas %(code)s digabung ke berkas ini. Dapat dibatalkan sampai %(day)s.")
        messages.success(self.request, words % {"code": self.other.code, "day": f"{day:%d-%m-%Y}"})
        return self.child.get_absolute_url()


class NotTheSame(ChildPress):
    """Two files are of two children; nobody is asked again."""

    access = Access.to(P.CASE_SUPERVISE)
    done = _("Dicatat: bukan anak yang sama.")

    def perform(self):
        other = get_object_or_404(Child.objects.visible_to(self.viewer), code=self.kwargs["other"])
        services.not_the_same(by=self.viewer, now=self.now, one=self.child, other=other)
        return self.back_url()

    def back_url(self) -> str:
        return reverse("duplicates")


class UndoMerge(ChildAction):
    """Part two files again; the page says first what goes back and what stays."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = UndoForm
    template_name = "children/unmerge.html"
    title = _("Batalkan penggabungan")
    done = _("Kedua berkas sudah dipisahkan lagi.")

    @cached_property
    def merge(self) -> Merge:
        """Return the merge the page is about."""
        found = Merge.objects.visible_to(self.viewer).filter(winner=self.child).select_related("loser", "merged_by")
        return get_object_or_404(found, pk=self.kwargs["merge"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(merge=self.merge, **kwargs)

    def perform(self, answers):
        services.unmerge(by=self.viewer, now=self.now, merge=self.merge)
        return self.child.get_absolute_url()
