"""The victim chooses safe words on her own pages, and sees that there are some: never which."""

from __future__ import annotations

from django.db import migrations

OWN = """
CREATE POLICY victims_added ON people_safe_word FOR INSERT TO answerable_app WITH CHECK (
    case_id = (SELECT victims_case_id()) AND recorded_by = (SELECT acting_account())
);

CREATE FUNCTION victims_end_word(which varchar, at timestamptz) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH ended AS (
        UPDATE people_safe_word SET until = victims_end_word.at, value = NULL
        WHERE case_id = victims_case_id() AND kind = which AND until IS NULL
        RETURNING 1
    )
    SELECT count(*)::integer FROM ended
$$;

CREATE FUNCTION victims_words() RETURNS TABLE (kind varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kind FROM people_safe_word
    WHERE case_id = victims_case_id() AND until IS NULL ORDER BY kind
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("victims", "0003_own_contact"), ("people", "0011_safe_words")]
    operations = [migrations.RunSQL(OWN, migrations.RunSQL.noop)]
