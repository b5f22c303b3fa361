"""A number or an address that the victim puts down on her own pages, and what she sees of it."""

from __future__ import annotations

from django.db import migrations

OWN = """
CREATE POLICY victims_added ON people_safe_contact FOR INSERT TO answerable_app WITH CHECK (
    case_id = (SELECT victims_case_id()) AND recorded_by = (SELECT acting_account())
    AND agency = 'victim' AND safe
);

-- The ones of a kind that were safe before: what is put down as unsafe stays.
CREATE FUNCTION victims_end_ways(which varchar, at timestamptz) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH ended AS (
        UPDATE people_safe_contact SET until = at
        WHERE case_id = victims_case_id() AND kind = which AND safe AND until IS NULL
        RETURNING 1
    )
    SELECT count(*)::integer FROM ended
$$;
CREATE POLICY functions_end ON people_safe_contact FOR UPDATE TO answerable_owner USING (true);

DROP FUNCTION victims_ways();
CREATE FUNCTION victims_ways() RETURNS TABLE (
    kind varchar, safe boolean, checked_at timestamptz, waits boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kind, safe, checked_at,
        waits_until IS NOT NULL AND (waits_until > now() OR confirmed_at IS NULL)
    FROM people_safe_contact
    WHERE case_id = victims_case_id() AND erased_at IS NULL
        AND (until IS NULL OR until > now())
    ORDER BY checked_at DESC, id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("victims", "0002_who_sees"), ("people", "0010_contact_waits")]
    operations = [migrations.RunSQL(OWN, migrations.RunSQL.noop)]
