from django.db import migrations

from cases.sharing.policies import sees, sees_referral
from core.kernel.rowsecurity import AGENCY, append_only, protect

FILE = ("care", "full")
TABLE, REQUEST = "referrals_referral", "referrals_referralrequest"
FACT, MESSAGE = "referrals_referralfact", "referrals_referralmessage"

SENDER = sees(f"{TABLE}.case_id", FILE)
DESK = f"to_agency_id = {AGENCY} AND sent_at IS NOT NULL"


def _of(table: str, condition: str) -> str:
    """The referral that a row hangs on fulfils a condition; the referral's own policy limits it besides."""
    return f"EXISTS (SELECT 1 FROM {TABLE} r WHERE r.id = {table}.referral_id AND ({condition}))"


MY_CASE = sees("r.case_id", FILE)
OPEN = sees_referral("r.code", ("envelope", "package"))


class Migration(migrations.Migration):
    """Before acceptance the receiver reads the envelope, after it the package, after the end its own entries only."""

    dependencies = (
        ("referrals", "0001_referrals"),
        ("sharing", "0002_row_security"),
        ("casework", "0002_row_security"),
    )
    operations = (
        protect(
            TABLE,
            sees=f"({DESK}) OR {SENDER}",
            writes=f"({DESK}) OR (from_agency_id = {AGENCY} AND {SENDER})",
        ),
        protect(REQUEST, sees=_of(REQUEST, MY_CASE)),
        protect(
            FACT,
            sees=_of(
                FACT, f"{MY_CASE} OR ({FACT}.stage = 'envelope' AND {OPEN}) OR {sees_referral('r.code', ('package',))}"
            ),
            writes=_of(FACT, f"r.from_agency_id = {AGENCY} AND {MY_CASE}"),
        ),
        protect(
            MESSAGE,
            sees=_of(MESSAGE, f"{MY_CASE} OR ({MESSAGE}.agency_id = {AGENCY} AND r.to_agency_id = {AGENCY}) OR {OPEN}"),
            writes=f"agency_id = {AGENCY} AND {_of(MESSAGE, 'true')}",
        ),
        append_only(FACT),
        append_only(MESSAGE),
    )
