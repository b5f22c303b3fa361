"""The cases in which somebody works, as they are found: nobody who asks minds one that comes twice.

Sorting them to leave those out took a sixth of what is asked by nearly every statement. What the
function answers is in people/access.py, and the tests that hold the two together hold it.
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
        RETURN ARRAY(
            SELECT held.case_id FROM people_part AS held
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


class Migration(migrations.Migration):
    dependencies = [("people", "0018_reviewed_at_work")]
    operations = [migrations.RunSQL(CASES, migrations.RunSQL.noop)]
