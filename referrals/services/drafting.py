"""From a need to a draft: purpose, agency, reason, ticked facts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.models import Case
from cases.children.models import Child
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer
from referrals import purposes, working_age
from referrals.choices import State
from referrals.models import Referral, ReferralRequest
from referrals.services.common import ReferralRefused, insist, note, take

# Answers that stand on the referral's own row; the others are the sender's and stand in the request.
_ON_THE_ROW = (
    "to_agency", "ask", "urgency", "planned_start_on", "work_kind", "hazards_checked",
)  # fmt: skip
_ON_THE_REQUEST = ("reason", "situation", "skills", "facts")


class AgeRefused(ReferralRefused):
    """The working-age rule does not allow the placement."""


class AlreadyLive(ReferralRefused):
    """The child has a live referral for this service to this agency."""


@transaction.atomic
def draft(
    *, by: Viewer, now: datetime, case: Case, purpose: str, answers: dict, replaces: Referral | None = None,
    bundle: str = "",
) -> Referral:  # fmt: skip
    """Prepare a referral for a case and return the draft.

    `answers`: to_agency, ask, urgency, reason, situation, skills, facts (keys) and, for work, planned_start_on,
    work_kind, hazards_checked.  Facts outside the purpose's list are dropped.  What it may be sent on is asked at
    sending.  What is drafted together (`bundle`) is kept as it is: its page says what stands in the way of each.
    Raises ReferralRefused, AgeRefused or AlreadyLive.
    """
    if not by.can(P.REFERRAL_SEND):
        raise ReferralRefused(_("Anda tidak berhak membuat rujukan."))
    case = Case.objects.visible_to(by).select_related("child").get(pk=case.pk)
    if not case.is_open:
        raise ReferralRefused(_("Kasus ini sudah ditutup. Buka kembali dahulu sebelum membuat rujukan."))
    aim = purposes.get(purpose)
    referral = Referral(
        case=case, child_id=case.child_id, from_agency_id=by.agency_id or 0, sender_id=by.user_id or 0, purpose=aim.key,
        service=str(aim.service), status=State.DRAFT, status_since=now, created_at=now, replaces=replaces, bundle=bundle,
    )  # fmt: skip
    _fill(referral, answers)
    if not bundle:
        check(referral, case.child, by=by)
    referral.save(force_insert=True)
    _write(ReferralRequest(referral=referral), referral, answers, now)
    note(referral, "referral.drafted", by=by, now=now)
    return referral


@transaction.atomic
def change(*, by: Viewer, now: datetime, referral: Referral, answers: dict) -> Referral:
    """Change a draft.  Raises ReferralRefused once it was sent: what was sent is frozen."""
    referral = take(by, referral)
    insist(referral, "send", by)
    if referral.status != State.DRAFT:
        raise ReferralRefused(_("Rujukan ini sudah dikirim dan tidak dapat diubah. Tarik dahulu, lalu buat yang baru."))
    _fill(referral, answers)
    if not referral.bundle:
        check(referral, Child.objects.visible_to(by).get(pk=referral.child_id), by=by)
    referral.save(force_update=True)
    _write(ReferralRequest.objects.visible_to(by).get(referral=referral), referral, answers, now)
    note(referral, "referral.changed", by=by, now=now)
    return referral


def check(referral: Referral, child: Child, *, by: Viewer) -> None:
    """Raise a refusal when the agency, the age rule or a live twin does not allow this referral."""
    aim = referral.aim
    if referral.to_agency_id == referral.from_agency_id:
        raise ReferralRefused(_("Pilih instansi lain; ini instansi Anda sendiri."), field="to_agency")
    if not referral.to_agency.is_active or referral.to_agency.kind not in aim.kinds:
        raise ReferralRefused(_("Instansi ini tidak melayani kebutuhan itu."), field="to_agency")
    if aim.age_rule == purposes.WORKING_AGE:
        verdict = working_age.check(
            child, work_kind=referral.work_kind, start_on=referral.planned_start_on,
            hazards_checked=referral.hazards_checked,
        )  # fmt: skip
        if not verdict.allowed:
            cites = [Missing(_t("Dasar: %(cite)s") % {"cite": cite}) for cite in verdict.cites]
            raise AgeRefused(verdict.sentence, field=verdict.field, missing=cites)
    twin = live_twin(referral, by=by)
    if twin:
        raise AlreadyLive(already_live_sentence(), field="to_agency", missing=twin)


def live_twin(referral: Referral, *, by: Viewer) -> list[Missing]:
    """Return a link to the live referral of this child for this service to this agency, as far as it is visible."""
    found = Referral.objects.visible_to(by).live().filter(
        child_id=referral.child_id, service=referral.service, to_agency_id=referral.to_agency_id
    )  # fmt: skip
    twin = found.exclude(pk=referral.pk).first()
    return [Missing(_t("Buka %(code)s") % {"code": twin.code}, twin.get_absolute_url())] if twin else []


def already_live_sentence():
    """Return why a second referral is refused."""
    return _("Anak ini sudah mempunyai rujukan berjalan untuk layanan ini ke instansi itu.")


def _fill(referral: Referral, answers: dict) -> None:
    for name in _ON_THE_ROW:
        if name in answers:
            setattr(referral, name, answers[name])
    if referral.ask not in dict(referral.aim.asks):
        referral.ask = referral.aim.asks[0][0]
    if referral.aim.age_rule != purposes.WORKING_AGE:
        referral.planned_start_on, referral.work_kind, referral.hazards_checked = None, "", False


def _write(request: ReferralRequest, referral: Referral, answers: dict, now: datetime) -> None:
    for name in _ON_THE_REQUEST:
        if name in answers:
            setattr(request, name, answers[name])
    aim = referral.aim
    request.facts = [key for key in aim.facts if key in set(request.facts)]
    if "situation" not in aim.facts:
        request.situation = ""
    if "skills" not in aim.facts:
        request.skills = ""
    request.changed_at = now
    if not request.reason:
        raise ReferralRefused(_("Tulis alasan rujukan."), field="reason")
    request.save()
