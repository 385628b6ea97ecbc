from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import protect


class Migration(migrations.Migration):
    """A score shows to whoever reads the whole file."""

    dependencies = (("casework", "0004_assessment_instruments"),)
    operations = (protect("casework_assessmentscore", sees=sees("casework_assessmentscore.case_id")),)
