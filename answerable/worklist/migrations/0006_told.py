"""What the victim was not told of, the database holds back from her session too.

Not only the pages: whoever asks the database as her, or as a supporter of hers, gets no entry, no
word and no letter that a person has to tell her of first. What was recorded and not worked out yet
is held back as well; her own words never are.
"""

from __future__ import annotations

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

WORKER = "(SELECT acting_worker())"

TABLE = f"""
ALTER TABLE worklist_told ENABLE ROW LEVEL SECURITY;
ALTER TABLE worklist_told FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON worklist_told TO answerable_app;
CREATE POLICY functions_read ON worklist_told FOR SELECT TO answerable_owner USING (true);
CREATE POLICY worked_out ON worklist_told FOR ALL TO answerable_app
    USING ({WORKER}) WITH CHECK ({WORKER});

CREATE FUNCTION told_upto(wanted uuid) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT max(upto) FROM worklist_told WHERE case_id = wanted);
END $$;

CREATE FUNCTION not_told(wanted uuid) RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT held FROM worklist_told WHERE case_id = wanted);
END $$;

CREATE FUNCTION not_told_by_person(wanted uuid) RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT by_person FROM worklist_told WHERE case_id = wanted);
END $$;
"""

HERS = """
case_id = (SELECT victims_case_id()) AND (
    seq <= (SELECT told_upto(victims_case_id()))
    AND seq <> ALL((SELECT not_told(victims_case_id()))::integer[])
)
"""
THEIRS = """
case_id = (SELECT supporters_case_id()) AND (
    seq <= (SELECT told_upto(supporters_case_id()))
    AND seq <> ALL((SELECT not_told_by_person(supporters_case_id()))::integer[])
)
"""

# A correction says what it corrects: it goes where that goes.
CORRECTIONS = """
CREATE OR REPLACE FUNCTION {name}() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        WITH RECURSIVE corrects (seq, target) AS (
            SELECT seq, (data ->> 'seq')::integer FROM record_entry
            WHERE case_id = {case} AND log = 'case'
                AND event IN ('record.corrected', 'message.failed')
        ), hers (seq) AS (
            SELECT seq FROM record_entry
            WHERE case_id = {case} AND log = 'case' AND 'victim' = ANY(audience)
                AND {which}
            UNION
            SELECT corrects.seq FROM corrects JOIN hers ON hers.seq = corrects.target
        )
        SELECT coalesce(array_agg(seq), '{{}}') FROM hers JOIN corrects USING (seq)
    );
END $$;
"""

POLICIES = f"""
DROP POLICY victims ON record_entry;
CREATE POLICY victims ON record_entry FOR SELECT TO answerable_app USING (
    case_id = (SELECT victims_case_id()) AND log = 'case' AND (
        agency = 'victim' AND 'victim' = ANY(audience)
        OR 'victim' = ANY(audience) AND {HERS}
        OR seq = ANY((SELECT victims_corrections())::integer[])
    )
);
DROP POLICY victims ON record_note;
CREATE POLICY victims ON record_note FOR SELECT TO answerable_app USING (
    case_id = (SELECT victims_case_id()) AND log = 'case' AND 'victim' = ANY(audience)
    AND EXISTS (
        SELECT FROM record_entry AS entry
        WHERE entry.case_id = record_note.case_id AND entry.log = record_note.log
            AND entry.seq = record_note.seq
    )
);
DROP POLICY victims ON letters_letter;
CREATE POLICY victims ON letters_letter FOR SELECT TO answerable_app USING (
    case_id = (SELECT victims_case_id()) AND EXISTS (
        SELECT FROM record_entry AS entry
        WHERE entry.case_id = letters_letter.case_id AND entry.log = 'case'
            AND entry.seq = letters_letter.sent
    )
);
DROP POLICY supporters ON record_entry;
CREATE POLICY supporters ON record_entry FOR SELECT TO answerable_app USING (
    case_id = (SELECT supporters_case_id()) AND log = 'case' AND (
        'victim' = ANY(audience) AND {THEIRS}
            AND event = ANY((SELECT events_shared(supporters_sees()))::text[])
        OR seq = ANY((SELECT supporters_corrections())::integer[])
    )
);
"""

VICTIMS = CORRECTIONS.format(
    name="victims_corrections", case="victims_case_id()",
    which="(agency = 'victim' OR seq <> ALL(not_told(victims_case_id())))",
)  # fmt: skip
SUPPORTERS = CORRECTIONS.format(
    name="supporters_corrections", case="supporters_case_id()",
    which="event = ANY(events_shared(supporters_sees()))"
    " AND seq <> ALL(not_told_by_person(supporters_case_id()))",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("worklist", "0005_counts_and_their_cases"),
        ("victims", "0006_supporters"),
        ("letters", "0002_who_sees"),
    ]
    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("holds", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("shared_if", models.CharField(blank=True, max_length=32)),
                ("upto", models.IntegerField()),
                (
                    "held",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
                (
                    "by_person",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
            ],
            options={
                "db_table": "worklist_told",
                "indexes": [models.Index(fields=["case_id"], name="worklist_told_of_case")],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (TABLE, VICTIMS, SUPPORTERS, POLICIES)
        ),
    ]
