"""The tables of the worklist."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="CaseNow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("holds", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("shared_if", models.CharField(blank=True, max_length=32)),
                ("stage", models.CharField(max_length=24)),
                ("stage_since", models.DateTimeField(null=True)),
                ("suspects", models.JSONField()),
                ("force", models.TextField(blank=True)),
                ("team", models.TextField(blank=True)),
                ("cps_area", models.TextField(blank=True)),
                ("last_event_at", models.DateTimeField(null=True)),
                ("owed", models.JSONField()),
                ("due_first_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "worklist_case",
                "indexes": [models.Index(fields=["case_id"], name="worklist_case_of_case")],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("holds", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("shared_if", models.CharField(blank=True, max_length=32)),
                ("duty", models.CharField(max_length=64)),
                ("subject", models.TextField(blank=True)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("owed", "owed"),
                            ("paused", "paused"),
                            ("late", "late"),
                            ("missed", "missed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("late_from", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "worklist_item",
                "indexes": [
                    models.Index(fields=["case_id"], name="worklist_item_of_case"),
                    models.Index(
                        condition=models.Q(("state__in", ("owed", "paused"))),
                        fields=["case_id", "late_from"],
                        name="worklist_item_standing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("holds", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("shared_if", models.CharField(blank=True, max_length=32)),
                ("seq", models.IntegerField()),
                ("event", models.CharField(max_length=64)),
                ("requirement", models.TextField()),
                ("occurred_at", models.DateTimeField()),
            ],
            options={
                "db_table": "worklist_reason",
                "indexes": [
                    models.Index(fields=["case_id", "occurred_at"], name="worklist_reason_of_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignalNow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("holds", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("shared_if", models.CharField(blank=True, max_length=32)),
                ("signal", models.CharField(max_length=64)),
                ("subject", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("raised", "raised"), ("cleared", "cleared")], max_length=8
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
            ],
            options={
                "db_table": "worklist_signal",
                "indexes": [
                    models.Index(fields=["case_id", "raised_at"], name="worklist_signal_of_case")
                ],
            },
        ),
    ]
