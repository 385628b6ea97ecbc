"""One account per role of the founding article's network, and their colleagues.  The people are invented."""

from dataclasses import dataclass

from agencies.people.models import Membership
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from core.kernel.scope import Viewer

PASSWORD = "demonstrasi-rumbai"  # noqa: S105  (shown on the sign-in page of the demonstration)
DOMAIN = "contoh.id"


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demonstration."""

    login: str
    name: str
    agency: str
    role: str
    is_listed: bool = True

    @property
    def email(self) -> str:
        """Return the address used to sign in."""
        return f"{self.login}@{DOMAIN}"

    @property
    def role_label(self) -> str:
        """Return the role in words."""
        return str(Role(self.role).label)


ACCOUNTS = (
    Account("rina", "Rina Marlina", "balai-anak-rumbai", Role.WORKER),
    Account("andi", "Andi Pratama", "balai-anak-rumbai", Role.WORKER),
    Account("yuni", "Yuni Kartika", "balai-anak-rumbai", Role.SUPERVISOR),
    Account("kepala", "Bambang Hermawan", "balai-anak-rumbai", Role.HEAD),
    Account("asupan", "Dewi Lestari", "balai-anak-rumbai", Role.INTAKE_OPERATOR),
    Account("admin", "Hendra Wijaya", "balai-anak-rumbai", Role.AGENCY_ADMIN),
    Account("analis", "Citra Anggraini", "balai-anak-rumbai", Role.ANALYST),
    Account("privasi", "Lukman Hakim", "balai-anak-rumbai", Role.PRIVACY_OFFICER),
    Account("sari", "Sari Wulandari", "dinsos-kota-padang", Role.WORKER),
    Account("mega", "Mega Oktavia", "dinsos-kota-padang", Role.SUPERVISOR),
    Account("disdik", "Yusra Hidayat", "disdik-kota-padang", Role.PARTNER_OFFICER),
    Account("dukcapil", "Fitri Novita", "disdukcapil-kota-padang", Role.PARTNER_OFFICER),
    Account("polres", "Ridwan Siregar", "polres-ppa-kota-padang", Role.PARTNER_OFFICER),
    Account("lpks", "Hendri Tanjung", "lpks-lubuk-minturun", Role.PARTNER_OFFICER),
)
# Colleagues who do their part of the stories; the sign-in page stays short without them.
COLLEAGUES = (
    Account("weni", "Weni Afrita", "dinsos-kab-tanah-datar", Role.WORKER, is_listed=False),
    Account("zamri", "Zamri Datuk", "dinsos-kab-tanah-datar", Role.SUPERVISOR, is_listed=False),
    Account("fadli", "Fadli Rinaldi", "dinsos-kab-lima-puluh-kota", Role.WORKER, is_listed=False),
    Account("erna", "Erna Yusnita", "dinsos-kab-lima-puluh-kota", Role.SUPERVISOR, is_listed=False),
    Account("disnaker", "Rudi Hartono", "disnaker-kota-padang", Role.PARTNER_OFFICER, is_listed=False),
    Account("kemenag", "Mukhlis Amin", "kemenag-kota-padang", Role.PARTNER_OFFICER, is_listed=False),
    Account("dispora", "Jefri Aldo", "dispora-kota-padang", Role.PARTNER_OFFICER, is_listed=False),
    Account("lksa", "Salmah Idris", "lksa-kasih-bersama-kota-padang", Role.PARTNER_OFFICER, is_listed=False),
)


def viewers() -> dict[str, Viewer]:
    """Return every demonstration account's viewer by its login; empty before the demonstration is loaded."""
    found = Membership.objects.filter(user__email__endswith=f"@{DOMAIN}").select_related("user", "agency")
    return {row.user.email.removesuffix(f"@{DOMAIN}"): viewer_of(row) for row in found}
