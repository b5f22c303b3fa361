"""The same record, with less work for each append; nothing that is refused is let in.

Whether a case may be written to is asked first of the cases that the person works in, which is
nearly always the answer. A head is read and then moved only where nobody has moved it since, which
one statement sees to, and not a lock before it. That a head never moves back is asked without a
call.
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


class Migration(migrations.Migration):
    dependencies = [("record", "0005_sealed"), ("victims", "0009_staff_are_no_victims")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (LOCK, CHAIN)]
