from django.db import migrations

from core.kernel.rowsecurity import append_only


class Migration(migrations.Migration):
    dependencies = (("audit", "0001_entries"),)
    operations = (append_only("audit_entry"),)
