"""Letters as they were made."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("seq", models.IntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("about", models.IntegerField()),
                ("subject", models.TextField(blank=True)),
                ("agency", models.CharField(max_length=16)),
                ("by_post", models.BooleanField()),
                ("address", models.UUIDField(null=True)),
                ("records", models.JSONField()),
                (
                    "shown_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("prepared_by", models.UUIDField()),
                ("prepared_at", models.DateTimeField()),
                ("said", models.JSONField(null=True)),
                ("pdf", models.BinaryField(null=True)),
                ("salt", models.BinaryField(null=True)),
                ("sent", models.IntegerField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("delivered", models.IntegerField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("erased_by", models.UUIDField(null=True)),
                ("why", models.TextField(blank=True, db_default="")),
            ],
            options={
                "db_table": "letters_letter",
                "constraints": [
                    models.UniqueConstraint(fields=("case_id", "seq"), name="letters_one_an_entry")
                ],
            },
        ),
    ]
