"""Parts in cases, and the functions by which every policy of row-level security asks who sees what.

The tables of the record ask `visible_case_ids()` and `acting_agencies()`. They are STABLE and run
as the owner, so a policy asks them once a statement: `case_id = ANY((SELECT visible_case_ids()))`
takes a tenth of the time of a sub-select of the table itself. They are in plpgsql, which keeps
their plans: a function in SQL is planned anew at each call.
"""

from __future__ import annotations

import uuid

from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE AS $$
    -- After a transaction that set it, the setting is an empty text.
    SELECT NULLIF(current_setting('answerable.person', true), '')::uuid
$$;

CREATE FUNCTION acting_worker() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('answerable.purpose', true), '') = 'worker'
$$;

CREATE FUNCTION visible_case_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT case_id) FROM people_part
        WHERE staff_id = acting_person() AND since <= now() AND (until IS NULL OR until > now())
    ), '{}');
END $$;

-- With whose eyes the person reads: an entry is shown to the agencies of its audience.
CREATE FUNCTION acting_agencies() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT CASE part
            WHEN 'prosecutor' THEN 'cps'
            WHEN 'adviser' THEN 'support'
            WHEN 'witness_care_officer' THEN 'witness_care'
            ELSE 'police' END)
        FROM people_part WHERE staff_id = acting_person()
    ), '{}');
END $$;

-- Whoever opens a case gives out its first part; from then on, somebody on the case.
CREATE FUNCTION has_nobody(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM people_part WHERE case_id = wanted);
END $$;
"""

RIGHTS = """
ALTER TABLE people_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_part FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON people_part TO answerable_app;

-- The functions above run as the owner, which row-level security binds too.
CREATE POLICY functions_read ON people_part FOR SELECT TO answerable_owner USING (true);
CREATE POLICY on_the_case ON people_part FOR SELECT TO answerable_app
    USING ((SELECT acting_worker()) OR case_id = ANY((SELECT visible_case_ids())::uuid[]));
CREATE POLICY given_by_oneself ON people_part FOR INSERT TO answerable_app WITH CHECK (
    (SELECT acting_worker()) OR (
        given_by = (SELECT acting_person())
        AND (case_id = ANY((SELECT visible_case_ids())::uuid[]) OR has_nobody(case_id))
    )
);
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("staff_id", models.UUIDField()),
                (
                    "part",
                    models.CharField(
                        max_length=24,
                        choices=[
                            ("investigator", "investigator"),
                            ("victims_officer", "victims_officer"),
                            ("supervisor", "supervisor"),
                            ("prosecutor", "prosecutor"),
                            ("adviser", "adviser"),
                            ("witness_care_officer", "witness_care_officer"),
                        ],
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        max_length=16,
                        default="given",
                        choices=[
                            ("given", "given"),
                            ("cover", "cover"),
                            ("break_glass", "break_glass"),
                        ],
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("given_by", models.UUIDField()),
                ("why", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "people_part",
                "indexes": [
                    models.Index(fields=["staff_id"], name="people_part_of_staff"),
                    models.Index(fields=["case_id"], name="people_part_in_case"),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
