from django.db import migrations

from cases.sharing.policies import keeps_out
from core.kernel.rowsecurity import AGENCY, USER, append_only, protect, rekeyable

TABLE, MESSAGE, PAPER = "referrals_incoming", "referrals_incomingmessage", "referrals_incomingpaper"
MINE = f"{USER} IS NOT NULL AND (from_agency_id = {AGENCY} OR to_agency_id = {AGENCY})"


def _of(table: str) -> str:
    """The request that a row hangs on shows to the reader; the request's own policies limit it."""
    return f"EXISTS (SELECT 1 FROM {TABLE} i WHERE i.id = {table}.incoming_id)"


class Migration(migrations.Migration):
    """A request shows to the office that asks and the office that is asked, never to who is excluded from the child."""

    dependencies = (("referrals", "0011_requests_of_other_offices"), ("sharing", "0009_exclusion_walls"))
    operations = (
        protect(TABLE, sees=MINE),
        keeps_out(TABLE),
        protect(MESSAGE, sees=_of(MESSAGE), writes=f"agency_id = {AGENCY} AND {_of(MESSAGE)}"),
        protect(PAPER, sees=_of(PAPER)),
        append_only(MESSAGE),
        rekeyable(MESSAGE, "body"),
    )
