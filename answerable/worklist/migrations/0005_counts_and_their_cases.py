"""Beside each count, on how many cases it rests: few cases are named by many duties."""

from __future__ import annotations

from django.db import migrations

COUNTS = """
DROP FUNCTION worklist_counts(timestamptz, timestamptz, timestamptz, timestamptz, text[]);

CREATE FUNCTION worklist_counts(
    at timestamptz, long_ago timestamptz, end_of_today timestamptz, end_of_week timestamptz,
    grave text[]
) RETURNS TABLE (what text, name text, severity integer, number bigint, cases bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH me AS (
        SELECT staff.agency_id, agency.kind FROM people_staff AS staff
        JOIN people_agency AS agency ON agency.code = staff.agency_id
        WHERE staff.id = acting_person() AND in_time(staff.since, staff.until)
            AND staff.role = 'performance'
    ), cases AS (
        SELECT case_id FROM me JOIN people_case_agency AS its ON its.agency_id = me.agency_id
        WHERE its.since <= at AND (its.until IS NULL OR its.until > at)
        UNION
        SELECT case_id FROM me JOIN people_staff AS staff ON staff.agency_id = me.agency_id
        JOIN people_part AS held ON held.staff_id = staff.id
        WHERE held.how = 'given' AND held.since <= at AND (held.until IS NULL OR held.until > at)
    ), parts AS (
        SELECT unnest(CASE kind
            WHEN 'police' THEN ARRAY['investigator', 'victims_officer', 'supervisor']
            WHEN 'cps' THEN ARRAY['prosecutor']
            WHEN 'support' THEN ARRAY['adviser']
            WHEN 'witness_care' THEN ARRAY['witness_care_officer'] END) AS part
        FROM me
    )
    SELECT 'owed', part, CASE
            WHEN late_from IS NULL THEN 5
            WHEN late_from <= at AND (duty = ANY(grave) OR late_from <= long_ago) THEN 0
            WHEN late_from <= at THEN 1
            WHEN due_at <= end_of_today THEN 2
            WHEN due_at <= end_of_week THEN 3
            ELSE 4 END, count(*), count(DISTINCT case_id)
    FROM worklist_item AS item JOIN cases USING (case_id) JOIN parts ON part = ANY(parts)
    WHERE state IN ('owed', 'paused') AND holds @> at
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT 'stage', stage, NULL, count(*), count(*) FROM worklist_case JOIN cases USING (case_id)
    WHERE holds @> at GROUP BY 2
    UNION ALL
    SELECT 'signal', signal, NULL, count(DISTINCT case_id), count(DISTINCT case_id)
    FROM worklist_signal JOIN cases USING (case_id) JOIN me ON me.kind = ANY(audience)
    WHERE holds @> at AND status = 'raised' GROUP BY 2
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0004_signals_by_case")]
    operations = [migrations.RunSQL(COUNTS, migrations.RunSQL.noop)]
