"""Who sees what, and who may add what: row-level security, forced on every table of the record.

Which cases a person sees, and with which agency's eyes, is for the functions of people to say.
Each policy asks them once a statement, for they stand in a sub-select of their own.
"""

from __future__ import annotations

from django.db import migrations

TABLES = (
    "record_case", "record_head", "record_entry", "record_note", "record_request", "record_reading",
)  # fmt: skip

FORCED = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    f"GRANT SELECT ON {table} TO answerable_app;\n"
    for table in TABLES
)

# What the victim agreed to share of what support services recorded. The last agreement counts;
# one that was corrected counts as none until she is asked again.
AGREED = """
CREATE FUNCTION agreed_items() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(last.case_id || '/' || item)
        FROM (
            SELECT DISTINCT ON (case_id) case_id, seq, data FROM record_entry
            WHERE event = 'support.sharing_agreed' AND log = 'case'
                AND case_id = ANY((SELECT visible_case_ids())::uuid[])
            ORDER BY case_id, seq DESC
        ) AS last
        CROSS JOIN LATERAL jsonb_array_elements_text(last.data -> 'of') AS item
        WHERE NOT EXISTS (
            SELECT FROM record_entry AS correction
            WHERE correction.event = 'record.corrected'
                AND correction.log = 'case' AND correction.case_id = last.case_id
                AND correction.data -> 'seq' = to_jsonb(last.seq)
        )
    ), '{}');
END $$;
"""

SEEN = """
(SELECT acting_worker()) OR (
    case_id = ANY((SELECT visible_case_ids())::uuid[])
    AND (
        audience && (SELECT acting_agencies())::varchar[]
        OR (shared_if <> '' AND (case_id || '/' || shared_if) = ANY((SELECT agreed_items())::text[]))
    )
)
"""

ON_THE_CASE = "(SELECT acting_worker()) OR {column} = ANY((SELECT visible_case_ids())::uuid[])"
ONESELF = "(SELECT acting_worker()) OR {column} = (SELECT acting_person())"

READING = f"""
CREATE POLICY seen ON record_case FOR SELECT TO answerable_app
    USING ({ON_THE_CASE.format(column="id")});
CREATE POLICY seen ON record_entry FOR SELECT TO answerable_app USING ({SEEN});
CREATE POLICY seen ON record_note FOR SELECT TO answerable_app USING ({SEEN});
-- Not even that there are notes of a support service, or how many.
CREATE POLICY seen ON record_head FOR SELECT TO answerable_app USING (
    (SELECT acting_worker()) OR (
        case_id = ANY((SELECT visible_case_ids())::uuid[])
        AND (log = 'case' OR 'support' = ANY((SELECT acting_agencies())::text[]))
    )
);
CREATE POLICY seen ON record_reading FOR SELECT TO answerable_app
    USING ({ON_THE_CASE.format(column="case_id")} OR {ONESELF.format(column="staff_id")});
CREATE POLICY seen ON record_request FOR SELECT TO answerable_app
    USING ({ONESELF.format(column="caller")});
"""

ADDING = f"""
GRANT INSERT ON record_case, record_entry, record_note, record_request, record_reading
    TO answerable_app;

CREATE POLICY added ON record_case FOR INSERT TO answerable_app
    WITH CHECK ({ONESELF.format(column="opened_by")});
CREATE POLICY added ON record_entry FOR INSERT TO answerable_app WITH CHECK (
    (SELECT acting_worker()) OR (
        actor = (SELECT acting_person()) AND case_id = ANY((SELECT visible_case_ids())::uuid[])
        AND (log = 'case' OR 'support' = ANY((SELECT acting_agencies())::text[]))
    )
);
CREATE POLICY added ON record_note FOR INSERT TO answerable_app WITH CHECK (
    (SELECT acting_worker()) OR (
        case_id = ANY((SELECT visible_case_ids())::uuid[])
        AND (log = 'case' OR 'support' = ANY((SELECT acting_agencies())::text[]))
    )
);
CREATE POLICY added ON record_request FOR INSERT TO answerable_app
    WITH CHECK ({ONESELF.format(column="caller")});
CREATE POLICY added ON record_reading FOR INSERT TO answerable_app
    WITH CHECK ({ONESELF.format(column="staff_id")});

-- Erasing a note is the one change; its trigger holds it to that.
GRANT UPDATE (text, salt, erased_at, erased_by, why) ON record_note TO answerable_app;
CREATE POLICY erased ON record_note FOR UPDATE TO answerable_app
    USING ({SEEN}) WITH CHECK ({ONESELF.format(column="erased_by")});
"""

# The functions of the record run as its owner, whom row-level security binds as well.
FUNCTIONS = """
CREATE POLICY functions_read ON record_entry FOR SELECT TO answerable_owner USING (true);
CREATE POLICY functions_read ON record_head FOR SELECT TO answerable_owner USING (true);
CREATE POLICY functions_open ON record_head FOR INSERT TO answerable_owner WITH CHECK (true);
CREATE POLICY functions_move ON record_head FOR UPDATE TO answerable_owner
    USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0002_append_only"), ("people", "0001_parts")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (FORCED, AGREED, READING, ADDING, FUNCTIONS)
    ]
