"""The same record, with fewer steps to an append; nothing that is refused is let in.

The server takes longer to make a query ready than to answer one about a single case. So the heads
are locked by one query each, and their numbers given as one value; the entries and the request
go in by one; and what is asked once of each row that is added, and costs
nothing, is asked without a query of its own.
"""

from __future__ import annotations

from django.db import migrations

BEGIN = """
DROP FUNCTION record_lock(uuid, text[]);

-- What an append begins with: whoever comes second to a log waits here, and then sees what the
-- first did. The last number of each log; nothing for a case that the person may not see, as for
-- one that there is not; and of support services' notes only for a support service.
CREATE FUNCTION record_lock(wanted uuid, logs text[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_case integer;
    of_support integer;
BEGIN
    IF NOT acting_worker() THEN
        -- All that is worked in is visible; the longer question is for what is not worked in.
        IF wanted <> ALL(working_case_ids()) AND wanted <> ALL(visible_case_ids())
            AND wanted IS DISTINCT FROM victims_case_id()
        THEN
            RETURN '{}';
        END IF;
        IF 'support' = ANY(logs) AND 'support' <> ALL(acting_agencies()) THEN
            logs = array_remove(logs, 'support');
        END IF;
    END IF;
    -- Always in this order, so that two who want both do not wait for one another.
    IF 'case' = ANY(logs) THEN
        SELECT seq INTO of_case FROM record_head
            WHERE case_id = wanted AND log = 'case' FOR UPDATE;
    END IF;
    IF 'support' = ANY(logs) THEN
        SELECT seq INTO of_support FROM record_head
            WHERE case_id = wanted AND log = 'support' FOR UPDATE;
    END IF;
    RETURN jsonb_strip_nulls(jsonb_build_object('case', of_case, 'support', of_support));
END $$;

-- The same, and what the caller was answered to this key before. A statement sees what was there
-- when it began, so the answer is looked for in one that begins after the wait.
CREATE OR REPLACE FUNCTION record_begin(wanted uuid, logs text[], asker uuid, asked text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    last jsonb = record_lock(wanted, logs);
    answer jsonb;
BEGIN
    SELECT jsonb_build_array(case_id, seqs, support_seqs) INTO answer
        FROM record_request WHERE caller = asker AND key = asked;
    RETURN jsonb_build_object('last', last, 'answer', answer);
END $$;
"""

APPEND = """
DROP FUNCTION record_append(uuid, jsonb, jsonb, uuid, text, timestamptz);

-- Everything that one request adds, as whoever calls: row-level security is asked of each row.
CREATE FUNCTION record_append(
    wanted uuid, entries jsonb, notes jsonb, asker uuid, asked text, recorded timestamptz,
    numbers integer[], support_numbers integer[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH request AS (
        INSERT INTO record_request (caller, key, case_id, seqs, support_seqs, answered_at)
        VALUES (asker, asked, wanted, numbers, support_numbers, recorded)
    )
    INSERT INTO record_entry (
        case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject, data, audience,
        shared_if
    )
    SELECT wanted, log, seq, event, occurred_at, recorded, asker, agency, subject, data, audience,
        shared_if
    FROM jsonb_to_recordset(entries) AS one (
        log varchar, seq integer, event varchar, occurred_at timestamptz, agency varchar,
        subject text, data jsonb, audience varchar[], shared_if varchar
    );
    IF jsonb_array_length(notes) > 0 THEN
        INSERT INTO record_note (id, case_id, log, seq, field, audience, shared_if, salt, text)
        SELECT gen_random_uuid(), wanted, log, seq, field, audience, shared_if,
            decode(salt, 'hex'), text
        FROM jsonb_to_recordset(notes) AS one (
            log varchar, seq integer, field text, audience varchar[], shared_if varchar,
            salt text, text text
        );
    END IF;
END $$;
"""

ADDED = """
ALTER POLICY added ON record_entry WITH CHECK (
    acting_worker() OR (
        actor = acting_person() AND case_id = ANY((SELECT working_case_ids())::uuid[])
        AND (log = 'case' OR 'support' = ANY((SELECT acting_agencies())::text[]))
    )
);
ALTER POLICY added ON record_request WITH CHECK (acting_worker() OR caller = acting_person());
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0007_from_victim"), ("people", "0019_not_sorted")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (BEGIN, APPEND, ADDED)]
