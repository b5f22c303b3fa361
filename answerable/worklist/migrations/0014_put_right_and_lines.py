"""An entry that was put right is, to the victim, only what it is now; and what kind of line of
enquiry a request of theirs serves.

Her pages read what came in the place of an entry. The entry as it was stayed to be read in the
database under her own role: its codes, and a correction in whose place a later one came. Now what
was replaced is no row to her, nor to a supporter. In its place stands what is left of it
(`record_stubs`, of what the worklist keeps): with that and the correction it reads as it stands.

A line of enquiry is an entry of the agencies. Of those that a request of hers names, her session is
told what kind each is, and nothing else. Where the worklist was not made anew since, it is told
none: `answerable worklist rebuild`.
"""

from __future__ import annotations

from django.db import migrations, models

REPLACED = """
CREATE FUNCTION replaced_to_her() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(seq::integer), '{}')
        FROM worklist_told CROSS JOIN LATERAL jsonb_object_keys(stubs) AS seq
        WHERE case_id = coalesce(victims_case_id(), supporters_case_id())
    );
END $$;

CREATE FUNCTION record_stubs(wanted uuid) RETURNS TABLE (
    case_id uuid, log varchar, seq integer, event varchar, occurred_at timestamptz,
    recorded_at timestamptz, actor uuid, agency varchar, subject text, data jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- Everybody else reads the entries themselves.
    IF coalesce(current_setting('answerable.purpose', true), '') NOT IN ('victim', 'supporter') THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT entry.case_id, entry.log, entry.seq, (one.stub ->> 'event')::varchar,
        (one.stub ->> 'occurred_at')::timestamptz, entry.recorded_at, entry.actor, entry.agency,
        one.stub ->> 'subject', one.stub -> 'data'
    FROM worklist_told AS told
    CROSS JOIN LATERAL (
        SELECT key::integer AS number, nullif(value, '')::jsonb AS stub
        FROM jsonb_each_text(told.stubs)
    ) AS one
    JOIN record_entry AS entry
        ON entry.case_id = told.case_id AND entry.log = 'case' AND entry.seq = one.number
    WHERE told.case_id = wanted AND one.stub IS NOT NULL AND (
        wanted = (SELECT victims_case_id()) AND (
            entry.seq = ANY((SELECT victims_corrections())::integer[])
            OR 'victim' = ANY(entry.audience)
                AND (entry.agency = 'victim' OR entry.seq <> ALL(told.held))
        )
        OR wanted = (SELECT supporters_case_id()) AND (
            entry.seq = ANY((SELECT supporters_corrections())::integer[])
            OR 'victim' = ANY(entry.audience) AND entry.seq <> ALL(told.by_person)
                AND ARRAY[entry.event::text, one.stub ->> 'event']
                    <@ (SELECT events_shared(supporters_sees()))
        )
    );
END $$;
"""

# Each keeps all that it asked before, and asks one thing more.
POLICIES = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT polname, polrelid::regclass AS of_table, pg_get_expr(polqual, polrelid) AS used
        FROM pg_policy
        WHERE polname IN ('victims', 'supporters') AND polcmd = 'r'
            AND polrelid::regclass::text IN ('record_entry', 'record_note')
    LOOP
        EXECUTE format(
            'ALTER POLICY %I ON %s USING (%s AND seq <> ALL((SELECT replaced_to_her())::integer[]))',
            one.polname, one.of_table, one.used
        );
    END LOOP;
END $$;

-- A letter shows with the entry that says that it was sent, and with what is left of that.
ALTER POLICY victims ON letters_letter USING (
    (SELECT coalesce(current_setting('answerable.purpose', true), '') = 'victim')
    AND case_id = (SELECT victims_case_id()) AND (
        EXISTS (
            SELECT FROM record_entry AS entry
            WHERE entry.case_id = letters_letter.case_id AND entry.log = 'case'
                AND entry.seq = letters_letter.sent
        )
        OR sent IN (SELECT seq FROM record_stubs((SELECT victims_case_id())))
    )
);
"""

LINES = """
CREATE FUNCTION victims_lines() RETURNS TABLE (line text, about text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT one.key, one.value
    FROM worklist_told CROSS JOIN LATERAL jsonb_each_text(lines) AS one
    WHERE case_id = victims_case_id()
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("worklist", "0013_tell_again"),
        ("victims", "0010_operators"),
        ("letters", "0002_who_sees"),
    ]
    operations = [
        migrations.AddField("told", "lines", models.JSONField(db_default={})),
        migrations.AddField("told", "stubs", models.JSONField(db_default={})),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (REPLACED, POLICIES, LINES)),
    ]
