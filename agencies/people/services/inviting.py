import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.models import Invitation, Membership, User
from agencies.people.roles import roles_for
from agencies.people.services.refusals import PeopleRefused, insist_on_managing
from core.audit.services import record
from core.kernel.clock import WIB
from core.kernel.scope import Viewer

INVITATION_HOURS = 24
TOKEN_BYTES = 32


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, by: Viewer, now: datetime, email: str, role: str, agency_id: int | None = None) -> tuple[Invitation, str]:
    """Invite somebody to the viewer's agency; return the row and the one-time token for the link (24 hours).

    An earlier link to the same address stops working.  `agency_id` is for the command that invites the first
    administrator; a person can only invite to their own agency.
    """
    insist_on_managing(by)
    agency = Agency.objects.get(pk=agency_id if by.system and agency_id is not None else by.acting_agency_id)
    email = email.strip().lower()
    if role not in roles_for(agency.kind):
        raise PeopleRefused(_("Peran itu tidak tersedia di instansi ini."), field="role")
    held = Membership.objects.current(now.astimezone(WIB).date())
    if held.filter(user__email=email, agency=agency, role=role).exists():
        raise PeopleRefused(_("Orang ini sudah menjadi petugas dengan peran itu."), field="email")
    _standing().filter(email=email, agency=agency).update(cancelled_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        email=email,
        agency=agency,
        role=role,
        token_hash=_fingerprint(token),
        invited_by_id=by.user_id,
        sent_at=now,
        expires_at=now + timedelta(hours=INVITATION_HOURS),
    )
    record(by=by, now=now, verb="person.invited", detail={"role": role, "agency": agency.slug})
    return invitation, token


@transaction.atomic
def cancel_invitation(*, by: Viewer, now: datetime, invitation_id: int) -> None:
    """Make a link useless that was not taken up yet."""
    insist_on_managing(by)
    if not _standing().filter(pk=invitation_id, agency_id=by.agency_id).update(cancelled_at=now):
        raise PeopleRefused(_("Undangan ini sudah dipakai atau sudah dibatalkan."))
    record(by=by, now=now, verb="invitation.cancelled")


def standing_invitation(token: str, *, now: datetime) -> Invitation:
    """Return the invitation of a token.  Raises PeopleRefused when it was used, has expired or never was."""
    found = _standing().filter(token_hash=_fingerprint(token), expires_at__gt=now)
    invitation = found.select_related("agency").first()
    if invitation is None:
        raise PeopleRefused(
            _("Tautan ini sudah dipakai atau sudah lewat 24 jam. Minta undangan baru ke admin instansi.")
        )
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, now: datetime, name: str = "", password: str = "") -> User:
    """Take up an invitation once: make the account (or open a closed one again) and the membership from today.

    Somebody with an open account keeps name and password; the link only adds the membership.
    """
    invitation = standing_invitation(token, now=now)
    # The update is the claim: of two people with the same link one gets 1, the other 0.
    if not _standing().filter(pk=invitation.pk).update(accepted_at=now):
        raise PeopleRefused(_("Tautan ini sudah dipakai."))
    user = User.objects.select_for_update().filter(email=invitation.email).first()
    if user is None:
        user = User.objects.create_user(invitation.email, password, name=name)
    elif not user.is_active:
        user.name, user.is_active = name or user.name, True
        user.set_password(password)
        user.save(update_fields=["name", "is_active", "password"])
    day = now.astimezone(invitation.agency.zone).date()
    inviter = invitation.invited_by_id
    join(user=user, agency_id=invitation.agency_id, role=invitation.role, on=day, invited_by_id=inviter)
    by = Viewer(user_id=user.pk, agency_id=invitation.agency_id)
    record(by=by, now=now, verb="person.joined", detail={"role": invitation.role})
    return user


def join(*, user: User, agency_id: int, role: str, on: date, invited_by_id: int | None = None) -> Membership:
    """Open a membership from a date; an open one of the same role is kept."""
    try:
        with transaction.atomic():
            return Membership.objects.create(
                user=user, agency_id=agency_id, role=role, starts_on=on, invited_by_id=invited_by_id
            )
    except IntegrityError:
        return Membership.objects.open().get(user=user, agency_id=agency_id, role=role)


def _standing():
    return Invitation.objects.filter(accepted_at=None, cancelled_at=None)
