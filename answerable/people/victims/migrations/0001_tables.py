"""Accounts of victims, their codes, sessions and visits."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(unique=True)),
                ("phrase", models.CharField(blank=True, max_length=128)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "victims_account",
            },
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "first"), ("paper", "paper")], max_length=8
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("voice", "voice"),
                            ("bsl_video", "bsl_video"),
                            ("in_person", "in_person"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        choices=[("none", "none"), ("registered", "registered")], max_length=16
                    ),
                ),
                ("wrong", models.PositiveIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="victims.account"
                    ),
                ),
            ],
            options={
                "db_table": "victims_code",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="victims.account"
                    ),
                ),
            ],
            options={
                "db_table": "victims_session",
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="victims.account"
                    ),
                ),
            ],
            options={
                "db_table": "victims_visit",
            },
        ),
    ]
