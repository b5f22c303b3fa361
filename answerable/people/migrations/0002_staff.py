"""Agencies, their teams and staff, and which of them a case is with."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_parts")]
    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                (
                    "kind",
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
                ("name", models.CharField(max_length=120)),
                ("area", models.CharField(blank=True, max_length=32)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "people_agency",
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("investigator", "investigator"),
                            ("supervisor", "supervisor"),
                            ("duty_supervisor", "duty_supervisor"),
                            ("prosecutor", "prosecutor"),
                            ("prosecution_manager", "prosecution_manager"),
                            ("adviser", "adviser"),
                            ("adviser_manager", "adviser_manager"),
                            ("witness_care", "witness_care"),
                            ("witness_care_manager", "witness_care_manager"),
                            ("performance", "performance"),
                            ("professional_standards", "professional_standards"),
                        ],
                        max_length=24,
                    ),
                ),
                ("rank", models.CharField(blank=True, max_length=40)),
                ("telephone", models.CharField(blank=True, max_length=24)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("working_pattern", models.CharField(blank=True, max_length=120)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.agency"
                    ),
                ),
            ],
            options={
                "db_table": "people_staff",
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ssaidp_1", "ssaidp_1"),
                            ("ssaidp_2", "ssaidp_2"),
                            ("abe", "abe"),
                            ("solo", "solo"),
                            ("rasso", "rasso"),
                            ("isva", "isva"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("gained_on", models.DateField()),
                ("expires_on", models.DateField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.staff"
                    ),
                ),
            ],
            options={
                "db_table": "people_qualification",
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.agency"
                    ),
                ),
            ],
            options={
                "db_table": "people_team",
            },
        ),
        migrations.AddField(
            model_name="staff",
            name="team",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="people.team"
            ),
        ),
        migrations.CreateModel(
            name="CaseAgency",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("brought_by", models.UUIDField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.agency"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="people.team"
                    ),
                ),
            ],
            options={
                "db_table": "people_case_agency",
                "indexes": [models.Index(fields=["agency", "team"], name="people_cases_of_team")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("case_id", "agency"),
                        name="people_agency_once",
                    )
                ],
            },
        ),
    ]
