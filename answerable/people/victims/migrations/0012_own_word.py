"""The victim says on their own pages which word they have for themself, and sees it there.

Of the vault they see and change this alone: the name, the pronoun and the day of birth stay with
those who work in the case.
"""

from __future__ import annotations

from django.db import migrations

OWN = """
-- Where nobody was put down yet: somebody of whom nothing else is known.
CREATE POLICY victims_added ON people_person FOR INSERT TO answerable_app WITH CHECK (
    case_id = (SELECT victims_case_id()) AND recorded_by = (SELECT acting_account())
    AND kind = 'victim' AND subject = '' AND name IS NULL AND chosen_name IS NULL
    AND pronoun IS NULL AND born_on IS NULL AND staff_id IS NULL AND erased_at IS NULL
);
CREATE POLICY functions_change ON people_person FOR UPDATE TO answerable_owner
    USING (kind = 'victim');

CREATE FUNCTION victims_own_word() RETURNS TABLE (id uuid, own_word text, erased boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, own_word, erased_at IS NOT NULL
    FROM people_person WHERE case_id = victims_case_id() AND kind = 'victim'
$$;

CREATE FUNCTION victims_put_word(which uuid, word text) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH changed AS (
        UPDATE people_person SET own_word = word
        WHERE id = which AND case_id = victims_case_id() AND kind = 'victim'
            AND erased_at IS NULL
        RETURNING 1
    )
    SELECT count(*)::integer FROM changed
$$;
"""

BACK = """
DROP FUNCTION victims_put_word(uuid, text);
DROP FUNCTION victims_own_word();
DROP POLICY functions_change ON people_person;
DROP POLICY victims_added ON people_person;
"""


class Migration(migrations.Migration):
    dependencies = [("victims", "0011_asked_again"), ("people", "0021_own_word")]
    operations = [migrations.RunSQL(OWN, BACK)]
