import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.kernel.encryption
from cases.casework.choices import PARENTS, SUBCATEGORIES, Approach


def seed(apps, schema_editor):
    """Add the sub-categories that offices use already; they edit them later."""
    made = apps.get_model("casework", "SubCategory")
    made.objects.bulk_create(
        [made(code=code, label=label, parent=str(parent)) for code, label, parent in SUBCATEGORIES]
    )


class Migration(migrations.Migration):
    """Sub-categories with their dates, and where care is given with its history."""

    dependencies = (
        ("casework", "0005_score_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.CreateModel(
            name="SubCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("label", models.CharField(max_length=120)),
                ("parent", models.CharField(choices=PARENTS, max_length=30)),
                ("is_active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ("parent", "label"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("parent__in", [value for value, _label in PARENTS])),
                        name="subcategory_parent",
                    ),
                    models.UniqueConstraint(fields=("parent", "label"), name="subcategory_label_once"),
                ),
            },
        ),
        migrations.CreateModel(
            name="CaseSubCategory",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subcategories", to="casework.case"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subcategory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.subcategory"
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("case", "subcategory"),
                        name="case_subcategory_once",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="CaseApproach",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("approach", models.CharField(choices=Approach.choices, max_length=20)),
                ("since", models.DateField()),
                ("reason", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("set_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approaches", to="casework.case"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("approach__in", Approach.values)), name="case_approach_known"
                    ),
                ),
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    )
