"""Who sees which case, decided by the database: the mirror of people/access.py.

Every policy asks these functions once a statement, in a sub-select of its own. They are STABLE and
run as the owner, whom row-level security binds as well: hence a policy `functions_read` each.
"""

from __future__ import annotations

from django.db import migrations

WORDS = """
CREATE FUNCTION in_time(since timestamptz, until timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT since <= now() AND (until IS NULL OR until > now()) $$;

-- The words of people/roles.py; a test holds the two together.
CREATE FUNCTION role_may_hold(role text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(CASE
        WHEN role = 'investigator' THEN part IN ('investigator', 'victims_officer')
        WHEN role IN ('supervisor', 'duty_supervisor')
            THEN part IN ('investigator', 'victims_officer', 'supervisor')
        WHEN role IN ('prosecutor', 'prosecution_manager') THEN part = 'prosecutor'
        WHEN role IN ('adviser', 'adviser_manager') THEN part = 'adviser'
        WHEN role IN ('witness_care', 'witness_care_manager') THEN part = 'witness_care_officer'
    END, false)
$$;

CREATE FUNCTION role_manages(role text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(role IN (
        'supervisor', 'duty_supervisor', 'prosecution_manager', 'adviser_manager',
        'witness_care_manager'
    ), false)
$$;

CREATE FUNCTION role_breaks_glass(role text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(role IN (
        'investigator', 'supervisor', 'duty_supervisor', 'prosecutor', 'prosecution_manager',
        'witness_care', 'witness_care_manager'
    ), false)
$$;
"""

# Nobody is anybody before they came and after they left.
WHO = """
CREATE FUNCTION acting_agency() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT agency_id FROM people_staff WHERE id = acting_person() AND in_time(since, until)
    );
END $$;

CREATE FUNCTION acting_role() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT role FROM people_staff WHERE id = acting_person() AND in_time(since, until)
    );
END $$;

-- With whose eyes the person reads: an entry is shown to the agencies of its audience.
CREATE OR REPLACE FUNCTION acting_agencies() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(kind::text), '{}') FROM people_agency WHERE code = acting_agency()
    );
END $$;

CREATE FUNCTION agency_of(staff uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT agency_id FROM people_staff WHERE id = staff
    );
END $$;

CREATE FUNCTION is_excluded(staff uuid, wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT EXISTS (SELECT FROM people_exclusion WHERE staff_id = staff AND case_id = wanted)
    );
END $$;
"""

