"""Who sees what was published, and that it is only ever added to.

A release may leave the house, and is shown to the roles that oversee or measure. The register is
for the program alone: it says of each cell what readers were told, which no page needs.
"""

from __future__ import annotations

from django.db import migrations

WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
SEES = "(SELECT role_sees_figures(acting_role()))"
STANDARDS = "(SELECT acting_role()) = 'professional_standards'"
TABLES = ("oversight_release", "oversight_register", "oversight_taken")

FORCED = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    f"GRANT SELECT, INSERT ON {table} TO answerable_app;\n"
    for table in TABLES
)

WHO = f"""
CREATE POLICY seen ON oversight_release FOR SELECT TO answerable_app USING ({WORKER} OR {SEES});
CREATE POLICY added ON oversight_release FOR INSERT TO answerable_app WITH CHECK ({WORKER});
CREATE POLICY seen ON oversight_register FOR SELECT TO answerable_app USING ({WORKER});
CREATE POLICY added ON oversight_register FOR INSERT TO answerable_app WITH CHECK ({WORKER});
-- Who took what away: for the program, whoever it was, and their agency's professional standards.
CREATE POLICY seen ON oversight_taken FOR SELECT TO answerable_app USING (
    {WORKER} OR staff_id = {ME}
    OR ({STANDARDS} AND agency_of(staff_id) = (SELECT acting_agency()))
);
CREATE POLICY added ON oversight_taken FOR INSERT TO answerable_app
    WITH CHECK (staff_id = {ME} AND {SEES});
"""

NEVER = """
CREATE FUNCTION oversight_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was published is only ever added to'
        USING ERRCODE = 'insufficient_privilege';
END $$;
""" + "".join(
    f"CREATE TRIGGER is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}\n"
    "    FOR EACH STATEMENT EXECUTE FUNCTION oversight_refuse();\n"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_tables"), ("people", "0008_oversight")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (FORCED, WHO, NEVER)]
