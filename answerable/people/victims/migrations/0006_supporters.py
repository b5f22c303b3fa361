"""Supporters: named by the victim, let in by a worker, and shown what she ticked and no more.

A supporter acts under a purpose of their own: to every function about staff, and to every one about
the victim, that is nobody.
"""

from __future__ import annotations

import uuid
from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

TABLES = (
    "victims_supporter", "victims_supporter_code", "victims_supporter_session",
    "victims_supporter_visit",
)  # fmt: skip
SIGNING_IN = "(SELECT acting_signing_in())"
WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
WORKED = "case_id = ANY((SELECT working_case_ids())::uuid[])"
HERS = "case_id = (SELECT victims_case_id())"

FORCED = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    f"GRANT SELECT, INSERT ON {table} TO answerable_app;\n"
    f"CREATE POLICY functions_read ON {table} FOR SELECT TO answerable_owner USING (true);\n"
    f"CREATE POLICY signing_in ON {table} TO answerable_app"
    f" USING ({SIGNING_IN}) WITH CHECK ({SIGNING_IN});\n"
    for table in TABLES
)

RIGHTS = f"""
GRANT UPDATE (sees, until, phrase, name) ON victims_supporter TO answerable_app;
GRANT UPDATE (used_at, wrong) ON victims_supporter_code TO answerable_app;
GRANT UPDATE (touched_at), DELETE ON victims_supporter_session TO answerable_app;
CREATE POLICY victims ON victims_supporter TO answerable_app USING ({HERS})
    WITH CHECK ({HERS});
CREATE POLICY victims ON victims_supporter_visit FOR SELECT TO answerable_app
    USING (supporter_id IN (SELECT id FROM victims_supporter));
-- A worker names one for her who has no telephone, and ends one; what is ticked is hers.
CREATE POLICY seen ON victims_supporter FOR SELECT TO answerable_app USING ({WORKER} OR {WORKED});
CREATE POLICY named ON victims_supporter FOR INSERT TO answerable_app
    WITH CHECK (named_by = {ME} AND {WORKED});
CREATE POLICY ended ON victims_supporter FOR UPDATE TO answerable_app
    USING ({WORKER} OR {WORKED}) WITH CHECK (({WORKER} OR {WORKED}) AND until IS NOT NULL);

CREATE FUNCTION supporter_stays_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.until IS NOT NULL AND (NEW.until IS DISTINCT FROM OLD.until OR NEW.sees <> OLD.sees) THEN
        RAISE EXCEPTION 'who was a supporter is named anew' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_ended BEFORE UPDATE ON victims_supporter
    FOR EACH ROW EXECUTE FUNCTION supporter_stays_ended();
"""

WHO = """
CREATE OR REPLACE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN coalesce(current_setting('answerable.purpose', true), '')
            NOT IN ('victim', 'supporter')
        THEN NULLIF(current_setting('answerable.person', true), '')::uuid
    END
$$;

CREATE FUNCTION came_of_age(born_on date) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT (born_on + interval '18 years') AT TIME ZONE 'Europe/London'
$$;

-- Who came of age is asked again: what was ticked by a child, or for one, ends on that day. The day
-- of birth stays in the vault; this says yes or no.
CREATE FUNCTION supporter_lives(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM victims_supporter AS one
        WHERE one.id = wanted AND (one.until IS NULL OR one.until > now()) AND NOT EXISTS (
            SELECT FROM people_person AS victim
            WHERE victim.case_id = one.case_id AND victim.kind = 'victim'
                AND one.named_at < came_of_age(victim.born_on)
                AND now() >= came_of_age(victim.born_on)
        )
    )
$$;

CREATE FUNCTION acting_supporter() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
    IF coalesce(current_setting('answerable.purpose', true), '') = 'supporter' THEN
        found = NULLIF(current_setting('answerable.person', true), '')::uuid;
        IF supporter_lives(found) THEN RETURN found; END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION supporters_case_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT case_id FROM victims_supporter WHERE id = acting_supporter());
END $$;

CREATE FUNCTION supporters_sees() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT sees FROM victims_supporter WHERE id = acting_supporter()), '{}');
END $$;
"""

