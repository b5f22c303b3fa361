"""What an agency was counted to owe, kept: for those of it who measure, and only added to."""

from __future__ import annotations

from django.db import migrations, models

THEIRS = "agency = (SELECT acting_agency()) AND (SELECT acting_role()) = 'performance'"

RIGHTS = f"""
ALTER TABLE worklist_counted ENABLE ROW LEVEL SECURITY;
ALTER TABLE worklist_counted FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON worklist_counted TO answerable_app;
CREATE POLICY seen ON worklist_counted FOR SELECT TO answerable_app USING ({THEIRS});
CREATE POLICY counted ON worklist_counted FOR INSERT TO answerable_app WITH CHECK ({THEIRS});
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0007_clients"), ("people", "0004_who_sees")]
    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency", models.CharField(max_length=64)),
                ("number", models.IntegerField()),
                ("counted_at", models.DateTimeField()),
                ("cells", models.JSONField()),
            ],
            options={
                "db_table": "worklist_counted",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "number"), name="worklist_counted_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
