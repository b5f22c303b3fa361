"""Who opens a letter, who keeps one, and that it is never changed: it goes, or is erased.

An address stands in it. So it is for those who work in the case, of the agencies that may have that
address, and never for who broke the glass; and for the victim once it has gone. Whether she was
told by then is for the reading of what she was told to say.
"""

from __future__ import annotations

from django.db import migrations

WORKER = "(SELECT acting_worker())"
ME = "(SELECT acting_person())"
WORKED = "case_id = ANY((SELECT working_case_ids())::uuid[])"
MINE = f"({WORKED} AND shown_to && (SELECT acting_agencies())::varchar[])"

WHO = f"""
ALTER TABLE letters_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE letters_letter FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON letters_letter TO answerable_app;
GRANT UPDATE (said, pdf, salt, sent, sent_at, delivered, delivered_at, erased_at, erased_by, why)
    ON letters_letter TO answerable_app;

CREATE POLICY seen ON letters_letter FOR SELECT TO answerable_app USING ({WORKER} OR {MINE});
CREATE POLICY victims ON letters_letter FOR SELECT TO answerable_app
    USING (case_id = (SELECT victims_case_id()) AND sent IS NOT NULL);
CREATE POLICY added ON letters_letter FOR INSERT TO answerable_app WITH CHECK (
    {WORKER} OR (
        prepared_by = {ME} AND {WORKED} AND sent IS NULL AND delivered IS NULL
        AND agency = ANY((SELECT acting_agencies())::varchar[]) AND agency = ANY(shown_to)
    )
);
CREATE POLICY changed ON letters_letter FOR UPDATE TO answerable_app
    USING ({WORKER} OR {MINE}) WITH CHECK ({WORKER} OR {WORKED});
"""

GUARDS = """
CREATE FUNCTION letter_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_at IS NOT NULL
        OR (OLD.sent IS NOT NULL AND NEW.sent IS DISTINCT FROM OLD.sent)
        OR (OLD.sent IS NOT NULL AND NEW.sent_at IS DISTINCT FROM OLD.sent_at)
        OR (OLD.delivered IS NOT NULL AND NEW.delivered IS DISTINCT FROM OLD.delivered)
        OR (OLD.delivered IS NOT NULL AND NEW.delivered_at IS DISTINCT FROM OLD.delivered_at)
        OR (NEW.erased_at IS NULL AND (NEW.pdf, NEW.said, NEW.salt)
            IS DISTINCT FROM (OLD.pdf, OLD.said, OLD.salt))
        OR (NEW.erased_at IS NOT NULL AND (NEW.erased_by IS NULL
            OR NEW.pdf IS NOT NULL OR NEW.said IS NOT NULL OR NEW.salt IS NOT NULL))
    THEN
        RAISE EXCEPTION 'a letter is never changed, only sent, delivered or erased'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_kept BEFORE UPDATE ON letters_letter
    FOR EACH ROW EXECUTE FUNCTION letter_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_tables"),
        ("people", "0007_kept_out"),
        ("victims", "0002_who_sees"),
    ]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WHO, GUARDS)]
