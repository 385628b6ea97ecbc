from django.db import migrations

from core.kernel.rowsecurity import AGENCY, protect

TAKES_PART = (
    f"EXISTS (SELECT 1 FROM agreements_visitagency part WHERE part.visit_id = {{}} AND part.agency_id = {AGENCY})"
)
OF_A_VISIT = "EXISTS (SELECT 1 FROM agreements_coordinationvisit visit WHERE visit.id = visit_id)"


class Migration(migrations.Migration):
    """Only agencies that take part see a visit, and only the one that keeps the minutes changes it."""

    dependencies = (("agreements", "0002_coordination_visits"),)
    operations = (
        protect(
            "agreements_coordinationvisit",
            sees=f"managing_agency_id = {AGENCY} OR {TAKES_PART.format('agreements_coordinationvisit.id')}",
            writes=f"managing_agency_id = {AGENCY}",
        ),
        protect("agreements_visitaction", sees=OF_A_VISIT),
    )
