"""Only who works in a case adds to it; and three things that fewer see than see the case.

Whoever broke the glass reads, adds nothing, and reads nothing of what support services shared.
Which need of the victim's it is, where it is one of the two that could be turned against her, only
allocated people see; the others see that there is another need. And a case is found by its very
reference by those who may ask for one that is not theirs: to cover it, to open it for an hour, to
keep somebody from it.
"""

from __future__ import annotations

from django.db import migrations

ADDING = """
ALTER POLICY added ON record_entry WITH CHECK (
    (SELECT acting_worker()) OR (
        actor = (SELECT acting_person()) AND case_id = ANY((SELECT working_case_ids())::uuid[])
        AND (log = 'case' OR 'support' = ANY((SELECT acting_agencies())::text[]))
    )
);
ALTER POLICY added ON record_note WITH CHECK (
    (SELECT acting_worker()) OR (
        case_id = ANY((SELECT working_case_ids())::uuid[])
        AND (log = 'case' OR 'support' = ANY((SELECT acting_agencies())::text[]))
    )
);
ALTER POLICY erased ON record_note USING (
    (SELECT acting_worker()) OR (
        case_id = ANY((SELECT working_case_ids())::uuid[])
        AND audience && (SELECT acting_agencies())::varchar[]
    )
);
"""

SHARED = """
CREATE OR REPLACE FUNCTION agreed_items() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(last.case_id || '/' || item), '{}')
        FROM (
            SELECT DISTINCT ON (case_id) case_id, seq, data FROM record_entry
            WHERE event = 'support.sharing_agreed' AND log = 'case'
                AND case_id = ANY((SELECT working_case_ids())::uuid[])
            ORDER BY case_id, seq DESC
        ) AS last
        CROSS JOIN LATERAL jsonb_array_elements_text(last.data -> 'of') AS item
        WHERE NOT EXISTS (
            SELECT FROM record_entry AS correction
            WHERE correction.event = 'record.corrected'
                AND correction.log = 'case' AND correction.case_id = last.case_id
                AND correction.data -> 'seq' = to_jsonb(last.seq)
        )
    );
END $$;
"""

SEALED = """
CREATE FUNCTION record_is_sealed(event text, data jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(CASE event
        WHEN 'needs.assessed' THEN data -> 'needs'
        WHEN 'record.corrected' THEN data #> '{entry,data,needs}'
    END ?| ARRAY['immigration', 'sex_work'], false)
$$;

ALTER POLICY seen ON record_entry USING (
    (SELECT acting_worker()) OR (
        case_id = ANY((SELECT visible_case_ids())::uuid[])
        AND (
            audience && (SELECT acting_agencies())::varchar[]
            OR (shared_if <> ''
                AND (case_id || '/' || shared_if) = ANY((SELECT agreed_items())::text[]))
        )
        AND (NOT record_is_sealed(event, data)
            OR case_id = ANY((SELECT allocated_case_ids())::uuid[]))
    )
);

CREATE FUNCTION record_coarse_needs(needs jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE jsonb_typeof(needs)
        WHEN 'array' THEN (needs - '{immigration,sex_work,other}'::text[]) || '["other"]'
        ELSE '["other"]'
    END
$$;

-- What the policy above keeps back, as those see it who are on the case and were not given it.
CREATE FUNCTION record_coarse(wanted uuid) RETURNS TABLE (
    case_id uuid, log varchar, seq integer, event varchar, occurred_at timestamptz,
    recorded_at timestamptz, actor uuid, agency varchar, subject text, data jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject,
        CASE event
            WHEN 'needs.assessed'
                THEN jsonb_set(data, '{needs}', record_coarse_needs(data -> 'needs'))
            ELSE jsonb_set(
                data, '{entry,data,needs}', record_coarse_needs(data #> '{entry,data,needs}')
            )
        END
    FROM record_entry AS entry
    WHERE case_id = wanted AND event IN ('needs.assessed', 'record.corrected')
        AND record_is_sealed(event, data) AND NOT acting_worker()
        AND case_id = ANY(visible_case_ids()) AND NOT case_id = ANY(allocated_case_ids())
        AND (
            audience && acting_agencies()::varchar[]
            OR (shared_if <> '' AND (case_id || '/' || shared_if) = ANY(agreed_items()))
        )
$$;
"""

# For whom a case does not exist, they never opened it and never recorded in it.
OWN = """
ALTER POLICY seen ON record_reading USING (
    (SELECT acting_worker()) OR case_id = ANY((SELECT visible_case_ids())::uuid[])
);
ALTER POLICY seen ON record_request USING (
    (SELECT acting_worker()) OR (
        caller = (SELECT acting_person()) AND case_id = ANY((SELECT visible_case_ids())::uuid[])
    )
);
"""

NAMED = """
CREATE FUNCTION case_named(wanted text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT id FROM record_case
        WHERE reference = wanted AND NOT is_excluded(acting_person(), id)
            AND (role_breaks_glass(acting_role()) OR acting_role() = 'professional_standards')
    );
END $$;

CREATE POLICY functions_read ON record_case FOR SELECT TO answerable_owner USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0003_who_sees"), ("people", "0004_who_sees")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (ADDING, SHARED, SEALED, OWN, NAMED)
    ]
