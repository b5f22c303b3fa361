"""What only ends, what only the list changes, and who is kept out of a case."""

from __future__ import annotations

from django.db import migrations

WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
MY_AGENCY = "(SELECT acting_agency())"
MANAGES = "(SELECT role_manages(acting_role()))"
STANDARDS = "(SELECT acting_role()) = 'professional_standards'"
SEEN = "case_id = ANY((SELECT visible_case_ids())::uuid[])"
WORKED = "case_id = ANY((SELECT working_case_ids())::uuid[])"
OTHERWISE = f"NOT is_excluded({ME}, case_id)"

GUARD = """
-- A part only ever ends, and never later than it was to.
CREATE FUNCTION part_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.until IS NULL OR NEW.until > OLD.until
        OR ROW(NEW.id, NEW.case_id, NEW.staff_id, NEW.part, NEW.how, NEW.since, NEW.given_by)
            <> ROW(OLD.id, OLD.case_id, OLD.staff_id, OLD.part, OLD.how, OLD.since, OLD.given_by)
    THEN
        RAISE EXCEPTION 'a part in a case only ever ends' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_ends BEFORE UPDATE ON people_part
    FOR EACH ROW EXECUTE FUNCTION part_only_ends();
"""

LISTED = """
-- Of a line of the list, who answers for a team says that somebody has left, and nothing else: a
-- colleague moved into one's own team would bring their cases, and another address a way in.
CREATE FUNCTION staff_is_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT acting_worker()
        AND ROW(NEW.team_id, NEW.rank, NEW.telephone, NEW.email, NEW.working_pattern)
            IS DISTINCT FROM
            ROW(OLD.team_id, OLD.rank, OLD.telephone, OLD.email, OLD.working_pattern)
    THEN
        RAISE EXCEPTION 'the list of staff is the agency''s own'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_listed BEFORE UPDATE ON people_staff
    FOR EACH ROW EXECUTE FUNCTION staff_is_listed();
"""

RIGHTS = f"""
GRANT INSERT ON people_review, people_exclusion, people_attempt TO answerable_app;
CREATE POLICY seen ON people_review FOR SELECT TO answerable_app
    USING (EXISTS (SELECT FROM people_part AS held WHERE held.id = part_id));
CREATE POLICY given ON people_review FOR INSERT TO answerable_app WITH CHECK (
    by = {ME} AND ({MANAGES} OR {STANDARDS}) AND EXISTS (
        SELECT FROM people_part AS held
        WHERE held.id = part_id AND held.case_id = people_review.case_id
            AND held.how = 'break_glass' AND held.staff_id <> {ME}
    )
);

-- Nobody sees their own, nor any of a case that does not exist for them.
CREATE POLICY seen ON people_exclusion FOR SELECT TO answerable_app USING (
    {WORKER} OR (
        staff_id <> {ME} AND {OTHERWISE} AND (
            ({MANAGES} AND {WORKED}) OR ({STANDARDS} AND agency_of(staff_id) = {MY_AGENCY})
        )
    )
);
CREATE POLICY given ON people_exclusion FOR INSERT TO answerable_app WITH CHECK (
    {WORKER} OR (
        excluded_by = {ME} AND CASE how
            WHEN 'declared' THEN staff_id = {ME} AND {SEEN}
            WHEN 'decided' THEN staff_id <> {ME} AND agency_of(staff_id) = {MY_AGENCY}
                AND {OTHERWISE} AND (({MANAGES} AND {WORKED}) OR {STANDARDS})
            ELSE false
        END
    )
);
CREATE POLICY seen ON people_attempt FOR SELECT TO answerable_app USING (
    {WORKER} OR (
        {STANDARDS} AND staff_id <> {ME} AND agency_of(staff_id) = {MY_AGENCY} AND {OTHERWISE}
    )
);
CREATE POLICY noticed ON people_attempt FOR INSERT TO answerable_app WITH CHECK ({WORKER});
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_agencies")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (GUARD, LISTED, RIGHTS)]
