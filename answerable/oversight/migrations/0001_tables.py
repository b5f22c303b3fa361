"""What was published, the register of it, and who took which table away."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("series", models.SlugField(max_length=40)),
                ("number", models.IntegerField()),
                ("as_of", models.DateTimeField()),
                ("published_at", models.DateTimeField()),
                ("made_up", models.TextField(blank=True)),
                ("content", models.JSONField()),
                ("edition", models.JSONField()),
            ],
            options={
                "db_table": "oversight_release",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "number"), name="oversight_one_an_edition"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registered",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("line", models.JSONField()),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="oversight.release"
                    ),
                ),
            ],
            options={
                "db_table": "oversight_register",
            },
        ),
        migrations.CreateModel(
            name="Taken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("staff_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=80)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="oversight.release"
                    ),
                ),
            ],
            options={
                "db_table": "oversight_taken",
            },
        ),
    ]
