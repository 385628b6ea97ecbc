"""From a signed-in user to the Viewer every query is asked for."""

from agencies.people.models import Membership
from agencies.people.permissions import P
from agencies.people.roles import ROLE_PERMISSIONS, WIDE_ROLES, Role, permissions_of
from agencies.people.selectors import current_memberships
from core.kernel import clock
from core.kernel.scope import Viewer


def viewer_for(request) -> Viewer:
    """Return the viewer of a request: the membership chosen in this session, else the person's first.

    One query.  A person without a current membership is a viewer who may do nothing.  Names stay masked for
    roles that may not reveal them, whatever the session says.
    """
    memberships = current_memberships(request.user.pk, clock.today())
    request.memberships = memberships
    if not memberships:
        return Viewer(user_id=request.user.pk, name=request.user.short_name)
    chosen = request.session.get("membership")
    membership = next((one for one in memberships if one.pk == chosen), memberships[0])
    masked = request.session.get("masked", True) or not may_unmask(membership.role)
    return viewer_of(membership, masked=masked)


def may_unmask(role: str) -> bool:
    """Tell whether a role may switch the masking of names off."""
    return P.CHILD_REVEAL in ROLE_PERMISSIONS[Role(role)]


def viewer_of(membership: Membership, *, masked: bool = False) -> Viewer:
    """Return the viewer a membership makes (its user and agency loaded); also for tests and the demonstration."""
    permissions = permissions_of(membership.role, membership.agency.kind)
    return Viewer(
        user_id=membership.user_id,
        agency_id=membership.agency_id,
        membership_id=membership.pk,
        role=membership.role,
        permissions=permissions,
        wide=membership.role in WIDE_ROLES,
        auditor=str(P.AUDIT_VIEW) in permissions,
        name=membership.user.short_name,
        agency_name=membership.agency.short_name,
        role_label=str(Role(membership.role).label),
        zone=membership.agency.zone,
        masked=masked,
    )