CASES = """
-- The cases in which the person works: to read and to record. An exclusion beats all of it.
CREATE FUNCTION working_case_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        WITH me AS (
            SELECT * FROM people_staff WHERE id = acting_person() AND in_time(since, until)
        ), found AS (
            SELECT held.case_id FROM me JOIN people_part AS held ON held.staff_id = me.id
            WHERE held.how IN ('given', 'cover') AND in_time(held.since, held.until)
                AND role_may_hold(me.role, held.part)
            UNION
            -- A supervisor sees what is with the team, or with the agency and nobody's yet;
            SELECT its.case_id FROM me JOIN people_case_agency AS its ON its.agency_id = me.agency_id
            WHERE role_manages(me.role) AND in_time(its.since, its.until)
                AND (its.team_id IS NULL OR its.team_id = me.team_id)
            UNION
            -- and what those of the team have a part in, those who left too, until it is handed over.
            SELECT held.case_id FROM me JOIN people_staff AS mate ON mate.team_id = me.team_id
            JOIN people_part AS held ON held.staff_id = mate.id
            WHERE role_manages(me.role) AND held.how = 'given' AND in_time(held.since, held.until)
                AND role_may_hold(mate.role, held.part)
        )
        SELECT coalesce(array_agg(case_id), '{}') FROM found
        WHERE case_id NOT IN (
            SELECT case_id FROM people_exclusion WHERE staff_id = acting_person()
        )
    );
END $$;

-- Those, and for an hour the ones that were opened by breaking the glass: to read.
CREATE OR REPLACE FUNCTION visible_case_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT working_case_ids() || coalesce(array_agg(case_id), '{}') FROM people_part
        WHERE staff_id = acting_person() AND how = 'break_glass' AND in_time(since, until)
            AND role_breaks_glass(acting_role()) AND NOT is_excluded(staff_id, case_id)
    );
END $$;

-- The cases that were given to the person, for what only allocated people see.
CREATE FUNCTION allocated_case_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        WITH me AS (
            SELECT * FROM people_staff WHERE id = acting_person() AND in_time(since, until)
        )
        SELECT coalesce(array_agg(held.case_id), '{}')
        FROM me JOIN people_part AS held ON held.staff_id = me.id
        WHERE held.how = 'given' AND in_time(held.since, held.until)
            AND role_may_hold(me.role, held.part)
            AND held.case_id NOT IN (
                SELECT case_id FROM people_exclusion WHERE staff_id = acting_person()
            )
    );
END $$;

-- Those who have or had a part in a case that the person sees: whose names stand in it.
CREATE FUNCTION colleagues() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(DISTINCT staff_id), '{}') FROM people_part
        WHERE case_id = ANY((SELECT visible_case_ids())::uuid[])
    );
END $$;

-- Whoever opens a case gives out its first part; from then on, those who answer for a team.
CREATE OR REPLACE FUNCTION has_nobody(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT NOT EXISTS (SELECT FROM people_part WHERE case_id = wanted)
            AND NOT EXISTS (SELECT FROM people_case_agency WHERE case_id = wanted)
    );
END $$;

CREATE FUNCTION agency_has(wanted uuid, agency text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT EXISTS (SELECT FROM people_case_agency AS its
                WHERE its.case_id = wanted AND its.agency_id = agency AND in_time(since, until))
            OR EXISTS (SELECT FROM people_part AS held
                WHERE held.case_id = wanted AND held.how = 'given' AND in_time(since, until)
                    AND agency_of(held.staff_id) = agency)
    );
END $$;
"""

GIVING = """
CREATE FUNCTION may_hold(staff uuid, part text, wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT EXISTS (SELECT FROM people_staff
            WHERE id = staff AND in_time(since, until) AND role_may_hold(role, part)
        ) AND NOT is_excluded(staff, wanted)
    );
END $$;

-- Nobody gives themselves anything, but the first part of a case that they open, and an hour to
-- read one. Who answers for a team gives to those of the agency.
CREATE FUNCTION may_give(given people_part) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(given.given_by = acting_person() AND CASE
            WHEN given.how = 'break_glass' THEN
                given.staff_id = acting_person() AND given.why <> ''
                AND role_breaks_glass(acting_role())
                AND NOT is_excluded(given.staff_id, given.case_id)
                AND given.until <= given.since + interval '60 minutes'
                AND given.until <= now() + interval '60 minutes'
            WHEN given.staff_id = acting_person() THEN
                given.how = 'given' AND has_nobody(given.case_id)
                AND may_hold(given.staff_id, given.part, given.case_id)
            WHEN given.how IN ('given', 'cover') THEN
                role_manages(acting_role()) AND agency_of(given.staff_id) = acting_agency()
                AND may_hold(given.staff_id, given.part, given.case_id)
                AND (
                    given.case_id = ANY(working_case_ids())
                    OR (given.how = 'cover' AND acting_role() = 'duty_supervisor'
                        AND agency_has(given.case_id, acting_agency())
                        AND NOT is_excluded(acting_person(), given.case_id))
                )
                AND (given.how = 'given' OR given.until <= given.since + interval '14 hours')
        END, false)
    );
END $$;
"""

TABLES = (
    "people_agency", "people_team", "people_staff", "people_qualification", "people_case_agency",
    "people_review", "people_exclusion", "people_attempt", "people_person", "people_safe_contact",
)  # fmt: skip

FORCED = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    f"GRANT SELECT ON {table} TO answerable_app;\n"
    f"CREATE POLICY functions_read ON {table} FOR SELECT TO answerable_owner USING (true);\n"
    for table in TABLES
)

WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
MY_AGENCY = "(SELECT acting_agency())"
MANAGES = "(SELECT role_manages(acting_role()))"
STANDARDS = "(SELECT acting_role()) = 'professional_standards'"
SEEN = "case_id = ANY((SELECT visible_case_ids())::uuid[])"
WORKED = "case_id = ANY((SELECT working_case_ids())::uuid[])"
OTHERWISE = f"NOT is_excluded({ME}, case_id)"

