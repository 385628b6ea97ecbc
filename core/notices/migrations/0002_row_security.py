from django.db import migrations

from core.kernel.rowsecurity import USER, protect


class Migration(migrations.Migration):
    dependencies = (("notices", "0001_notices"),)
    # Anybody may owe a notice; only its receiver reads it.
    operations = (protect("notices_notice", sees=f"recipient_id = {USER}", writes="true"),)
