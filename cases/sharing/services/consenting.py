"""Write down what sharing rests on: an agreement, the law alone (a supervisor decides), or an emergency."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from agencies.people.selectors import supervisors_of
from cases.sharing import followers, rules
from cases.sharing.choices import (
    EMERGENCY_KINDS,
    EMERGENCY_PURPOSES,
    SHARE_PURPOSES,
    ChildView,
    ConsentEnd,
    ConsentState,
    ConsentWay,
    FactGroup,
    Ground,
)
from cases.sharing.models import Consent
from cases.sharing.selectors import level_of
from cases.sharing.services.covering import SharedCase
from cases.sharing.services.ending import end_consent
from core.audit.services import record
from core.kernel.calendar import end_of
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer, system_scope
from core.notices import services as notices

# What somebody answered; everything else of the row is set by the verbs.
ANSWERS = (
    "ground", "given_by", "giver_name", "way", "witness", "document_code", "given_on", "child_view", "child_words",
    "reason", "purposes", "kinds", "agency_ids", "facts",
)  # fmt: skip


class ConsentRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


def may_write(by: Viewer, case_id) -> bool:
    """Tell whether a viewer works with the child's file and so may write down what sharing rests on."""
    works = by.can(P.CASE_WORK) or by.can(P.CASE_SUPERVISE) or by.can(P.AFTERCARE_WORK)
    return works and bool(level_of(case_id, by))


@transaction.atomic
def write(*, by: Viewer, now: datetime, case: SharedCase, answers: dict) -> Consent:
    """Write down one basis and return it.

    `answers`: the names of ANSWERS and `ends_on`.  An agreement and an emergency hold at once; the law alone holds
    when a supervisor who did not write it agrees.  Raises ConsentRefused.
    """
    if not may_write(by, case.pk):
        raise ConsentRefused(_("Peran Anda tidak berhak mencatat persetujuan pada kasus ini."))
    row = Consent(
        case_id=case.pk, case_code=case.code, child_id=case.child_id, agency_id=by.acting_agency_id,
        recorded_at=now, recorded_by_id=by.acting_user_id, **{name: answers[name] for name in ANSWERS if name in answers},
    )  # fmt: skip
    today = now.astimezone(by.zone).date()
    _check(row, today)
    row.ends_at = _end(row, answers.get("ends_on"), today, by, now)
    legal = row.ground not in (Ground.CONSENT, Ground.EMERGENCY)
    row.state = ConsentState.PROPOSED if legal else ConsentState.IN_FORCE
    row.save(force_insert=True)
    _note(row, "consent.proposed" if legal else "consent.written", by=by, now=now)
    if row.awaits_decision:
        _ask_supervisors(row, by=by, now=now)
    if not legal:
        _begin(row, by=by, now=now)
    return row


@transaction.atomic
def decide(*, by: Viewer, now: datetime, consent: Consent, approve: bool, note: str = "") -> Consent:
    """A supervisor who did not write it lets the law stand without consent, or looks back at an emergency.

    Without approval it ends, and with it whatever was shared on it.  Raises ConsentRefused.
    """
    row = Consent.objects.visible_to(by).select_for_update(of=("self",)).get(pk=consent.pk)
    if not by.can(P.CASE_SUPERVISE):
        raise ConsentRefused(_("Hanya supervisor yang memutuskan berbagi data tanpa persetujuan."))
    if by.agency_id != row.agency_id:
        raise ConsentRefused(_("Diputuskan supervisor instansi yang mencatatnya."))
    if row.recorded_by_id == by.user_id:
        raise ConsentRefused(_("Yang menulis tidak memutuskan sendiri. Minta supervisor lain."))
    if not row.awaits_decision:
        raise ConsentRefused(_("Dasar hukum ini sudah diputuskan atau sudah berakhir."))
    if not approve and not note:
        raise ConsentRefused(_("Tulis alasan tidak menyetujui"), field="note")
    row.decided_at, row.decided_by_id, row.decision_note = now, by.user_id, note
    was_proposed = row.state == ConsentState.PROPOSED
    if approve:
        row.state = ConsentState.IN_FORCE
    row.save(update_fields=["decided_at", "decided_by", "decision_note", "state"])
    obligations.settle(key=f"{rules.DECIDE}:{row.pk}", how="decided", by=by, now=now)
    obligations.settle(key=f"{rules.REVIEW}:{row.pk}", how="decided", by=by, now=now)
    if not approve:
        return end_consent(row, ConsentEnd.NOT_APPROVED, by=by, now=now)
    _note(row, "consent.approved", by=by, now=now)
    if was_proposed:
        _begin(row, by=by, now=now)
    return row


