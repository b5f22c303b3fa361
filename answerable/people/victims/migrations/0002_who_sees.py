"""Accounts, codes, sessions and visits are for signing in to see; and the victim's own case, for
the victim, as far as it is theirs to see.

The victim is acting when the purpose says so, and the person is then an account. To every function
and policy about staff that is nobody: no part, no agency, no case.
"""

from __future__ import annotations

from django.db import migrations

TABLES = ("victims_account", "victims_code", "victims_session", "victims_visit")
SIGNING_IN = "(SELECT acting_signing_in())"

FORCED = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    f"GRANT SELECT, INSERT ON {table} TO answerable_app;\n"
    f"CREATE POLICY functions_read ON {table} FOR SELECT TO answerable_owner USING (true);\n"
    f"CREATE POLICY signing_in ON {table} TO answerable_app"
    f" USING ({SIGNING_IN}) WITH CHECK ({SIGNING_IN});\n"
    for table in TABLES
)

RIGHTS = """
GRANT UPDATE (phrase) ON victims_account TO answerable_app;
GRANT UPDATE (used_at, wrong) ON victims_code TO answerable_app;
GRANT UPDATE (touched_at), DELETE ON victims_session TO answerable_app;

-- What was used or voided stays so.
CREATE FUNCTION victims_code_is_spent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.used_at IS NOT NULL OR NEW.wrong < OLD.wrong THEN
        RAISE EXCEPTION 'a code opens once' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_spent BEFORE UPDATE ON victims_code
    FOR EACH ROW EXECUTE FUNCTION victims_code_is_spent();
"""

WHO = """
-- Whoever acts as a victim is no member of staff, whatever the id.
CREATE OR REPLACE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE coalesce(current_setting('answerable.purpose', true), '')
        WHEN 'victim' THEN NULL
        ELSE NULLIF(current_setting('answerable.person', true), '')::uuid
    END
$$;

CREATE FUNCTION acting_account() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE coalesce(current_setting('answerable.purpose', true), '')
        WHEN 'victim' THEN NULLIF(current_setting('answerable.person', true), '')::uuid
    END
$$;

CREATE FUNCTION victims_case_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT case_id FROM victims_account WHERE id = acting_account());
END $$;
"""

TOLD = """
CREATE FUNCTION victims_workers() RETURNS TABLE (
    part varchar, name varchar, agency varchar, telephone varchar, email varchar,
    working_pattern varchar, since timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT held.part, staff.name, agency.name, staff.telephone, staff.email,
        staff.working_pattern, held.since
    FROM people_part AS held
    JOIN people_staff AS staff ON staff.id = held.staff_id
    JOIN people_agency AS agency ON agency.code = staff.agency_id
    WHERE held.case_id = victims_case_id() AND held.how = 'given'
        AND in_time(held.since, held.until) AND in_time(staff.since, staff.until)
    ORDER BY held.since, held.id
$$;

CREATE FUNCTION victims_ways() RETURNS TABLE (
    kind varchar, safe boolean, checked_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kind, safe, checked_at FROM people_safe_contact
    WHERE case_id = victims_case_id() AND erased_at IS NULL
        AND (until IS NULL OR until > now())
    ORDER BY checked_at DESC, id
$$;

-- By role and organisation, and never by name; and not in which room they were, which would tell of
-- what is being decided.
CREATE FUNCTION victims_readings() RETURNS TABLE (
    at timestamptz, role varchar, agency varchar, kind varchar, safe_contact boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT read.at, staff.role, agency.name, agency.kind, read.part = 'safe_contact'
    FROM record_reading AS read
    JOIN people_staff AS staff ON staff.id = read.staff_id
    JOIN people_agency AS agency ON agency.code = staff.agency_id
    WHERE read.case_id = victims_case_id()
    ORDER BY read.at DESC, read.id
$$;

CREATE FUNCTION victims_visits() RETURNS TABLE (at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT visit.at FROM victims_visit AS visit
    JOIN victims_account AS account ON account.id = visit.account_id
    WHERE account.case_id = victims_case_id()
    ORDER BY visit.at DESC
$$;

CREATE FUNCTION victims_codes_left() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*)::integer FROM victims_code AS code
    JOIN victims_account AS account ON account.id = code.account_id
    WHERE account.case_id = victims_case_id() AND code.kind = 'paper'
        AND code.used_at IS NULL AND code.wrong < 5
$$;

CREATE POLICY functions_read ON record_reading FOR SELECT TO answerable_owner USING (true);
"""

# What the victim sees of the record, beside what others do: more policies, each for itself.
RECORD = """
-- A correction goes where what it corrects goes, so that nobody is shown what was put right.
CREATE FUNCTION victims_corrections() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        WITH RECURSIVE corrects (seq, target) AS (
            SELECT seq, (data ->> 'seq')::integer FROM record_entry
            WHERE case_id = victims_case_id() AND log = 'case'
                AND event IN ('record.corrected', 'message.failed')
        ), hers (seq) AS (
            SELECT seq FROM record_entry
            WHERE case_id = victims_case_id() AND log = 'case' AND 'victim' = ANY(audience)
            UNION
            SELECT corrects.seq FROM corrects JOIN hers ON hers.seq = corrects.target
        )
        SELECT coalesce(array_agg(seq), '{}') FROM hers JOIN corrects USING (seq)
    );
END $$;

CREATE POLICY victims ON record_case FOR SELECT TO answerable_app
    USING (id = (SELECT victims_case_id()));
CREATE POLICY victims ON record_entry FOR SELECT TO answerable_app USING (
    case_id = (SELECT victims_case_id()) AND log = 'case'
    AND ('victim' = ANY(audience) OR seq = ANY((SELECT victims_corrections())::integer[]))
);
CREATE POLICY victims ON record_note FOR SELECT TO answerable_app USING (
    case_id = (SELECT victims_case_id()) AND log = 'case' AND 'victim' = ANY(audience)
);
CREATE POLICY victims ON record_request FOR SELECT TO answerable_app USING (
    caller = (SELECT acting_account()) AND case_id = (SELECT victims_case_id())
);

CREATE POLICY victims_added ON record_entry FOR INSERT TO answerable_app WITH CHECK (
    case_id = (SELECT victims_case_id()) AND actor = (SELECT acting_account())
    AND log = 'case' AND agency = 'victim'
);
CREATE POLICY victims_added ON record_request FOR INSERT TO answerable_app WITH CHECK (
    case_id = (SELECT victims_case_id()) AND caller = (SELECT acting_account())
);
CREATE POLICY victims_added ON record_note FOR INSERT TO answerable_app WITH CHECK (
    case_id = (SELECT victims_case_id()) AND log = 'case'
);

CREATE OR REPLACE FUNCTION record_lock(wanted uuid, logs text[])
RETURNS TABLE (log varchar, seq integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT acting_worker() THEN
        IF wanted <> ALL(visible_case_ids()) AND wanted IS DISTINCT FROM victims_case_id() THEN
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


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0001_tables"),
        ("accounts", "0002_who_sees"),
        ("record", "0004_working"),
        ("people", "0007_kept_out"),
    ]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (FORCED, RIGHTS, WHO, TOLD, RECORD)
    ]
