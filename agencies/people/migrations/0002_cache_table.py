from django.db import migrations


class Migration(migrations.Migration):
    """The table of Django's database cache, where sign-in throttling counts."""

    dependencies = (("people", "0001_people"),)
    operations = (
        migrations.RunSQL(
            "CREATE TABLE cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);"
            "CREATE INDEX cache_expires ON cache (expires)",
            "DROP TABLE cache",
        ),
    )
