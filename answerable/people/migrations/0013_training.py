"""Training that was put down: by whom, ended, or taken back where it was put down wrongly."""

from __future__ import annotations

from django.db import migrations, models

WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
THEIRS = (
    f"(SELECT role_manages(acting_role())) AND staff_id <> {ME}"
    " AND agency_of(staff_id) = (SELECT acting_agency())"
)

WHO = f"""
GRANT UPDATE (expires_on, taken_back_at, taken_back_by) ON people_qualification TO answerable_app;
ALTER POLICY listed ON people_qualification
    WITH CHECK ({WORKER} OR (recorded_by = {ME} AND {THEIRS}));
CREATE POLICY changed ON people_qualification FOR UPDATE TO answerable_app
    USING ({WORKER} OR ({THEIRS}))
    WITH CHECK ({WORKER} OR (({THEIRS}) AND (taken_back_by IS NULL OR taken_back_by = {ME})));

-- What was taken back stays as it was; nothing but that and an end is ever written over it.
CREATE FUNCTION qualification_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.taken_back_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was taken back stays as it was'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_kept BEFORE UPDATE ON people_qualification
    FOR EACH ROW EXECUTE FUNCTION qualification_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0012_sealed")]
    operations = [
        migrations.AddField("qualification", "recorded_by", models.UUIDField(null=True)),
        migrations.AddField("qualification", "recorded_at", models.DateTimeField(null=True)),
        migrations.AddField("qualification", "taken_back_at", models.DateTimeField(null=True)),
        migrations.AddField("qualification", "taken_back_by", models.UUIDField(null=True)),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),
    ]
