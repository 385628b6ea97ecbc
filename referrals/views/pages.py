"""The lists of both sides and the page of one referral."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from agencies.people.selectors import covers_in
from cases.casework.models import Case
from cases.casework.views.base import OfCase
from cases.children import masking
from cases.children.models import Child
from cases.documents import letterreading
from core.audit.screens import ReadRecorded
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import DetailScreen, ListScreen
from referrals import aftermath, facts, selectors, working_age
from referrals.choices import ENDED, LIVE, State
from referrals.forms import DeclineForm, QuestionForm
from referrals.models import ReferralRequest
from referrals.purposes import WORKING_AGE
from referrals.services import side_of
from referrals.services.answering import UNDO_MINUTES
from referrals.services.bundling import obstacle
from referrals.services.consenting import sharing_on, stand_on
from referrals.states import RECEIVER
from referrals.views.base import facts_by_stage, in_reach, open_verbs


class Inbox(ListScreen):
    """What was sent to our desk: the one that is due first as a card with its button, the rest below."""

    access = Access.to(P.REFERRAL_ANSWER)
    template_name = "referrals/inbox.html"
    title = _("Rujukan masuk")
    tabs = (("menunggu", _("Menunggu")), ("berjalan", _("Berjalan")), ("selesai", _("Selesai")))

    @property
    def tab(self) -> str:
        """Return the tab asked for."""
        asked = self.request.GET.get("keadaan", "menunggu")
        return asked if asked in dict(self.tabs) else "menunggu"

    @property
    def page_key(self) -> str:
        return "-status_since" if self.tab == "selesai" else "due_at"

    def get_queryset(self):
        return selectors.inbox(self.viewer, self.tab)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = selectors.inbox_counts(self.viewer)
        context["tabs"] = [(key, label, counts.get(key)) for key, label in self.tabs]
        context["tab"] = self.tab
        rows = context["rows"]
        away = covers_in(self.viewer.agency_id or 0, self.now.astimezone(self.viewer.zone).date())
        for row in rows:
            row.away = away.get(row.officer_id)
        first = next((row for row in rows if row.status in (State.SENT, State.OPENED)), None)
        if self.tab == "menunggu" and first:
            context.update(first=first, rows=[row for row in rows if row.pk != first.pk], **self._card(first))
        return context

    def _card(self, referral):
        # The card shows the envelope, so this page is a look at it and is recorded like one.
        record_read(
            by=self.viewer, now=self.now, verb="referral.read", child_id=referral.child_id, case_id=referral.case_id,
            subject=referral.code,
        )  # fmt: skip
        parts = facts_by_stage(selectors.facts_of(referral, self.viewer))
        return {
            "card": facts.card_lines(parts["envelope"]), "verbs": open_verbs(referral, self.viewer),
            "decline_form": DeclineForm(viewer=self.viewer, purpose=referral.aim, auto_id="tolak_%s"),
            "question_form": QuestionForm(viewer=self.viewer, auto_id="tanya_%s"),
        }  # fmt: skip


class Sent(ListScreen):
    """What we asked of others, by what has to happen next."""

    access = Access.to(P.REFERRAL_SEND)
    template_name = "referrals/sent.html"
    title = _("Rujukan terkirim")
    page_key = "-status_since"
    tabs = (
        ("tindakan", _("Perlu tindakan")), ("menunggu", _("Menunggu jawaban")), ("berjalan", _("Berjalan")),
        ("draf", _("Draf")), ("selesai", _("Selesai")),
    )  # fmt: skip

    @property
    def tab(self) -> str:
        """Return the tab asked for, what waits for an answer when none is."""
        asked = self.request.GET.get("keadaan", "")
        return asked if asked in dict(self.tabs) else "menunggu"

    def get_queryset(self):
        return selectors.sent(self.viewer, self.tab)

    def get_context_data(self, **kwargs):
        return super().get_context_data(tabs=self.tabs, tab=self.tab, **kwargs)


class CaseReferrals(OfCase, ListScreen):
    """All referrals of one case."""

    access = Access.to(P.CASE_VIEW)
    template_name = "referrals/case.html"
    title = _("Rujukan kasus")
    page_key = "-created_at"
    whole_file = False

    def get_queryset(self):
        return selectors.for_case(self.case.pk, self.viewer)

    def get_context_data(self, **kwargs):
        may_send = self.viewer.can(P.REFERRAL_SEND) and self.case.is_open
        return super().get_context_data(**self.header(), may_send=may_send, **kwargs)


class ReferralPage(ReadRecorded, DetailScreen):
    """One referral: the sender's view with the case, or the receiver's with what it may read now and no more."""

    access = Access.to(P.REFERRAL_SEND, P.REFERRAL_ANSWER, P.CASE_VIEW)
    read_verb = "referral.read"

    @property
    def today(self):
        """Return today at the viewer's office."""
        return self.now.astimezone(self.viewer.zone).date()

    def get_queryset(self):
        return in_reach(self.viewer)

    def get_object(self, *args, **kwargs):
        referral = super().get_object(*args, **kwargs)
        may = P.REFERRAL_ANSWER if side_of(referral, self.viewer) == RECEIVER else P.CASE_VIEW
        if not self.viewer.can(may):
            raise Http404
        return referral

    def read_target(self, row):
        return {"child_id": row.child_id, "case_id": row.case_id, "subject": row.code}

    def get_title(self):
        return self.object.code

    def get_template_names(self):
        is_receiver = side_of(self.object, self.viewer) == RECEIVER
        return ["referrals/receiver.html" if is_receiver else "referrals/sender.html"]

    def get_context_data(self, **kwargs):
        referral = self.object
        parts = facts_by_stage(selectors.facts_of(referral, self.viewer))
        common = {
            "referral": referral, **parts, "card": facts.card_lines(parts["envelope"]), "verbs": open_verbs(referral, self.viewer), "is_over": referral.status in ENDED,
            "messages_between": selectors.messages_of(referral, self.viewer),
        }  # fmt: skip
        if side_of(referral, self.viewer) == RECEIVER:
            return super().get_context_data(**common, **self._receiver(referral), **kwargs)
        return super().get_context_data(**common, **self._sender(referral), **kwargs)

    def _receiver(self, referral):
        minutes = (self.now - referral.status_since).total_seconds() / 60
        return {
            "decline_form": DeclineForm(viewer=self.viewer, purpose=referral.aim, auto_id="tolak_%s"),
            "question_form": QuestionForm(viewer=self.viewer, auto_id="tanya_%s"),
            "may_undo": referral.status == State.ACCEPTED and minutes <= UNDO_MINUTES,
        }

    def _sender(self, referral):
        case = Case.objects.visible_to(self.viewer).select_related("child", "region").get(pk=referral.case_id)
        child = Child.objects.visible_to(self.viewer).get(pk=referral.child_id)
        link = selectors.standing_link(referral, self.viewer)
        found = {
            "records": selectors.records_of(referral, self.viewer), "link": link,
            "link_stands": bool(link and link.stands(self.now) and referral.is_live),
            "case": case, "child": child, "child_name": masking.shown_name(child, self.viewer),
            "letters": list(letterreading.letters_about(referral.code, self.viewer)[:5]),
            "may_write": referral.status in LIVE and self.viewer.can(P.REFERRAL_SEND) and case.is_open,
            "events": selectors.timeline_of(referral), "hidden": facts.IDENTIFYING if self.viewer.masked else (),
            "replacement": in_reach(self.viewer).filter(replaces=referral).first(),
        }  # fmt: skip
        found.update(aftermath.next_steps(referral, case, viewer=self.viewer, today=self.today))
        if referral.status == State.DRAFT:
            found.update(self._preview(referral, case))
        return found

    def _preview(self, referral, case):
        request = ReferralRequest.objects.visible_to(self.viewer).get(referral=referral)
        found = {"obstacle": obstacle(referral, case, request, by=self.viewer, now=self.now)}
        if found["obstacle"] is None:
            stand_on(referral, sharing_on(referral, case, request.facts, now=self.now))
        if referral.aim.age_rule == WORKING_AGE:
            found["openings"] = working_age.outlook(case.child, self.today)
        source = facts.source_of(case, by=self.viewer, on=self.now.astimezone(self.viewer.zone).date(), request=request)
        envelope = facts.envelope(
            referral, source, sender=f"{self.viewer.name}, {referral.from_agency.short_name}", due="",
            regency=facts.regency_of(source),
        )  # fmt: skip
        package = facts.package(referral, source, request.facts)
        return {**found, "preview_envelope": envelope, "preview_package": package}
