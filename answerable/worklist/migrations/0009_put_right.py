"""Words that were written for the victim and put right since are not hers to read any more.

Her pages read the new ones. The old ones may have been about somebody else, which is why they were
put right: her session does not find them in the database either. A correction that was struck out
hides nothing.
"""

from __future__ import annotations

from django.db import migrations

PUT_RIGHT = """
CREATE FUNCTION victims_put_right() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg((correction.data ->> 'seq')::integer), '{}')
        FROM record_entry AS correction
        WHERE correction.case_id = victims_case_id() AND correction.log = 'case'
            AND correction.event = 'record.corrected'
            AND correction.data #> '{entry,data}' IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM record_entry AS later
                WHERE later.case_id = correction.case_id AND later.log = 'case'
                    AND later.event = 'record.corrected'
                    AND (later.data ->> 'seq')::integer = correction.seq
                    AND NOT later.data ? 'entry'
            )
    );
END $$;

ALTER POLICY victims ON record_note USING (
    case_id = (SELECT victims_case_id()) AND log = 'case' AND 'victim' = ANY(audience)
    AND seq <> ALL((SELECT victims_put_right())::integer[])
    AND EXISTS (
        SELECT FROM record_entry AS entry
        WHERE entry.case_id = record_note.case_id AND entry.log = record_note.log
            AND entry.seq = record_note.seq
    )
);
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0008_counted")]
    operations = [migrations.RunSQL(PUT_RIGHT, migrations.RunSQL.noop)]
