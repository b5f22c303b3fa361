"""An agency that was brought to a case by mistake is taken back, and who ended a part says why."""

from __future__ import annotations

from django.db import migrations, models

ME = "(SELECT acting_person())"

WHO = f"""
GRANT UPDATE (ended_why) ON people_part TO answerable_app;
GRANT UPDATE (ended_by, ended_why) ON people_case_agency TO answerable_app;

-- Who answers for a team takes back an agency that one of theirs brought and that has done nothing
-- in the case; or says of their own, which another brought, that it has nothing to do with it.
-- Nobody takes away a case in which somebody of the agency has a part.
CREATE FUNCTION may_take_back(its people_case_agency) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(
            its.until IS NULL AND role_manages(acting_role())
            AND its.case_id = ANY(working_case_ids())
            AND agency_of(its.brought_by) <> its.agency_id
            AND acting_agency() IN (its.agency_id, agency_of(its.brought_by))
            AND NOT EXISTS (
                SELECT FROM people_part AS held
                WHERE held.case_id = its.case_id AND agency_of(held.staff_id) = its.agency_id
                    AND held.how <> 'break_glass'
                    AND (its.agency_id <> acting_agency() OR in_time(held.since, held.until))
            )
            AND (its.agency_id = acting_agency() OR NOT EXISTS (
                SELECT FROM record_entry AS entry
                WHERE entry.case_id = its.case_id AND agency_of(entry.actor) = its.agency_id
            )), false)
    );
END $$;

CREATE POLICY taken_back ON people_case_agency FOR UPDATE TO answerable_app
    USING (may_take_back(people_case_agency)) WITH CHECK (ended_by = {ME});

-- That a case is with an agency only ever ends, and as the rule above has it.
CREATE FUNCTION agency_only_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF acting_worker() THEN
        RETURN NEW;
    END IF;
    IF OLD.until IS NOT NULL
        OR NEW.team_id IS DISTINCT FROM OLD.team_id AND OLD.agency_id <> acting_agency()
        OR NEW.until IS NOT NULL AND NOT (
            may_take_back(OLD) AND NEW.ended_by = acting_person() AND NEW.until >= OLD.since
        )
    THEN
        RAISE EXCEPTION 'that a case is with an agency only ever ends, where it was a mistake'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_ends BEFORE UPDATE ON people_case_agency
    FOR EACH ROW EXECUTE FUNCTION agency_only_ends();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0015_list_of_staff"), ("record", "0003_who_sees")]
    operations = [
        migrations.AddField("part", "ended_why", models.TextField(blank=True, default="")),
        migrations.AddField("caseagency", "ended_by", models.UUIDField(null=True)),
        migrations.AddField("caseagency", "ended_why", models.TextField(blank=True, default="")),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),
    ]
