"""The same sight with less work: what a victim or a supporter may see is asked of them alone.

To a member of staff these policies compare with a case that is nobody's, which is NULL, and of
`NULL AND x` the database works out x all the same: for each statement about a case it looked up
what the victim was told, was not told, and had put right. Now each first asks who is acting.
"""

from __future__ import annotations

from django.db import migrations

WRAPPED = """
DO $$
DECLARE
    one record;
    said text;
BEGIN
    FOR one IN
        SELECT polname, polrelid::regclass AS of_table, polcmd,
            pg_get_expr(polqual, polrelid) AS used, pg_get_expr(polwithcheck, polrelid) AS checked
        FROM pg_policy
        WHERE polname IN ('victims', 'victims_added', 'supporters') AND polcmd IN ('r', 'a')
            AND polrelid::regclass::text IN (
                'record_case', 'record_entry', 'record_note', 'record_request', 'letters_letter'
            )
    LOOP
        said = format(
            '(SELECT coalesce(current_setting(''answerable.purpose'', true), '''') = %L)',
            CASE one.polname WHEN 'supporters' THEN 'supporter' ELSE 'victim' END
        );
        IF one.polcmd = 'r' THEN
            EXECUTE format(
                'ALTER POLICY %I ON %s USING (%s AND %s)', one.polname, one.of_table, said, one.used
            );
        ELSE
            EXECUTE format(
                'ALTER POLICY %I ON %s WITH CHECK (%s AND %s)',
                one.polname, one.of_table, said, one.checked
            );
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0008_sealed"),
        ("worklist", "0009_put_right"),
        ("letters", "0002_who_sees"),
        ("record", "0005_sealed"),
    ]
    operations = [migrations.RunSQL(WRAPPED, migrations.RunSQL.noop)]
