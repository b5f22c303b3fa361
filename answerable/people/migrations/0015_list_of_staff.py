"""An agency's list may say another name or role of somebody; nothing and nobody else may."""

from __future__ import annotations

from django.db import migrations

# Not a right of the application's: who answers for a team may change some things about its people,
# and a role would be more access.
LIST = """
CREATE FUNCTION list_says(who uuid, their_name text, their_role text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT acting_worker() THEN
        RAISE EXCEPTION 'a name and a role come from the list of the agency'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE people_staff SET name = their_name, role = their_role WHERE id = who;
END $$;
CREATE POLICY list_says ON people_staff FOR UPDATE TO answerable_owner
    USING ((SELECT acting_worker())) WITH CHECK ((SELECT acting_worker()));
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0014_nobody_breaks_the_glass")]
    operations = [migrations.RunSQL(LIST, migrations.RunSQL.noop)]
