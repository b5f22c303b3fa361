"""An opening of the record that is to be shown later shows the day after the last day of that, and
at the latest 28 days after it was recorded: whoever still needs it decides it anew. That is ours.

It is decided here, and not on the page: the victim does not see the entry that says so, nor how
many openings there are that it holds back. A delay that was struck out holds back nothing; one that
was put right holds back by its first words too, so that a slip of the pen shows nothing early.
"""

from __future__ import annotations

from django.db import migrations

SHOWN_LATER = """
CREATE OR REPLACE FUNCTION victims_readings() RETURNS TABLE (
    at timestamptz, role varchar, agency varchar, kind varchar, safe_contact boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT read.at, staff.role, agency.name, agency.kind, read.part = 'safe_contact'
    FROM record_reading AS read
    JOIN people_staff AS staff ON staff.id = read.staff_id
    JOIN people_agency AS agency ON agency.code = staff.agency_id
    WHERE read.case_id = victims_case_id()
    AND NOT EXISTS (
        SELECT FROM record_entry AS later
        WHERE later.case_id = read.case_id AND later.log = 'case'
            AND later.event = 'opening.delayed' AND later.data ->> 'whose' = agency.kind
            AND (read.at AT TIME ZONE 'Europe/London')::date
                BETWEEN (later.data ->> 'from')::date AND (later.data ->> 'until')::date
            AND (now() AT TIME ZONE 'Europe/London')::date <= (later.data ->> 'until')::date
            AND now() < later.recorded_at + interval '28 days'
            AND NOT EXISTS (
                SELECT FROM record_entry AS correction
                WHERE correction.case_id = later.case_id AND correction.log = 'case'
                    AND correction.event = 'record.corrected'
                    AND (correction.data ->> 'seq')::integer = later.seq
                    AND NOT correction.data ? 'entry'
            )
    )
    ORDER BY read.at DESC, read.id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("victims", "0006_supporters")]
    operations = [migrations.RunSQL(SHOWN_LATER, migrations.RunSQL.noop)]
