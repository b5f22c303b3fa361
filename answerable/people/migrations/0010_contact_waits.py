"""A changed number or address waits two days, and until a worker has made sure by voice."""

from __future__ import annotations

from django.db import migrations, models

WAITS = """
-- How long is for the database to say: it sees every number and address of the case, and whoever
-- puts one down sees only those that they were let have.
CREATE FUNCTION contact_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.waits_until = NULL;
    NEW.confirmed_at = NULL;
    NEW.confirmed_by = NULL;
    IF NEW.safe AND (NEW.agency = 'victim' OR EXISTS (
        SELECT FROM people_safe_contact AS before
        WHERE before.case_id = NEW.case_id AND before.kind = NEW.kind AND before.erased_at IS NULL
            AND (before.safe OR before.value = NEW.value)
    )) AND NOT EXISTS (
        SELECT FROM people_safe_contact AS same
        WHERE same.case_id = NEW.case_id AND same.kind = NEW.kind AND same.value = NEW.value
            AND same.safe AND (same.until IS NULL OR same.until >= NEW.checked_at)
            AND (same.waits_until IS NULL
                OR (same.waits_until <= NEW.checked_at AND same.confirmed_at IS NOT NULL))
    ) THEN
        NEW.waits_until = NEW.checked_at + interval '48 hours';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER waits BEFORE INSERT ON people_safe_contact
    FOR EACH ROW EXECUTE FUNCTION contact_waits();

-- What was confirmed was so once, by whoever acts.
CREATE FUNCTION contact_is_confirmed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at
        OR NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by
    THEN
        IF OLD.confirmed_at IS NOT NULL OR OLD.waits_until IS NULL OR OLD.until IS NOT NULL
            OR NEW.confirmed_at IS NULL OR NEW.confirmed_by IS DISTINCT FROM acting_person()
        THEN
            RAISE EXCEPTION 'a change is confirmed once, by who made sure of it'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_confirmed_once BEFORE UPDATE ON people_safe_contact
    FOR EACH ROW EXECUTE FUNCTION contact_is_confirmed_once();
GRANT UPDATE (confirmed_at, confirmed_by) ON people_safe_contact TO answerable_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_quicker_sight")]
    operations = [
        migrations.AddField("safecontact", "waits_until", models.DateTimeField(null=True)),
        migrations.AddField("safecontact", "confirmed_at", models.DateTimeField(null=True)),
        migrations.AddField("safecontact", "confirmed_by", models.UUIDField(null=True)),
        migrations.RunSQL(WAITS, migrations.RunSQL.noop),
    ]