# The words of sharing.py; a test holds the two together.
RECORD = """
CREATE FUNCTION events_shared(sees text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN sees && ARRAY['where', 'dates', 'people', 'owed']
            THEN ARRAY['decision.told', 'hearing.told', 'progress.told'] ELSE '{}'::text[] END
        || CASE WHEN 'where' = ANY(sees) THEN ARRAY[
            'crime.reported', 'case.waiting_on_police', 'case.reactivated', 'decision.made',
            'charge.made', 'trial.started', 'court.outcome', 'proceedings.stopped', 'case.closed',
            'case.reopened'
        ] ELSE '{}'::text[] END
        || CASE WHEN 'dates' = ANY(sees)
            THEN ARRAY['hearing.listed', 'hearing.moved'] ELSE '{}'::text[] END
        || CASE WHEN 'owed' = ANY(sees) THEN ARRAY[
            'crime.reported', 'support.offered', 'support.answered', 'support.referred',
            'review.requested', 'review.acknowledged', 'review.decided', 'review.escalated',
            'charge.made', 'case.closed', 'measures.considered', 'hearing.listed', 'hearing.moved',
            'hearing.held', 'hearing.told'
        ] ELSE '{}'::text[] END
$$;

CREATE FUNCTION supporters_corrections() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (
        WITH RECURSIVE corrects (seq, target) AS (
            SELECT seq, (data ->> 'seq')::integer FROM record_entry
            WHERE case_id = supporters_case_id() AND log = 'case'
                AND event IN ('record.corrected', 'message.failed')
        ), shared (seq) AS (
            SELECT seq FROM record_entry
            WHERE case_id = supporters_case_id() AND log = 'case' AND 'victim' = ANY(audience)
                AND event = ANY(events_shared(supporters_sees()))
            UNION
            SELECT corrects.seq FROM corrects JOIN shared ON shared.seq = corrects.target
        )
        SELECT coalesce(array_agg(seq), '{}') FROM shared JOIN corrects USING (seq)
    );
END $$;

-- The entries without their words: no policy shows a supporter any note.
CREATE POLICY supporters ON record_entry FOR SELECT TO answerable_app USING (
    case_id = (SELECT supporters_case_id()) AND log = 'case' AND (
        ('victim' = ANY(audience) AND event = ANY((SELECT events_shared(supporters_sees()))::text[]))
        OR seq = ANY((SELECT supporters_corrections())::integer[])
    )
);

CREATE FUNCTION supporters_workers() RETURNS TABLE (
    part varchar, name varchar, agency varchar, telephone varchar, email varchar,
    working_pattern varchar, since timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT held.part, staff.name, agency.name, staff.telephone, staff.email,
        staff.working_pattern, held.since
    FROM people_part AS held
    JOIN people_staff AS staff ON staff.id = held.staff_id
    JOIN people_agency AS agency ON agency.code = staff.agency_id
    WHERE held.case_id = supporters_case_id() AND 'people' = ANY(supporters_sees())
        AND held.how = 'given'
        AND in_time(held.since, held.until) AND in_time(staff.since, staff.until)
    ORDER BY held.since, held.id
$$;
"""


def _id() -> Any:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _of() -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to="victims.supporter"
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("victims", "0005_app")]
    operations = [
        migrations.CreateModel(
            name="Supporter",
            fields=[
                ("id", _id()),
                ("case_id", models.UUIDField(db_index=True)),
                ("name", models.CharField(max_length=60)),
                (
                    "sees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("phrase", models.CharField(blank=True, max_length=128)),
                ("named_at", models.DateTimeField()),
                ("named_by", models.UUIDField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={"db_table": "victims_supporter"},
        ),
        migrations.CreateModel(
            name="SupporterCode",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("supporter", _of()),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "first"), ("paper", "paper")], max_length=8
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("wrong", models.PositiveIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "victims_supporter_code"},
        ),
        migrations.CreateModel(
            name="SupporterSession",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("supporter", _of()),
                ("began_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
            ],
            options={"db_table": "victims_supporter_session"},
        ),
        migrations.CreateModel(
            name="SupporterVisit",
            fields=[("id", _id()), ("supporter", _of()), ("at", models.DateTimeField())],
            options={"db_table": "victims_supporter_visit"},
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (FORCED, RIGHTS, WHO, RECORD)),
    ]
