from django.db import migrations

from core.kernel.rowsecurity import AGENCY, USER, protect


class Migration(migrations.Migration):
    dependencies = (("obligations", "0001_obligations"),)
    operations = (
        protect(
            "obligations_obligation",
            sees=f"holder_agency_id = {AGENCY} OR watcher_agency_id = {AGENCY} OR holder_id = {USER}",
        ),
    )
