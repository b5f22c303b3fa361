"""When what a child ticked ends stands with it, for the day of birth is sealed from here on."""

from __future__ import annotations

from django.db import migrations, models

KNOWN = """
ALTER TABLE victims_supporter NO FORCE ROW LEVEL SECURITY;
ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY;
UPDATE victims_supporter AS one SET asked_again_at = came_of_age(victim.born_on)
FROM people_person AS victim
WHERE victim.case_id = one.case_id AND victim.kind = 'victim' AND victim.born_on IS NOT NULL
    AND one.named_at < came_of_age(victim.born_on);
ALTER TABLE victims_supporter FORCE ROW LEVEL SECURITY;
ALTER TABLE people_person FORCE ROW LEVEL SECURITY;
"""

ENDS = """
CREATE OR REPLACE FUNCTION supporter_lives(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM victims_supporter
        WHERE id = wanted AND (until IS NULL OR until > now())
            AND (asked_again_at IS NULL OR asked_again_at > now())
    )
$$;
DROP FUNCTION came_of_age(date);

GRANT UPDATE (asked_again_at) ON victims_supporter TO answerable_app;
CREATE POLICY of_age ON victims_supporter FOR UPDATE TO answerable_app
    USING ((SELECT acting_worker())) WITH CHECK ((SELECT acting_worker()));
"""


class Migration(migrations.Migration):
    dependencies = [("victims", "0010_operators"), ("people", "0019_not_sorted")]
    operations = [
        migrations.AddField("supporter", "asked_again_at", models.DateTimeField(null=True)),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.RunSQL(ENDS, migrations.RunSQL.noop),
    ]
