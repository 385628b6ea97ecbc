"""Roles as a policy page: who may do what, in prose and as permissions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind
from agencies.people.permissions import P


class Role(TextChoices):
    """What a person is in an agency."""

    WORKER = "worker", _("Pekerja sosial")
    SUPERVISOR = "supervisor", _("Supervisor")
    HEAD = "head", _("Pimpinan")
    PARTNER_OFFICER = "partner_officer", _("Petugas instansi mitra")
    INTAKE_OPERATOR = "intake_operator", _("Operator asupan")
    AGENCY_ADMIN = "agency_admin", _("Admin instansi")
    ANALYST = "analyst", _("Analis")
    PRIVACY_OFFICER = "privacy_officer", _("Petugas pelindungan data")


_WORK = frozenset(
    {
        P.CASE_VIEW, P.CASE_OPEN, P.CASE_WORK, P.CHILD_REVEAL, P.REFERRAL_SEND, P.REFERRAL_ANSWER, P.AFTERCARE_WORK,
        P.AGREEMENT_VIEW, P.COORDINATION_VIEW, P.DIRECTORY_VIEW, P.TASKS,
    }
)  # fmt: skip
# Who speaks for an agency where offices meet: plans visits, or only says what became of a decision.
_SPEAK = {P.COORDINATION_VIEW, P.COORDINATION_ACT}
_MEET = {*_SPEAK, P.COORDINATION_MANAGE}
_SUPERVISE = _MEET | _WORK | {
    P.CASE_SUPERVISE, P.AFTERCARE_SUPERVISE, P.BOARD_VIEW, P.REPORT_VIEW, P.DIRECTORY_MANAGE, P.AGREEMENT_MANAGE,
}  # fmt: skip

ROLE_PERMISSIONS: dict[str, frozenset[P]] = {
    Role.WORKER: _WORK,
    Role.SUPERVISOR: _SUPERVISE,
    Role.HEAD: frozenset(
        {
            P.CASE_VIEW, P.CASE_SUPERVISE, P.CHILD_REVEAL, P.AFTERCARE_SUPERVISE, P.AGREEMENT_VIEW, P.AGREEMENT_MANAGE,
            P.DIRECTORY_VIEW, P.DIRECTORY_MANAGE, P.BOARD_VIEW, P.REPORT_VIEW, P.RULES_MANAGE, P.REFERRAL_SEND,
            P.REFERRAL_ANSWER, P.TASKS, *_MEET,
        }
    ),
    Role.PARTNER_OFFICER: frozenset({P.REFERRAL_ANSWER, P.DIRECTORY_VIEW, P.AGREEMENT_VIEW, P.TASKS, *_SPEAK}),
    Role.INTAKE_OPERATOR: frozenset(
        {P.CASE_OPEN, P.CASE_VIEW, P.DIRECTORY_VIEW, P.AGREEMENT_VIEW, P.COORDINATION_VIEW, P.TASKS}
    ),
    Role.AGENCY_ADMIN: frozenset(
        {
            P.STAFF_MANAGE, P.DIRECTORY_VIEW, P.DIRECTORY_MANAGE, P.RULES_MANAGE, P.AGREEMENT_VIEW, P.AGREEMENT_MANAGE,
            *_MEET,
        }
    ),
    Role.ANALYST: frozenset({P.REPORT_VIEW, P.AGREEMENT_VIEW}),
    Role.PRIVACY_OFFICER: frozenset({P.AUDIT_VIEW, P.AGREEMENT_VIEW}),
}  # fmt: skip

# Roles that see every case shared with their agency; everybody else sees the cases shared with them by name.
WIDE_ROLES = frozenset({Role.SUPERVISOR, Role.HEAD})

# What a role may do, said to a person; %(agency)s is the agency's short name.
PROSE = {
    Role.WORKER: _(
        "Dapat melihat dan menangani kasus yang ditugaskan kepadanya di %(agency)s, mengirim dan menjawab rujukan,"
        " dan mencatat kunjungan."
    ),
    Role.SUPERVISOR: _(
        "Dapat melihat semua kasus %(agency)s, menugaskan, menyetujui rencana, menutup kasus, dan membuka dasbor."
    ),
    Role.HEAD: _("Dapat melihat semua kasus %(agency)s, mengelola kesepakatan dan aturan waktu, dan membaca laporan."),
    Role.PARTNER_OFFICER: _("Dapat menjawab rujukan yang ditujukan ke %(agency)s dan melaporkan hasilnya."),
    Role.INTAKE_OPERATOR: _("Dapat mencatat laporan baru di %(agency)s dan mencari anak yang sudah tercatat."),
    Role.AGENCY_ADMIN: _("Dapat mengelola petugas dan data %(agency)s. Tidak dapat melihat isi kasus."),
    Role.ANALYST: _("Dapat membaca angka %(agency)s yang sudah disamarkan. Tidak dapat melihat kasus."),
    Role.PRIVACY_OFFICER: _("Dapat memeriksa siapa membuka data anak. Tidak dapat melihat isi kasus."),
}

# Agencies that keep case files of their own; elsewhere people answer referrals, and nobody opens a case.
CASE_KEEPERS = frozenset(
    {AgencyKind.BALAI, AgencyKind.SOCIAL_OFFICE, AgencyKind.LPKS, AgencyKind.LKSA, AgencyKind.PROTECTION_UNIT}
)
# Deadlines and holidays hold for the whole network, so a partner's administrator does not move them.
RULE_KEEPERS = frozenset({AgencyKind.BALAI, AgencyKind.SOCIAL_OFFICE})
PARTNER_ROLES = (Role.PARTNER_OFFICER, Role.AGENCY_ADMIN)


def permissions_of(role: str, kind: str = AgencyKind.SOCIAL_OFFICE) -> frozenset[str]:
    """Return what a role may do in an agency of a kind."""
    held = ROLE_PERMISSIONS[role] if kind in RULE_KEEPERS else ROLE_PERMISSIONS[role] - {P.RULES_MANAGE}
    return frozenset(str(permission) for permission in held)


def roles_for(kind: str) -> tuple[Role, ...]:
    """Return the roles that may be given in an agency of a kind."""
    return tuple(Role) if kind in CASE_KEEPERS else PARTNER_ROLES


def role_prose(role: str, agency_name: str) -> str:
    """Return what a role may do in an agency, as a sentence."""
    return str(PROSE[Role(role)]) % {"agency": agency_name}
