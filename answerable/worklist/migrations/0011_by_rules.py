"""By which rules all of the worklist was last worked out: nobody's yet, where there are cases."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from answerable.worklist.by_rules import rules

RIGHTS = """
ALTER TABLE worklist_rules ENABLE ROW LEVEL SECURITY;
ALTER TABLE worklist_rules FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON worklist_rules TO answerable_app;
CREATE POLICY worked_out ON worklist_rules TO answerable_app
    USING ((SELECT acting_worker())) WITH CHECK ((SELECT acting_worker()));
CREATE POLICY functions_read ON worklist_rules FOR SELECT TO answerable_owner USING (true);
CREATE POLICY functions_begin ON worklist_rules FOR INSERT TO answerable_owner WITH CHECK (true);
"""


def begin(_: Any, schema_editor: Any) -> None:
    """Of a record without a case all was worked out."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO worklist_rules (id, rules, at)"
            " SELECT 1, %s, now() WHERE NOT EXISTS (SELECT FROM record_case)",
            [rules()],
        )


class Migration(migrations.Migration):
    dependencies = [("worklist", "0010_passed"), ("record", "0008_fewer_steps")]
    operations = [
        migrations.CreateModel(
            name="ByRules",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("rules", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "worklist_rules"},
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
