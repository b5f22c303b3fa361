"""The tables of the record; the two migrations that follow say what nobody may do to them."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RecordCase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.UUIDField()),
            ],
            options={
                "db_table": "record_case",
            },
        ),
        migrations.CreateModel(
            name="RecordHead",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "log",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField()),
                (
                    "log",
                    models.CharField(
                        choices=[
                            ("case", "the case's own"),
                            ("support", "support services' notes, apart from it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("seq", models.IntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "record_head",
            },
        ),
        migrations.CreateModel(
            name="RecordRequest",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "caller",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("caller", models.UUIDField()),
                ("key", models.CharField(max_length=128)),
                ("case_id", models.UUIDField()),
                (
                    "seqs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
                (
                    "support_seqs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "db_table": "record_request",
            },
        ),
        migrations.CreateModel(
            name="RecordEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "log",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField()),
                (
                    "log",
                    models.CharField(
                        choices=[
                            ("case", "the case's own"),
                            ("support", "support services' notes, apart from it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("seq", models.IntegerField()),
                ("event", models.CharField(max_length=64)),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.UUIDField()),
                ("agency", models.CharField(max_length=16)),
                ("subject", models.TextField(blank=True)),
                ("data", models.JSONField()),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("shared_if", models.CharField(blank=True, max_length=32)),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "record_entry",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("event__in", ("support.sharing_agreed", "record.corrected"))
                        ),
                        fields=["case_id", "seq"],
                        name="record_entry_of_agreement",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                (
                    "log",
                    models.CharField(
                        choices=[
                            ("case", "the case's own"),
                            ("support", "support services' notes, apart from it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("seq", models.IntegerField()),
                ("field", models.TextField()),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("shared_if", models.CharField(blank=True, max_length=32)),
                ("salt", models.BinaryField(null=True)),
                ("text", models.TextField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("erased_by", models.UUIDField(null=True)),
                ("why", models.TextField(blank=True, db_default="")),
            ],
            options={
                "db_table": "record_note",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case_id", "log", "seq", "field"), name="record_note_one_a_field"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordReading",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("staff_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("part", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "record_reading",
                "indexes": [models.Index(fields=["case_id", "at"], name="record_reading_of_case")],
            },
        ),
    ]
