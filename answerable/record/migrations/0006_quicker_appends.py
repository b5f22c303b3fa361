"""The same record, with less work to write and to read it; nothing that is refused is let in.

Whether a case may be written to is asked first of the cases that the person works in, which is
nearly always the answer. A head is read and then moved only where nobody has moved it since, which
one statement sees to, and not a lock before it. That a head never moves back is asked without a
call. And what is told in part alone is looked for only by those who are on the case and were not
given it: that function was planned anew each time that anybody read a case.
"""

from __future__ import annotations

from django.db import migrations

LOCK = """
CREATE OR REPLACE FUNCTION record_lock(wanted uuid, logs text[])
RETURNS TABLE (log varchar, seq integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT acting_worker() THEN
        -- All that is worked in is visible; the longer question is for what is not worked in.
        IF wanted <> ALL(working_case_ids()) AND wanted <> ALL(visible_case_ids())
            AND wanted IS DISTINCT FROM victims_case_id()
        THEN
            RETURN;
        END IF;
        IF 'support' = ANY(logs) AND 'support' <> ALL(acting_agencies()) THEN
            logs = array_remove(logs, 'support');
        END IF;
    END IF;
    RETURN QUERY SELECT log, seq FROM record_head
        WHERE case_id = wanted AND log = ANY(logs) ORDER BY log FOR UPDATE;
END $$;
"""

CHAIN = """
-- Each entry moves its head, so two that would have one number are two that would move one row: who
-- comes second waits, finds that it has moved, and adds nothing.
CREATE OR REPLACE FUNCTION record_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT hash INTO NEW.previous FROM record_head
        WHERE case_id = NEW.case_id AND log = NEW.log AND seq = NEW.seq - 1;
    IF FOUND THEN
        NEW.hash = sha256(convert_to(record_text(NEW), 'UTF8'));
        UPDATE record_head SET seq = NEW.seq, hash = NEW.hash
            WHERE case_id = NEW.case_id AND log = NEW.log AND seq = NEW.seq - 1;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'an entry has to follow the last one of its log'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER moves_on ON record_head;
DROP FUNCTION record_head_moves_on();
-- A head moves on by one entry, and never back.
CREATE TRIGGER moves_on BEFORE UPDATE ON record_head FOR EACH ROW
    WHEN (NEW.case_id <> OLD.case_id OR NEW.log <> OLD.log OR NEW.seq <> OLD.seq + 1)
    EXECUTE FUNCTION record_refuse();
"""

COARSE = """
CREATE OR REPLACE FUNCTION record_coarse(wanted uuid) RETURNS TABLE (
    case_id uuid, log varchar, seq integer, event varchar, occurred_at timestamptz,
    recorded_at timestamptz, actor uuid, agency varchar, subject text, data jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF acting_worker() OR wanted = ANY(allocated_case_ids()) OR wanted <> ALL(visible_case_ids())
    THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject,
        CASE event
            WHEN 'needs.assessed'
                THEN jsonb_set(data, '{needs}', record_coarse_needs(data -> 'needs'))
            ELSE jsonb_set(
                data, '{entry,data,needs}', record_coarse_needs(data #> '{entry,data,needs}')
            )
        END
    FROM record_entry AS entry
    WHERE case_id = wanted AND event IN ('needs.assessed', 'record.corrected')
        AND record_is_sealed(event, data)
        AND (
            audience && acting_agencies()::varchar[]
            OR (shared_if <> '' AND (case_id || '/' || shared_if) = ANY(agreed_items()))
        );
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0005_sealed"), ("victims", "0002_who_sees")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (LOCK, CHAIN, COARSE)]
