from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import protect


class Migration(migrations.Migration):
    """Sub-categories and approaches of a case need the whole file's level, like the rest of it."""

    dependencies = (("casework", "0006_categories"), ("sharing", "0002_row_security"))
    operations = (
        protect("casework_casesubcategory", sees=sees("casework_casesubcategory.case_id")),
        protect("casework_caseapproach", sees=sees("casework_caseapproach.case_id")),
    )
