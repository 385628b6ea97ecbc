from django.db import migrations

from cases.sharing.policies import sees, sees_referral
from core.kernel.rowsecurity import LINK, also_sees, protect

TABLE, FACT, MESSAGE = "referrals_referral", "referrals_referralfact", "referrals_referralmessage"
RECORD, OFFICER, ACCESS = "referrals_outsiderecord", "referrals_officerlink", "sharing_accessrow"
MY_CASE = sees("r.case_id", ("care", "full"))
OPEN = sees_referral("r.code", ("envelope", "package"))


def _of(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {TABLE} r WHERE r.id = {table}.referral_id AND ({condition}))"


def _opened(levels: str) -> str:
    """The link's own referral, while an access row of its desk stands: the row is ended with the referral."""
    return (  # names of our own migrations, never anybody's input
        f"r.code = {LINK} AND EXISTS (SELECT 1 FROM {ACCESS} a WHERE a.basis = 'referral' AND a.basis_ref = r.code"
        f" AND a.level IN ({levels}) AND a.revoked_at IS NULL"
        " AND (a.ends_at IS NULL OR a.ends_at > statement_timestamp()))"
    )


ANY, PACKAGE = _opened("'envelope', 'package'"), _opened("'package'")


class Migration(migrations.Migration):
    """Records and links are the sender's; an officer with a link sees one referral and nothing else."""

    dependencies = (("referrals", "0009_said_outside_the_system"), ("sharing", "0009_exclusion_walls"))
    operations = (
        protect(RECORD, sees=_of(RECORD, f"{MY_CASE} OR {OPEN}")),
        protect(OFFICER, sees=_of(OFFICER, MY_CASE)),
        also_sees(TABLE, "link", f"code = {LINK} AND sent_at IS NOT NULL"),
        also_sees(ACCESS, "link", f"basis = 'referral' AND basis_ref = {LINK} AND level IN ('envelope', 'package')"),
        also_sees(FACT, "link", _of(FACT, f"({FACT}.stage = 'envelope' AND {ANY}) OR ({PACKAGE})")),
        also_sees(MESSAGE, "link", _of(MESSAGE, ANY)),
        also_sees(RECORD, "link", _of(RECORD, ANY)),
    )
