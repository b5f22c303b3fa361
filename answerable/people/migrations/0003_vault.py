"""The vault of victims and suspects, and who is kept from a case."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_staff")]
    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("staff_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=24)),
            ],
            options={
                "db_table": "people_attempt",
            },
        ),
        migrations.AddField(
            model_name="part",
            name="ended_by",
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("staff_id", models.UUIDField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("declared", "declared"),
                            ("decided", "decided"),
                            ("party", "party"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("excluded_by", models.UUIDField()),
                ("why", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "people_exclusion",
                "indexes": [
                    models.Index(fields=["staff_id"], name="people_excluded_staff"),
                    models.Index(fields=["case_id"], name="people_excluded_in_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("victim", "victim"), ("suspect", "suspect")], max_length=8
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=64)),
                ("name", models.TextField(null=True)),
                ("chosen_name", models.TextField(null=True)),
                ("pronoun", models.TextField(null=True)),
                ("born_on", models.DateField(null=True)),
                ("address", models.TextField(null=True)),
                ("staff_id", models.UUIDField(null=True)),
                ("recorded_by", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
                ("erased_by", models.UUIDField(null=True)),
                ("erased_why", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "people_person",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case_id", "kind", "subject"), name="people_person_once_in_a_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "finding",
                    models.CharField(
                        choices=[("justified", "justified"), ("not_justified", "not_justified")],
                        max_length=16,
                    ),
                ),
                ("why", models.TextField()),
                (
                    "part",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="people.part"
                    ),
                ),
            ],
            options={
                "db_table": "people_review",
            },
        ),
        migrations.CreateModel(
            name="SafeContact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("telephone", "telephone"),
                            ("email", "email"),
                            ("address", "address"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("value", models.TextField(null=True)),
                ("safe", models.BooleanField()),
                (
                    "shown_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("recorded_by", models.UUIDField()),
                (
                    "agency",
                    models.CharField(
                        choices=[
                            ("police", "police"),
                            ("cps", "cps"),
                            ("support", "support"),
                            ("witness_care", "witness_care"),
                        ],
                        max_length=16,
                    ),
                ),
                ("checked_at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("erased_by", models.UUIDField(null=True)),
                ("erased_why", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "people_safe_contact",
                "indexes": [models.Index(fields=["case_id"], name="people_contact_in_case")],
            },
        ),
    ]