def _check(row: Consent, today: date) -> None:
    """Raise ConsentRefused beside the field that does not fit."""
    if row.given_on > today:
        raise ConsentRefused(_("Tanggal tidak boleh setelah hari ini"), field="given_on")
    if row.is_agreement:
        if not row.given_by:
            raise ConsentRefused(_("Pilih siapa yang menyetujui"), field="given_by")
        if not row.giver_name:
            raise ConsentRefused(_("Tulis nama yang menyetujui"), field="giver_name")
        if not row.way:
            raise ConsentRefused(_("Pilih cara persetujuan diberikan"), field="way")
        if row.way == ConsentWay.ORAL and not row.witness:
            raise ConsentRefused(_("Tulis nama saksi persetujuan lisan"), field="witness")
    elif not row.reason:
        raise ConsentRefused(_("Tulis mengapa persetujuan tidak diminta"), field="reason")
    if row.child_view not in ChildView.values:
        raise ConsentRefused(_("Catat pendapat anak"), field="child_view")
    if row.child_view == ChildView.OBJECTS and not row.child_words:
        raise ConsentRefused(_("Tulis keberatan anak dan bagaimana dipertimbangkan"), field="child_words")
    if row.ground == Ground.EMERGENCY:
        row.purposes = [one for one in row.purposes if one in EMERGENCY_PURPOSES]
        row.kinds = [one for one in row.kinds if one in EMERGENCY_KINDS]
        row.agency_ids = []
        if not row.purposes or not row.kinds:
            raise ConsentRefused(
                _(
                    "Dalam keadaan darurat data hanya dibagikan untuk perlindungan kepada polisi, UPTD PPA, atau kesehatan"
                ),
                field="kinds" if row.purposes else "purposes",
            )
    row.purposes = [key for key, _label in SHARE_PURPOSES if key in row.purposes]
    row.facts = [key for key in FactGroup.values if key in row.facts]
    if not row.purposes:
        raise ConsentRefused(_("Pilih paling sedikit satu tujuan"), field="purposes")
    if not row.kinds and not row.agency_ids:
        raise ConsentRefused(_("Pilih kepada siapa data boleh dibagikan"), field="kinds")
    if not row.facts:
        raise ConsentRefused(_("Pilih data yang boleh dibagikan"), field="facts")


def _end(row: Consent, ends_on: date | None, today: date, by: Viewer, now: datetime) -> datetime:
    code = rules.EMERGENCY if row.ground == Ground.EMERGENCY else rules.LONGEST
    latest = rules.BOOK.get(code, today).due_after(now, zone=by.zone)
    wanted = end_of(ends_on, by.zone) if ends_on else latest
    if wanted <= now:
        raise ConsentRefused(_("Pilih tanggal setelah hari ini"), field="ends_on")
    if row.ground != Ground.EMERGENCY and wanted > latest:
        raise ConsentRefused(_("Paling lama 12 bulan; setelah itu ditanyakan lagi"), field="ends_on")
    return min(wanted, latest)


def _ask_supervisors(row: Consent, *, by: Viewer, now: datetime) -> None:
    kind = rules.DECIDE if row.state == ConsentState.PROPOSED else rules.REVIEW
    on = now.astimezone(by.zone).date()
    obligations.owe(
        kind=kind, key=f"{kind}:{row.pk}", about=row.case_code, url=row.get_absolute_url(), case_id=row.case_id,
        holder_agency_id=row.agency_id, rule=rules.BOOK.get(kind, on), by=by, now=now,
    )  # fmt: skip
    people = [one for one in supervisors_of(row.agency_id, on) if one != by.user_id]
    notices.owe_all(
        recipient_ids=people, kind=kind, key=f"{kind}:{row.pk}", about=row.case_code, url=row.get_absolute_url(),
        case_id=row.case_id, now=now,
    )  # fmt: skip


def _begin(row: Consent, *, by: Viewer, now: datetime) -> None:
    """A basis came into force: what it renews is no longer owed, and shares that waited for it go on."""
    older = Consent.objects.visible_to(by).of_case(row.case_id).in_force(now).exclude(pk=row.pk)
    for one in older:
        if set(one.purposes) <= set(row.purposes):
            obligations.settle(key=f"{rules.RENEW}:{one.pk}", how="renewed", by=by, now=now)
    obligations.settle(kind=rules.LOST, case_id=row.case_id, how="renewed", by=by, now=now)
    with system_scope("shares go on"):
        followers.tell_began(consent=row, by=by, now=now)


def _note(row: Consent, verb: str, *, by: Viewer, now: datetime) -> None:
    record(
        by=by, now=now, verb=verb, case_id=row.case_id, child_id=row.child_id, subject=row.case_code,
        detail={"ground": row.ground, "until": row.ends_at.date().isoformat()},
    )  # fmt: skip
