from django.db import migrations

from core.kernel.rowsecurity import USER, protect


class Migration(migrations.Migration):
    dependencies = (("drafts", "0001_drafts"),)
    operations = (protect("drafts_draft", sees=f"owner_id = {USER}"),)
