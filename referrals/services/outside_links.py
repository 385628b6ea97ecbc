"""A link for one officer without an account: it opens one referral, with a code that was told by phone.

Reading goes through row security as a viewer of that one referral.  A verb checks link, device and referral under lock
and then works as the system, because duties, notices and the record belong to offices, and this officer to none.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from core.audit.services import record_read
from core.kernel.encryption import blind_index
from core.kernel.scope import Viewer, system_scope
from core.screens.templatetags.ui import tanggal
from referrals.choices import LIVE, Channel, Said, State, Way
from referrals.models import OfficerLink, OutsideRecord, Referral
from referrals.rules import BOOK
from referrals.selectors import THROUGH_A_LINK
from referrals.services import answering, serving
from referrals.services.common import ReferralRefused, move, note, take, tell_sender
from referrals.services.sending import send

REASON = THROUGH_A_LINK
TOKEN_BYTES = 32
CODE_DIGITS = 6
MOST_WRONG = 5
DEVICE_MINUTES = 30

_VERBS: dict[str, tuple[Callable[..., Referral], Said]] = {
    "accept": (answering.accept, Said.ACCEPTED), "decline": (answering.decline, Said.DECLINED),
    "ask": (answering.ask, Said.ASKED), "start": (serving.start, Said.STARTED),
    "progress": (serving.progress, Said.PROGRESS), "report": (serving.report, Said.OUTCOME),
}  # fmt: skip


class LinkOver(ReferralRefused):
    """Unknown, expired, revoked, locked or ended: whoever holds the link is told the same."""

    sentence = _("Tautan ini tidak berlaku. Minta tautan baru kepada petugas yang menghubungi Anda.")


class WrongCode(ReferralRefused):
    """The code does not belong to this link."""

    sentence = _("Kode tidak cocok. Periksa kode yang diberitahukan lewat telepon.")


@dataclass(frozen=True)
class Issued:
    """A fresh link; token and code are shown once and kept nowhere."""

    link: OfficerLink
    token: str
    code: str


@dataclass(frozen=True)
class Visit:
    """A device that entered the right code: whose eyes it has, and for which referral."""

    link_id: object
    viewer: Viewer
    officer: str


@transaction.atomic
def issue(*, by: Viewer, now: datetime, referral: Referral, officer_name: str, officer_position: str = "") -> Issued:
    """Make a link for an officer of the agency asked; a draft is sent with it, an older link ends."""
    referral = _own(by, referral)
    if not officer_name:
        raise ReferralRefused(_("Tulis nama petugas yang menerima tautan"), field="officer_name")
    if referral.status == State.DRAFT:
        referral = send(by=by, now=now, referral=referral, channel=Channel.LINK)
    if referral.status not in LIVE:
        raise ReferralRefused(_("Rujukan ini sudah berakhir, jadi tidak dapat dibuka lewat tautan."))
    _standing(by, referral).update(revoked_at=now)
    zone = referral.to_agency.zone
    token = secrets.token_urlsafe(TOKEN_BYTES)
    code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
    link = OfficerLink(
        referral=referral, token_hash=_hash(token), officer_name=officer_name, officer_position=officer_position,
        issued_at=now, issued_by_id=by.acting_user_id,
        expires_at=BOOK.get("referral.link", now.astimezone(zone).date()).due_after(now, zone=zone),
    )  # fmt: skip
    link.code_hash = _code_hash(link, code)
    link.save(force_insert=True)
    note(referral, "referral.link_issued", by=by, now=now, until=tanggal(link.expires_at.astimezone(zone).date()))
    return Issued(link, token, code)


@transaction.atomic
def revoke(*, by: Viewer, now: datetime, referral: Referral) -> None:
    """Make the standing link useless at once."""
    referral = _own(by, referral)
    if not _standing(by, referral).update(revoked_at=now):
        raise ReferralRefused(_("Tidak ada tautan yang berlaku untuk rujukan ini."))
    note(referral, "referral.link_revoked", by=by, now=now)


def is_usable(*, token: str, now: datetime) -> bool:
    """Tell whether a link may ask for its code; changes nothing."""
    with system_scope(REASON):
        return _usable(_found().filter(token_hash=_hash(token)).first(), now)


def enter(*, token: str, code: str, now: datetime) -> str:
    """Return the secret of a device that gave the right code; the device before it asks for the code again.

    Raises WrongCode, or LinkOver; too many wrong codes lock the link and its sender is told.  The count is kept even
    though the caller shows a refusal.
    """
    with system_scope(REASON):
        link = _found().select_for_update(of=("self",)).filter(token_hash=_hash(token)).first()
        given = "".join(sign for sign in code if sign.isdigit())
        # Computed for every answer, so that an unknown link takes as long as a known one.
        right = hmac.compare_digest(_code_hash(link, given), link.code_hash if link else "-" * 64)
        if not _usable(link, now) or link is None:
            raise LinkOver
        if right:
            return _let_in(link, now)
        link.wrong_codes += 1
        referral, by = link.referral, _actor(link)
        note(referral, "referral.link_wrong_code", by=by, now=now, count=link.wrong_codes)
        if link.wrong_codes >= MOST_WRONG:
            link.locked_at = now
            note(referral, "referral.link_locked", by=by, now=now, count=link.wrong_codes)
            tell_sender(referral, "referral.link_locked", now=now, turn=f":{link.pk}")
        link.save(update_fields=["wrong_codes", "locked_at"])
        is_locked = link.locked_at is not None
    raise LinkOver if is_locked else WrongCode


def visit(*, token: str, device: str, now: datetime) -> Visit | None:
    """Return what a device with the right code may see, None when it has to give the code (again)."""
    if not device:
        return None
    with system_scope(REASON):
        link = _found().filter(token_hash=_hash(token)).first()
        if link is None or not _usable(link, now) or not hmac.compare_digest(_hash(device), link.device_hash):
            return None
        return Visit(link.pk, _viewer(link), link.officer)


def note_read(*, seen: Visit, now: datetime) -> None:
    """Write that the officer looked; on the referral's timeline once a device, in the record every time."""
    with system_scope(REASON):
        link = _found().select_for_update(of=("self",)).get(pk=seen.link_id)
        referral = link.referral
        record_read(
            by=_actor(link), now=now, verb="referral.link_used", child_id=referral.child_id, case_id=referral.case_id,
            subject=referral.code,
        )  # fmt: skip
        link.used_at = now
        link.save(update_fields=["used_at"])


