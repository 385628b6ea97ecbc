from django.db import migrations, models

# What was promised before this column stands in the duty of the last turn; nothing is counted anew.
KEEP = """
UPDATE referrals_referral r SET answer_due_at = o.due_at
FROM (
    SELECT DISTINCT ON (about) about, due_at FROM obligations_obligation
    WHERE kind = 'referral.answer' ORDER BY about, owed_at DESC
) o
WHERE o.about = r.code AND r.sent_at IS NOT NULL
"""


def keep(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.system', 'promised answers', true)")
        cursor.execute(KEEP)
        cursor.execute("SELECT set_config('app.system', '', true)")


class Migration(migrations.Migration):
    """The moment an answer was promised by stays on the referral when the answer has come."""

    dependencies = (("referrals", "0006_what_follows_a_refusal"), ("obligations", "0001_obligations"))
    operations = (
        migrations.AddField("referral", "answer_due_at", models.DateTimeField(null=True)),
        migrations.RunPython(keep, migrations.RunPython.noop),
    )
