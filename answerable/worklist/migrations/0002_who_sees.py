"""Who sees what of the worklist: the same sight as the case, and nobody but the program writes.

An adviser's part of it is behind the same wall as what she records.
"""

from __future__ import annotations

from django.db import migrations

TABLES = ("worklist_item", "worklist_case", "worklist_signal", "worklist_reason")

SEEN = """
(SELECT acting_worker()) OR (
    case_id = ANY((SELECT visible_case_ids())::uuid[])
    AND (
        audience && (SELECT acting_agencies())::varchar[]
        OR (shared_if <> '' AND (case_id || '/' || shared_if) = ANY((SELECT agreed_items())::text[]))
    )
)
"""

POLICIES = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON {table} TO answerable_app;
CREATE POLICY seen ON {table} FOR SELECT TO answerable_app USING ({SEEN});
CREATE POLICY worked_out ON {table} FOR INSERT TO answerable_app
    WITH CHECK ((SELECT acting_worker()));
CREATE POLICY thrown_away ON {table} FOR DELETE TO answerable_app
    USING ((SELECT acting_worker()));
"""
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("worklist", "0001_tables"), ("record", "0003_who_sees")]
    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
