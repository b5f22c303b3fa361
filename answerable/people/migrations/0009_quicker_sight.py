"""The same answers with less work: these functions are asked by nearly every statement.

Most people answer for no team, and for them two thirds of the query were planned for nothing; and
one function asked another what a join tells at once. What they answer is in people/access.py, and
the tests that hold the two together hold these.
"""

from __future__ import annotations

from django.db import migrations

CASES = """
CREATE OR REPLACE FUNCTION working_case_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me people_staff;
BEGIN
    SELECT * INTO me FROM people_staff WHERE id = acting_person() AND in_time(since, until);
    IF NOT role_manages(me.role) THEN
        RETURN (
            SELECT coalesce(array_agg(DISTINCT held.case_id), '{}') FROM people_part AS held
            WHERE held.staff_id = me.id AND held.how IN ('given', 'cover')
                AND in_time(held.since, held.until) AND role_may_hold(me.role, held.part)
                AND held.case_id NOT IN (
                    SELECT case_id FROM people_exclusion WHERE staff_id = me.id
                )
        );
    END IF;
    RETURN (
        WITH found AS (
            SELECT held.case_id FROM people_part AS held
            WHERE held.staff_id = me.id AND held.how IN ('given', 'cover')
                AND in_time(held.since, held.until) AND role_may_hold(me.role, held.part)
            UNION
            -- A supervisor sees what is with the team, or with the agency and nobody's yet;
            SELECT its.case_id FROM people_case_agency AS its
            WHERE its.agency_id = me.agency_id AND in_time(its.since, its.until)
                AND (its.team_id IS NULL OR its.team_id = me.team_id)
            UNION
            -- and what those of the team have a part in, those who left too, until it is handed over.
            SELECT held.case_id FROM people_staff AS mate
            JOIN people_part AS held ON held.staff_id = mate.id
            WHERE mate.team_id = me.team_id AND held.how = 'given'
                AND in_time(held.since, held.until) AND role_may_hold(mate.role, held.part)
        )
        SELECT coalesce(array_agg(case_id), '{}') FROM found
        WHERE case_id NOT IN (SELECT case_id FROM people_exclusion WHERE staff_id = me.id)
    );
END $$;
"""

EYES = """
CREATE OR REPLACE FUNCTION acting_agencies() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(agency.kind::text), '{}') FROM people_staff AS staff
        JOIN people_agency AS agency ON agency.code = staff.agency_id
        WHERE staff.id = acting_person() AND in_time(staff.since, staff.until)
    );
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0008_oversight")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (CASES, EYES)]
