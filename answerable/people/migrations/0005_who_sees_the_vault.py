"""Who sees the vault of victims and suspects, and how it is erased."""

from __future__ import annotations

from django.db import migrations

WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
SEEN = "case_id = ANY((SELECT visible_case_ids())::uuid[])"
WORKED = "case_id = ANY((SELECT working_case_ids())::uuid[])"
MY_KIND = "(SELECT acting_agencies())::varchar[]"

# A support service knows the victim. Of a suspect it knows what the victim sees: nothing here.
HERS = f"(kind = 'victim' OR NOT 'support' = ANY({MY_KIND}))"

WHO = f"""
ALTER TABLE people_person ADD CONSTRAINT hers_is_a_safe_contact
    CHECK (kind = 'suspect' OR address IS NULL);

GRANT INSERT ON people_person TO answerable_app;
GRANT UPDATE (name, chosen_name, pronoun, born_on, address, staff_id, erased_at, erased_by, erased_why)
    ON people_person TO answerable_app;
CREATE POLICY seen ON people_person FOR SELECT TO answerable_app
    USING ({WORKER} OR ({SEEN} AND {HERS}));
CREATE POLICY added ON people_person FOR INSERT TO answerable_app
    WITH CHECK ({WORKER} OR (recorded_by = {ME} AND {WORKED} AND {HERS}));
CREATE POLICY changed ON people_person FOR UPDATE TO answerable_app
    USING ({WORKER} OR ({WORKED} AND {HERS})) WITH CHECK ({WORKER} OR {WORKED});

-- Where she may be reached is for those who work in the case, as far as she said: never for who
-- broke the glass.
GRANT INSERT ON people_safe_contact TO answerable_app;
GRANT UPDATE (value, until, erased_at, erased_by, erased_why) ON people_safe_contact
    TO answerable_app;
CREATE POLICY seen ON people_safe_contact FOR SELECT TO answerable_app
    USING ({WORKER} OR ({WORKED} AND shown_to && {MY_KIND}));
CREATE POLICY added ON people_safe_contact FOR INSERT TO answerable_app WITH CHECK (
    {WORKER} OR (
        recorded_by = {ME} AND {WORKED} AND agency = ANY({MY_KIND}) AND agency = ANY(shown_to)
    )
);
CREATE POLICY changed ON people_safe_contact FOR UPDATE TO answerable_app
    USING ({WORKER} OR ({WORKED} AND shown_to && {MY_KIND})) WITH CHECK ({WORKER} OR {WORKED});
"""

GUARDS = """
-- What was erased stays erased; a safe contact is otherwise only ever ended.
CREATE FUNCTION stays_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was erased stays erased' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stays_erased BEFORE UPDATE ON people_person
    FOR EACH ROW EXECUTE FUNCTION stays_erased();
CREATE TRIGGER stays_erased BEFORE UPDATE ON people_safe_contact
    FOR EACH ROW EXECUTE FUNCTION stays_erased();

CREATE FUNCTION contact_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.value IS DISTINCT FROM OLD.value
        AND (NEW.value IS NOT NULL OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL)
    THEN
        RAISE EXCEPTION 'a contact is never changed, only ended or erased'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_kept BEFORE UPDATE ON people_safe_contact
    FOR EACH ROW EXECUTE FUNCTION contact_is_kept();

-- A member of staff who is the victim or a suspect is excluded with the same statement.
CREATE FUNCTION party_is_excluded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO people_exclusion (id, case_id, staff_id, how, at, excluded_by, why)
        VALUES (gen_random_uuid(), NEW.case_id, NEW.staff_id, 'party', now(), NEW.recorded_by, '');
    RETURN NEW;
END $$;

CREATE POLICY parties ON people_exclusion FOR INSERT TO answerable_owner WITH CHECK (true);
CREATE TRIGGER party_is_excluded AFTER INSERT OR UPDATE OF staff_id ON people_person
    FOR EACH ROW WHEN (NEW.staff_id IS NOT NULL) EXECUTE FUNCTION party_is_excluded();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_who_sees")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WHO, GUARDS)]
