"""Handing a case on: the offer, the list of offers, the envelope, and the answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.obligations.selectors import missing_for_case
from agencies.people.permissions import P
from cases.casework import forms, selectors, services
from cases.casework.models import Note, Transfer
from cases.casework.services.transfers import BLOCKING
from cases.casework.views.base import CaseAction, StaffedAction, cases_in_reach
from cases.casework.views.ending import Close
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import ActionScreen, ListScreen, PageScreen, PressScreen

SHOWN = ("from_agency", "to_agency", "to_person", "from_manager", "offered_by", "answered_by", "new_manager", "region")


class _Offering:
    """Mixin: what comes with the case, and what holds it back."""

    template_name = "casework/offer.html"
    done = _("Kasus ditawarkan. Kasus tetap di tangan Anda sampai diterima.")
    holds_back = False

    def get_context_data(self, **kwargs):
        due = selectors.due_work(self.case, self.viewer)
        return super().get_context_data(
            due=[duty for duty in due if not duty.kind.startswith(BLOCKING)],
            gaps=missing_for_case(self.case.pk, beginning=BLOCKING) if self.holds_back else [],
            **kwargs,
        )


class OfferColleague(_Offering, StaffedAction):
    """The manager offers the case to a colleague."""

    access = Access.to(P.CASE_WORK)
    form_class = forms.OfferColleagueForm
    title = _("Alihkan kasus ke rekan")

    def about(self) -> None:
        if self.case.manager_id != self.viewer.user_id:
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        self.about()
        return super().dispatch(request, *args, **kwargs)

    def perform(self, answers):
        made = services.offer_to_colleague(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("transfer", args=[made.code])


class OfferAgency(_Offering, CaseAction):
    """A supervisor offers the case to another agency."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.OfferAgencyForm
    title = _("Alihkan kasus ke instansi lain")
    holds_back = True

    def perform(self, answers):
        made = services.offer_to_agency(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("transfer", args=[made.code])


class Outside(Close):
    """Pass a case to a body outside the network."""

    form_class = forms.OutsideForm
    title = _("Alihkan ke luar jejaring")
    done = _("Kasus dialihkan.")
    verb = staticmethod(services.transfer_outside)


class Transfers(ListScreen):
    """Offers that wait for the viewer, that they sent, and that are over."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    template_name = "casework/transfers.html"
    title = _("Alih kasus")
    page_key = "-offered_at"
    tabs = (("menunggu", _("Menunggu Anda")), ("terkirim", _("Terkirim")), ("selesai", _("Selesai")))

    @property
    def tab(self) -> str:
        """Return the tab asked for, what waits when none is."""
        asked = self.request.GET.get("keadaan", "")
        return asked if asked in dict(self.tabs) else "menunggu"

    def get_queryset(self):
        return selectors.transfers(self.viewer, self.tab)

    def get_context_data(self, **kwargs):
        return super().get_context_data(tabs=self.tabs, tab=self.tab, **kwargs)


class OfTransfer:
    """Mixin: the offer of the address, 404 when it is not the viewer's."""

    @property
    def transfer(self) -> Transfer:
        """Return the offer, read once per request."""
        if not hasattr(self, "_transfer"):
            found = Transfer.objects.visible_to(self.viewer).select_related(*SHOWN)
            self._transfer = get_object_or_404(found, code=self.kwargs["code"])
        return self._transfer

    def page(self) -> str:
        """Return the offer's page."""
        return reverse("transfer", args=[self.kwargs["code"]])


class TransferPage(OfTransfer, PageScreen):
    """The envelope, before anybody accepted without a name; what may be done with it; how it ended."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    template_name = "casework/transfer.html"

    def get_title(self):
        return self.kwargs["code"]

    def get_context_data(self, **kwargs):
        row, viewer = self.transfer, self.viewer
        case = cases_in_reach(viewer).worked_by(viewer).filter(pk=row.case_id).first()
        record_read(
            by=viewer, now=self.now, verb="transfer.read", child_id=case.child_id if case else None,
            case_id=row.case_id, subject=row.code,
        )  # fmt: skip
        notes = Note.objects.visible_to(viewer).filter(case_id=row.case_id, written_at=row.offered_at, kind="handover")
        is_sender = viewer.agency_id == row.from_agency_id
        return super().get_context_data(
            row=row,
            case=case,
            note=notes.first() if case else None,
            may_answer=row.is_waiting and services.may_answer(row, viewer),
            may_withdraw=row.is_waiting
            and is_sender
            and (viewer.can(P.CASE_SUPERVISE) or row.offered_by_id == viewer.user_id),
            **kwargs,
        )


class _Answer(OfTransfer, ActionScreen):
    """A form of the receiver."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    template_name = "casework/transfer_answer.html"

    def about(self) -> None:
        if not services.may_answer(self.transfer, self.viewer):
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        self.about()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.transfer, back_url=self.page(), **kwargs)


class Accept(_Answer):
    """Take the case over."""

    form_class = forms.AcceptForm
    title = _("Terima alih kasus")
    done = _("Kasus sekarang milik Anda.")

    def get_form_kwargs(self):
        today = self.now.astimezone(self.viewer.zone).date()
        return {**super().get_form_kwargs(), "transfer": self.transfer, "today": today}

    def perform(self, answers):
        row = services.accept_offer(by=self.viewer, now=self.now, transfer=self.transfer, **answers)
        return reverse("transfer", args=[row.code])


class Decline(_Answer):
    """Do not take the case over."""

    form_class = forms.DeclineForm
    title = _("Tolak alih kasus")
    done = _("Penolakan dikirim.")

    def perform(self, answers):
        services.decline_offer(by=self.viewer, now=self.now, transfer=self.transfer, **answers)
        return reverse("transfers")


class Withdraw(OfTransfer, PressScreen):
    """Take an offer back."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    done = _("Tawaran ditarik.")

    def perform(self):
        services.withdraw_offer(by=self.viewer, now=self.now, transfer=self.transfer)
        return self.page()

    def back_url(self):
        return self.page()
