"""Two victims of one suspect are both told before the pages of either change.

Each case keeps what it has to say of that for itself, worked out with the rest of its worklist: the
cases it is linked to, since when it holds back hard news, and what of its own waits where another
does. What comes of it is asked when somebody reads, so the pages of one change in the moment in
which the telling of the other is recorded, and nothing is written to a case for what happened in
another.

`told_waits` says from when on what told the victim of a case waits. It says something of the other
case, so nobody may ask it but the functions here; whoever works in the case is answered by
`told_before`. The victim's session gets neither: only that there are no such entries.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

DEFINER = "STABLE SECURITY DEFINER SET search_path = public, pg_temp"

# Cases that share a suspect with a third share it with each other. A case whose victim was erased
# has nobody left to tell.
WAITS = f"""
CREATE FUNCTION told_waits(wanted uuid, at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    RETURN (
        WITH RECURSIVE together (case_id, since) AS (
            SELECT wanted, '-infinity'::timestamptz
            UNION
            SELECT near.case_id, greatest(near.since, together.since)
            FROM together, LATERAL (
                SELECT other.id AS case_id, link.since
                FROM worklist_told AS told,
                    unnest(told.linked, told.linked_at) AS link (reference, since),
                    record_case AS other
                WHERE told.case_id = together.case_id AND other.reference = link.reference
                UNION ALL
                SELECT told.case_id, link.since
                FROM record_case AS its, worklist_told AS told,
                    unnest(told.linked, told.linked_at) AS link (reference, since)
                WHERE its.id = together.case_id AND told.linked @> ARRAY[its.reference::text]
                    AND link.reference = its.reference
            ) AS near
        )
        SELECT min(greatest(news.since, together.since))
        FROM together JOIN worklist_told AS told USING (case_id),
            unnest(told.untold_at, told.untold_until) AS news (since, until)
        WHERE case_id <> wanted AND news.until > at AND NOT EXISTS (
            SELECT FROM people_person AS victim
            WHERE victim.case_id = told.case_id AND victim.kind = 'victim'
            HAVING count(*) > 0 AND count(*) = count(victim.erased_at)
        )
    );
END $$;
REVOKE EXECUTE ON FUNCTION told_waits FROM PUBLIC;

CREATE FUNCTION told_before(wanted uuid, at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF acting_worker() OR wanted = ANY(visible_case_ids()) THEN
        RETURN told_waits(wanted, at);
    END IF;
    RETURN NULL;
END $$;
"""

NOT_TOLD = """
CREATE OR REPLACE FUNCTION {name}(wanted uuid) RETURNS integer[]
LANGUAGE plpgsql {definer} AS $$
DECLARE
    before timestamptz = told_waits(wanted, now());
BEGIN
    RETURN (
        SELECT {column} || ARRAY(
            SELECT seq FROM unnest(later, later_at) AS told (seq, at) WHERE told.at >= before
        )
        FROM worklist_told WHERE case_id = wanted
    );
END $$;
"""

# As in 0006, but that what was not told is asked once, and not for each entry.
CORRECTIONS = """
CREATE OR REPLACE FUNCTION {name}() RETURNS integer[]
LANGUAGE plpgsql {definer} AS $$
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

VICTIMS = CORRECTIONS.format(
    name="victims_corrections", definer=DEFINER, case="victims_case_id()",
    which="(agency = 'victim' OR seq <> ALL((SELECT not_told(victims_case_id()))::integer[]))",
)  # fmt: skip
SUPPORTERS = CORRECTIONS.format(
    name="supporters_corrections", definer=DEFINER, case="supporters_case_id()",
    which="event = ANY((SELECT events_shared(supporters_sees()))::text[])"
    " AND seq <> ALL((SELECT not_told_by_person(supporters_case_id()))::integer[])",
)  # fmt: skip

COLUMNS = (
    ("later", models.IntegerField()),
    ("later_at", models.DateTimeField()),
    ("linked", models.TextField()),
    ("linked_at", models.DateTimeField()),
    ("untold_at", models.DateTimeField()),
    ("untold_until", models.DateTimeField()),
)


class Migration(migrations.Migration):
    dependencies = [("worklist", "0011_by_rules"), ("people", "0018_reviewed_at_work")]
    operations = [
        *(
            migrations.AddField("told", name, ArrayField(base_field=of, db_default=[], size=None))
            for name, of in COLUMNS
        ),
        migrations.AddIndex("told", GinIndex(fields=["linked"], name="worklist_told_linked")),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                WAITS,
                NOT_TOLD.format(name="not_told", definer=DEFINER, column="held"),
                NOT_TOLD.format(name="not_told_by_person", definer=DEFINER, column="by_person"),
                VICTIMS,
                SUPPORTERS,
            )
        ),
    ]
