"""What the database itself sees to: numbers without gaps, the chain of hashes, nothing changed.

`record_text` is the canonical form of an entry; record/canonical.py computes the same in Python,
and a test holds the two together.
"""

from __future__ import annotations

from django.db import migrations

HASHES = """
CREATE FUNCTION record_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE FUNCTION record_text(entry record_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'case_id', entry.case_id, 'log', entry.log, 'seq', entry.seq, 'event', entry.event,
        'occurred_at', record_instant(entry.occurred_at),
        'recorded_at', record_instant(entry.recorded_at),
        'actor', entry.actor, 'agency', entry.agency, 'subject', entry.subject,
        'data', entry.data, 'audience', entry.audience, 'shared_if', entry.shared_if,
        'previous', encode(entry.previous, 'hex')
    )::text
$$;
"""

CHAIN = """
-- Room in each page for the next version of a row that changes with every entry.
ALTER TABLE record_head SET (fillfactor = 50);

CREATE FUNCTION record_open_heads() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO record_head (case_id, log, seq, hash)
        VALUES (NEW.id, 'case', 0, ''), (NEW.id, 'support', 0, '');
    RETURN NEW;
END $$;

CREATE TRIGGER opens_heads AFTER INSERT ON record_case
    FOR EACH ROW EXECUTE FUNCTION record_open_heads();

-- Each entry moves its head, so two that would have one number are two that wait for one row.
CREATE FUNCTION record_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last integer;
BEGIN
    SELECT seq, hash INTO last, NEW.previous FROM record_head
        WHERE case_id = NEW.case_id AND log = NEW.log FOR UPDATE;
    IF last IS NULL OR NEW.seq <> last + 1 THEN
        RAISE EXCEPTION 'an entry has to follow the last one of its log'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.hash = sha256(convert_to(record_text(NEW), 'UTF8'));
    UPDATE record_head SET seq = NEW.seq, hash = NEW.hash
        WHERE case_id = NEW.case_id AND log = NEW.log;
    RETURN NEW;
END $$;

CREATE TRIGGER chains BEFORE INSERT ON record_entry
    FOR EACH ROW EXECUTE FUNCTION record_chain();

-- What an append begins with: whoever comes second to a log waits here, and then sees what the
-- first did. No row comes back for a case that the person may not see, as for one that there is
-- not; and of support services' notes only for a support service.
CREATE FUNCTION record_lock(wanted uuid, logs text[]) RETURNS TABLE (log varchar, seq integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT acting_worker() THEN
        IF wanted <> ALL(visible_case_ids()) THEN
            RETURN;
        END IF;
        IF 'support' = ANY(logs) AND 'support' <> ALL(acting_agencies()) THEN
            logs = array_remove(logs, 'support');
        END IF;
    END IF;
    RETURN QUERY SELECT log, seq FROM record_head
        WHERE case_id = wanted AND log = ANY(logs) ORDER BY log FOR UPDATE;
END $$;

-- The same, and what the caller was answered to this key before. A statement sees what was there
-- when it began, so the answer is looked for in one that begins after the wait.
CREATE FUNCTION record_begin(wanted uuid, logs text[], asker uuid, asked text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    last jsonb;
    answer jsonb;
BEGIN
    SELECT jsonb_object_agg(log, seq) INTO last FROM record_lock(wanted, logs);
    SELECT jsonb_build_array(case_id, seqs, support_seqs) INTO answer
        FROM record_request WHERE caller = asker AND key = asked;
    RETURN jsonb_build_object('last', last, 'answer', answer);
END $$;

-- Everything that one request adds, as whoever calls: row-level security is asked of each row. One
-- statement, whose plan is kept.
CREATE FUNCTION record_append(
    wanted uuid, entries jsonb, notes jsonb, asker uuid, asked text, recorded timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
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
    INSERT INTO record_request (caller, key, case_id, seqs, support_seqs, answered_at)
    SELECT asker, asked, wanted,
        coalesce(array_agg(seq ORDER BY seq) FILTER (WHERE log = 'case'), '{}'),
        coalesce(array_agg(seq ORDER BY seq) FILTER (WHERE log = 'support'), '{}'), recorded
    FROM jsonb_to_recordset(entries) AS one (log varchar, seq integer);
END $$;
"""

NEVER = """
CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON record_entry
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON record_case
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON record_request
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON record_reading
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER is_kept BEFORE DELETE OR TRUNCATE ON record_note
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();
CREATE TRIGGER is_kept BEFORE DELETE OR TRUNCATE ON record_head
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();

-- A head moves on by one entry, and never back.
CREATE FUNCTION record_head_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.case_id <> OLD.case_id OR NEW.log <> OLD.log OR NEW.seq <> OLD.seq + 1 THEN
        RAISE EXCEPTION 'the record is only ever added to' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER moves_on BEFORE UPDATE ON record_head
    FOR EACH ROW EXECUTE FUNCTION record_head_moves_on();
"""

ERASING = """
-- The one change that a note may see: its words and its salt go, and who took them is written.
CREATE FUNCTION record_note_is_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.text IS NULL OR NEW.text IS NOT NULL OR NEW.salt IS NOT NULL
        OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL
        OR ROW(NEW.id, NEW.case_id, NEW.log, NEW.seq, NEW.field, NEW.audience, NEW.shared_if)
            <> ROW(OLD.id, OLD.case_id, OLD.log, OLD.seq, OLD.field, OLD.audience, OLD.shared_if)
    THEN
        RAISE EXCEPTION 'a note is never changed, only erased'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_erased BEFORE UPDATE ON record_note
    FOR EACH ROW EXECUTE FUNCTION record_note_is_erased();
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0001_tables")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (HASHES, CHAIN, NEVER, ERASING)
    ]
