"""What the victim has begun to write, which nobody but the victim sees."""

from __future__ import annotations

from django.db import migrations

RIGHTS = """
CREATE POLICY victims ON web_draft TO answerable_app USING (
    staff_id = (SELECT acting_account()) AND case_id = (SELECT victims_case_id())
) WITH CHECK (
    staff_id = (SELECT acting_account()) AND case_id = (SELECT victims_case_id())
);
"""
UNDO = "DROP POLICY victims ON web_draft;"


class Migration(migrations.Migration):
    dependencies = [("web", "0002_drafts_handed_over"), ("victims", "0002_who_sees")]
    operations = [migrations.RunSQL(RIGHTS, UNDO)]