STAFF = f"""
-- Which agencies there are is no secret.
CREATE POLICY seen ON people_agency FOR SELECT TO answerable_app USING (true);
CREATE POLICY listed ON people_agency FOR INSERT TO answerable_owner WITH CHECK (true);
CREATE POLICY seen ON people_team FOR SELECT TO answerable_app
    USING ({WORKER} OR {MY_AGENCY} IS NOT NULL);
-- Police, prosecutors and witness care are known to one another; who works for a support service
-- is known there, and to those who have a case with them.
CREATE POLICY seen ON people_staff FOR SELECT TO answerable_app USING (
    {WORKER} OR {MY_AGENCY} IS NOT NULL AND (
        agency_id = {MY_AGENCY}
        OR agency_id NOT IN (SELECT code FROM people_agency WHERE kind = 'support')
        OR id = ANY((SELECT colleagues())::uuid[])
    )
);
CREATE POLICY seen ON people_qualification FOR SELECT TO answerable_app
    USING (EXISTS (SELECT FROM people_staff AS staff WHERE staff.id = staff_id));

-- The agency's own list of staff comes in as a whole; who answers for a team says that somebody
-- has left, and never of themselves.
GRANT INSERT ON people_team, people_staff, people_qualification TO answerable_app;
GRANT UPDATE (team_id, rank, telephone, email, working_pattern, until) ON people_staff
    TO answerable_app;
CREATE POLICY listed ON people_team FOR INSERT TO answerable_app WITH CHECK ({WORKER});
CREATE POLICY listed ON people_staff FOR INSERT TO answerable_app WITH CHECK ({WORKER});
CREATE POLICY listed ON people_qualification FOR INSERT TO answerable_app WITH CHECK (
    {WORKER} OR ({MANAGES} AND staff_id <> {ME} AND agency_of(staff_id) = {MY_AGENCY})
);
CREATE POLICY changed ON people_staff FOR UPDATE TO answerable_app USING (
    {WORKER} OR ({MANAGES} AND id <> {ME} AND agency_id = {MY_AGENCY} AND until IS NULL)
) WITH CHECK ({WORKER} OR agency_id = {MY_AGENCY});
"""

PARTS = f"""
DROP POLICY given_by_oneself ON people_part;
DROP POLICY on_the_case ON people_part;
GRANT UPDATE (until, ended_by) ON people_part TO answerable_app;
CREATE POLICY seen ON people_part FOR SELECT TO answerable_app USING (
    {WORKER} OR {SEEN} OR (
        how = 'break_glass' AND {STANDARDS} AND staff_id <> {ME}
        AND agency_of(staff_id) = {MY_AGENCY} AND {OTHERWISE}
    )
);
CREATE POLICY given ON people_part FOR INSERT TO answerable_app
    WITH CHECK ({WORKER} OR may_give(people_part));
CREATE POLICY ended ON people_part FOR UPDATE TO answerable_app USING (
    {WORKER} OR (
        {WORKED} AND agency_of(staff_id) = {MY_AGENCY} AND ({MANAGES} OR staff_id = {ME})
    )
) WITH CHECK ({WORKER} OR ended_by = {ME});

GRANT INSERT ON people_case_agency TO answerable_app;
GRANT UPDATE (team_id, until) ON people_case_agency TO answerable_app;
CREATE POLICY seen ON people_case_agency FOR SELECT TO answerable_app USING ({WORKER} OR {SEEN});
CREATE POLICY brought ON people_case_agency FOR INSERT TO answerable_app WITH CHECK (
    {WORKER} OR (brought_by = {ME} AND {WORKED} AND (team_id IS NULL OR agency_id = {MY_AGENCY}))
);
CREATE POLICY moved ON people_case_agency FOR UPDATE TO answerable_app
    USING ({WORKER} OR ({WORKED} AND {MANAGES} AND agency_id = {MY_AGENCY}))
    WITH CHECK ({WORKER} OR agency_id = {MY_AGENCY});
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_vault")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (WORDS, WHO, CASES, GIVING, FORCED, STAFF, PARTS)
    ]
