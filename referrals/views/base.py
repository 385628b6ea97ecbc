"""What the screens of one referral share."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.screens.views import ActionScreen, PressScreen
from referrals.models import Referral
from referrals.services import side_of
from referrals.states import MACHINE, RECEIVER, verb_of


def in_reach(viewer):
    """Return the referrals a viewer may open, with what their head shows; never child or case, which one side
    may not read."""
    found = Referral.objects.visible_to(viewer).with_agencies()
    return found.select_related("sender", "officer", "answered_by", "replaces__to_agency")


class OfReferral:
    """Mixin: the referral of the address, 404 when it is not the viewer's; `side` says whose screen it is."""

    side = ""

    @property
    def referral(self) -> Referral:
        """Return the referral, read once per request; 404 for the other side's screens."""
        if not hasattr(self, "_referral"):
            found = in_reach(self.viewer)  # type: ignore[attr-defined]
            if self.side:
                column = "to_agency_id" if self.side == RECEIVER else "from_agency_id"
                found = found.filter(**{column: self.viewer.agency_id})  # type: ignore[attr-defined]
            self._referral = get_object_or_404(found, code=self.kwargs["code"])  # type: ignore[attr-defined]
        return self._referral

    @property
    def today(self):
        """Return today at the viewer's office."""
        return self.now.astimezone(self.viewer.zone).date()  # type: ignore[attr-defined]

    def page(self) -> str:
        """Return the address of the referral's own page."""
        return reverse("referral", args=[self.kwargs["code"]])  # type: ignore[attr-defined]


class ReferralAction(OfReferral, ActionScreen):
    """A form for one verb on a referral."""

    template_name = "referrals/form.html"

    def about(self) -> None:
        self.referral  # noqa: B018  (a foreign referral answers 404)

    def get_context_data(self, **kwargs):
        return super().get_context_data(referral=self.referral, back_url=self.page(), **kwargs)


class ReferralPress(OfReferral, PressScreen):
    """A button on a referral."""

    def back_url(self) -> str:
        return self.page()


def open_verbs(referral: Referral, viewer) -> set[str]:
    """Return the verbs that the table offers this viewer now."""
    side = side_of(referral, viewer)
    if not side:
        return set()
    if side == RECEIVER and referral.answer_unverified:
        return set()  # first they say whether what was told on the phone is so
    rows = MACHINE.available(referral, permissions=viewer.permissions, side=side)
    return {verb_of(row) for row in rows}


def verbs_of_receiver(referral: Referral, viewer) -> set[str]:
    """Return the receiver's verbs for somebody who has no account there: an officer with a link."""
    rows = MACHINE.available(referral, permissions=viewer.permissions, side=RECEIVER)
    return {verb_of(row) for row in rows}


def facts_by_stage(found) -> dict[str, list[Any]]:
    """Return the envelope and the package apart."""
    parts: dict[str, list[Any]] = {"envelope": [], "package": []}
    for fact in found:
        parts[fact.stage].append(fact)
    return parts
