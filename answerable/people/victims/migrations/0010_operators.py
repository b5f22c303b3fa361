"""Who takes the record out at the machine itself opened it as well, and is no member of staff."""

from __future__ import annotations

from django.db import migrations

OPENED = """
CREATE OR REPLACE FUNCTION victims_readings() RETURNS TABLE (
    at timestamptz, role varchar, agency varchar, kind varchar, safe_contact boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT read.at, coalesce(staff.role, 'operator'), coalesce(agency.name, ''),
        coalesce(agency.kind, ''), read.part = 'safe_contact'
    FROM record_reading AS read
    LEFT JOIN people_staff AS staff ON staff.id = read.staff_id
    LEFT JOIN people_agency AS agency ON agency.code = staff.agency_id
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
    dependencies = [("victims", "0009_asked_of_victims_alone")]
    operations = [migrations.RunSQL(OPENED, migrations.RunSQL.noop)]
