"""Words by which the victim and a worker know each other: for those who work in the case."""

from __future__ import annotations

import uuid

from django.db import migrations, models

WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
WORKED = "case_id = ANY((SELECT working_case_ids())::uuid[])"

WHO = f"""
ALTER TABLE people_safe_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_safe_word FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (value, until) ON people_safe_word TO answerable_app;
CREATE POLICY functions_read ON people_safe_word FOR SELECT TO answerable_owner USING (true);
CREATE POLICY functions_end ON people_safe_word FOR UPDATE TO answerable_owner USING (true);
-- Never for who broke the glass: whoever has the words can pass for a worker.
CREATE POLICY seen ON people_safe_word FOR SELECT TO answerable_app USING ({WORKER} OR {WORKED});
CREATE POLICY added ON people_safe_word FOR INSERT TO answerable_app
    WITH CHECK (recorded_by = {ME} AND {WORKED});
CREATE POLICY ended ON people_safe_word FOR UPDATE TO answerable_app
    USING ({WORKER} OR {WORKED}) WITH CHECK ({WORKER} OR {WORKED});

CREATE FUNCTION safe_word_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.until IS NOT NULL OR NEW.until IS NULL OR NEW.value IS NOT NULL THEN
        RAISE EXCEPTION 'a safe word is never changed, only ended'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_kept BEFORE UPDATE ON people_safe_word
    FOR EACH ROW EXECUTE FUNCTION safe_word_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0010_contact_waits")]
    operations = [
        migrations.CreateModel(
            name="SafeWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("hers", "hers"), ("ours", "ours"), ("listened", "listened")],
                        max_length=8,
                    ),
                ),
                ("value", models.TextField(null=True)),
                ("recorded_by", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "people_safe_word",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("case_id", "kind"),
                        name="people_word_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),
    ]
