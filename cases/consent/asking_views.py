"""Asking to read a file of another agency, and answering."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.children import carried
from cases.consent.asking_forms import AskForm, GrantForm, RefuseForm
from cases.consent.targets import target_of
from cases.sharing import rules, services
from cases.sharing.models import AccessRequest
from core.kernel.access import Access
from core.screens.views import ActionScreen, PageScreen, PressScreen

READERS = Access.to(P.CASE_VIEW, P.CASE_OPEN)
SHOWN = 50


class Requests(PageScreen):
    """What the viewer asked for and, for supervisors, what is asked of their office."""

    access = READERS
    template_name = "consent/requests.html"
    title = _("Permintaan akses")

    def get_context_data(self, **kwargs):
        found = (
            AccessRequest.objects.visible_to(self.viewer).select_related("agency", "person").order_by("-asked_at", "pk")
        )
        decides = self.viewer.can(P.CASE_SUPERVISE)
        return super().get_context_data(
            mine=list(found.filter(person_id=self.viewer.user_id)[:SHOWN]), decides=decides,
            asked=list(found.filter(owner_agency_id=self.viewer.agency_id)[:SHOWN]) if decides else [], **kwargs,
        )  # fmt: skip


class Ask(ActionScreen):
    """Ask for a case by its code, or for the child the last search hinted at."""

    access = READERS
    template_name = "layouts/form.html"
    form_class = AskForm
    title = _("Minta akses ke berkas")
    done = _("Permintaan dicatat. Jawabannya tampil di halaman ini.")

    @property
    def child_id(self):
        """Return the child the last search hinted at, when the address says that it led here."""
        return carried.pointed_at(self.request) if self.request.GET.get("dari") == "cari" else None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "with_code": self.child_id is None}

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse("search"), **kwargs)

    def perform(self, answers):
        code = answers.get("code", "")
        target, own = target_of(self.viewer, code=code, child_id=self.child_id)
        if own:
            return reverse("case", args=[own])
        services.ask_access(
            by=self.viewer,
            now=self.now,
            target=target,
            reason=answers["reason"],
            words=answers["words"],
            asked_code=code,
        )
        return reverse("access_requests")


class OfRequest:
    """Mixin: the request of the address, 404 when it is not asked of the viewer's office."""

    @property
    def asked(self) -> AccessRequest:
        """Return the request, read once."""
        if not hasattr(self, "_asked"):
            found = AccessRequest.objects.visible_to(self.viewer).filter(owner_agency_id=self.viewer.agency_id)
            self._asked = get_object_or_404(found.select_related("agency", "person"), pk=self.kwargs["pk"])
        return self._asked

    def about(self) -> None:
        """Answer 404 early."""
        self.asked  # noqa: B018

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"asked": self.asked, "back_url": reverse("access_requests"), **kwargs})

    def back_url(self) -> str:
        return reverse("access_requests")


class Grant(OfRequest, ActionScreen):
    """Open the file for some days."""

    access = Access.to(P.CASE_SUPERVISE)
    template_name = "consent/request.html"
    form_class = GrantForm
    title = _("Putuskan permintaan akses")
    done = _("Akses diberikan. Akses ini berakhir sendiri.")

    def get_initial(self):
        return {"days": rules.BOOK.get(rules.OPENED, self.now.astimezone(self.viewer.zone).date()).value}

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_refuse=True, **kwargs)

    def perform(self, answers):
        services.grant_access(by=self.viewer, now=self.now, request=self.asked, **answers)
        return reverse("access_requests")


class Refuse(OfRequest, ActionScreen):
    """Keep the file closed."""

    access = Access.to(P.CASE_SUPERVISE)
    template_name = "consent/request.html"
    form_class = RefuseForm
    title = _("Tidak berikan akses")
    done = _("Keputusan dicatat.")

    def perform(self, answers):
        services.refuse_access(by=self.viewer, now=self.now, request=self.asked, **answers)
        return reverse("access_requests")


class EndAccess(OfRequest, PressScreen):
    """End an access before its day."""

    access = Access.to(P.CASE_SUPERVISE)
    done = _("Akses diakhiri.")

    def perform(self):
        services.end_access(by=self.viewer, now=self.now, request=self.asked)
        return reverse("access_requests")


class TakeBack(PressScreen):
    """Withdraw one's own request."""

    access = READERS
    done = _("Permintaan ditarik.")

    def perform(self):
        found = AccessRequest.objects.visible_to(self.viewer).filter(person_id=self.viewer.user_id)
        services.withdraw_request(by=self.viewer, now=self.now, request=get_object_or_404(found, pk=self.kwargs["pk"]))
        return reverse("access_requests")

    def back_url(self) -> str:
        return reverse("access_requests")
