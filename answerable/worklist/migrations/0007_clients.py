"""A support service's clients, behind its own wall: other agencies, the police on the case and
another service in the same case see no row of it."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

RIGHTS = """
ALTER TABLE worklist_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE worklist_client FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON worklist_client TO answerable_app;
CREATE POLICY seen ON worklist_client FOR SELECT TO answerable_app USING (
    (SELECT acting_worker()) OR (
        'support' = ANY((SELECT acting_agencies())::text[])
        AND service IN ('', (SELECT acting_agency()))
        AND case_id = ANY((SELECT working_case_ids())::uuid[])
    )
);
CREATE POLICY worked_out ON worklist_client FOR INSERT TO answerable_app
    WITH CHECK ((SELECT acting_worker()));
CREATE POLICY thrown_away ON worklist_client FOR DELETE TO answerable_app
    USING ((SELECT acting_worker()));
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0006_told"), ("people", "0004_who_sees")]
    operations = [
        migrations.CreateModel(
            name="Client",
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
                ("service", models.CharField(blank=True, max_length=64)),
                ("state", models.CharField(max_length=16)),
                ("state_since", models.DateTimeField(null=True)),
                ("reached_at", models.DateTimeField(null=True)),
                ("contact_due_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "worklist_client",
                "indexes": [models.Index(fields=["case_id"], name="worklist_client_of_case")],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
