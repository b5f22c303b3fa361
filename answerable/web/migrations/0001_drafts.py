"""Drafts, which nobody but their author sees: not a colleague, not the program's own work."""

from __future__ import annotations

import uuid

from django.db import migrations, models

RIGHTS = """
ALTER TABLE web_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE web_draft FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON web_draft TO answerable_app;

CREATE POLICY ones_own ON web_draft TO answerable_app
    USING (staff_id = (SELECT acting_person())) WITH CHECK (staff_id = (SELECT acting_person()));
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0001_parts")]
    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("staff_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("page", models.CharField(max_length=64)),
                ("typed", models.JSONField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "db_table": "web_draft",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff_id", "case_id", "page"), name="web_draft_one_a_page"
                    )
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