@transaction.atomic
def act(*, token: str, device: str, verb: str, now: datetime, **answers) -> Referral:
    """Accept, decline, ask, start, progress or report through a link.  Raises LinkOver or the verb's refusal."""
    with system_scope(REASON):
        link = _found().select_for_update(of=("self",)).filter(token_hash=_hash(token)).first()
        if link is None or not _usable(link, now) or not hmac.compare_digest(_hash(device), link.device_hash):
            raise LinkOver
        do, said = _VERBS[verb]
        by = _actor(link)
        referral = take(by, link.referral)
        record = OutsideRecord(
            referral=referral, said=said, way=Way.LINK, officer_name=link.officer_name,
            officer_position=link.officer_position, recorded_at=now, verified_at=now,
        )  # fmt: skip
        record.save(force_insert=True)
        link.used_at = now
        link.save(update_fields=["used_at"])
        return do(by=by, now=now, referral=referral, record=record, **answers)


def _let_in(link: OfficerLink, now: datetime) -> str:
    device = secrets.token_urlsafe(TOKEN_BYTES)
    link.device_hash, link.wrong_codes = _hash(device), 0
    link.opened_at, link.used_at = link.opened_at or now, now
    link.save(update_fields=["device_hash", "wrong_codes", "opened_at", "used_at"])
    by = _actor(link)
    note(link.referral, "referral.link_opened", by=by, now=now)
    referral = take(by, link.referral)
    if referral.status == State.SENT:
        referral.opened_at = now
        move(referral, "open", by=by, now=now)
    return device


def _own(by: Viewer, referral: Referral) -> Referral:
    referral = take(by, referral)
    if by.agency_id != referral.from_agency_id or not by.can(P.REFERRAL_SEND):
        raise ReferralRefused(_("Hanya pengirim yang membuat tautan untuk rujukan ini."))
    return referral


def _standing(by: Viewer, referral: Referral):
    return OfficerLink.objects.visible_to(by).filter(referral=referral, revoked_at=None)


def _found():
    found = OfficerLink.objects.for_system(reason=REASON)
    return found.select_related("referral", "referral__to_agency", "referral__from_agency")


def _usable(link: OfficerLink | None, now: datetime) -> bool:
    return link is not None and link.stands(now) and link.referral.status in LIVE


def _viewer(link: OfficerLink) -> Viewer:
    """Return the eyes of the link: no person, no agency, this one referral."""
    return Viewer(
        link=link.referral.code, name=link.officer, agency_name=link.referral.to_agency.short_name,
        permissions=frozenset({str(P.REFERRAL_ANSWER)}), zone=link.referral.to_agency.zone, masked=False,
    )  # fmt: skip


def _actor(link: OfficerLink) -> Viewer:
    """Return who acts: the agency asked, through its officer, checked by the caller."""
    return Viewer(
        system=REASON, agency_id=link.referral.to_agency_id, name=link.officer, zone=link.referral.to_agency.zone,
        masked=False,
    )  # fmt: skip


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _code_hash(link: OfficerLink | None, code: str) -> str:
    # Six digits are few: keyed, so that a stolen table does not give them away.
    return blind_index(f"{link.pk if link else ''}:{code}", purpose="referrals.link_code")


# A device asks for the code again after this long.
DEVICE_LIFE = timedelta(minutes=DEVICE_MINUTES)
