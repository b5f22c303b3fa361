"""An agency's list may say another name or role of somebody; nothing and nobody else may."""

from __future__ import annotations

from django.db import migrations

LIST = """
GRANT UPDATE (name, role) ON people_staff TO answerable_app;

-- Who answers for a team changes some things about its people; a role would be more access.
CREATE FUNCTION role_is_the_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT acting_worker() THEN
        RAISE EXCEPTION 'a name and a role come from the list of the agency'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER role_is_the_lists BEFORE UPDATE ON people_staff FOR EACH ROW
    WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.role IS DISTINCT FROM NEW.role)
    EXECUTE FUNCTION role_is_the_lists();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0013_training")]
    operations = [migrations.RunSQL(LIST, migrations.RunSQL.noop)]
