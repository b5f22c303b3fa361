"""Which number or address is one that was put down before: told by marks, now that they are sealed.

Since 0012 no sealed value is ever equal to another. So a number that was unsafe and was then put
down as safe was no change any more and was used at once, and one that was in use had to wait.
"""

from __future__ import annotations

from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models

from answerable.people.same_way import plain
from answerable.sealing import marks, unseal

WAITS = """
CREATE OR REPLACE FUNCTION contact_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.waits_until = NULL;
    NEW.confirmed_at = NULL;
    NEW.confirmed_by = NULL;
    IF NEW.safe AND (NEW.agency = 'victim' OR EXISTS (
        SELECT FROM people_safe_contact AS before
        WHERE before.case_id = NEW.case_id AND before.kind = NEW.kind AND before.erased_at IS NULL
            AND (before.safe OR before.marks && NEW.marks)
    )) AND NOT EXISTS (
        SELECT FROM people_safe_contact AS same
        WHERE same.case_id = NEW.case_id AND same.kind = NEW.kind AND same.marks && NEW.marks
            AND same.safe AND (same.until IS NULL OR same.until >= NEW.checked_at)
            AND (same.waits_until IS NULL
                OR (same.waits_until <= NEW.checked_at AND same.confirmed_at IS NOT NULL))
    ) THEN
        NEW.waits_until = NEW.checked_at + interval '48 hours';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION contact_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.value IS DISTINCT FROM OLD.value OR NEW.marks IS DISTINCT FROM OLD.marks)
        AND (NEW.value IS NOT NULL OR NEW.marks <> '{}'
            OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL)
    THEN
        RAISE EXCEPTION 'a contact is never changed, only ended or erased'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
GRANT UPDATE (marks) ON people_safe_contact TO answerable_app;
"""


def mark(_: Any, schema_editor: Any) -> None:
    """As the owner, whom row-level security and the guards bind as well: see sealing.seal_column."""
    table = "people_safe_contact"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"SELECT id, case_id, kind, value FROM {table} WHERE value IS NOT NULL")
        for id_, case_id, kind, sealed in cursor.fetchall():
            value = plain(kind, unseal(sealed, "contact", id_))
            cursor.execute(
                f"UPDATE {table} SET marks = %s WHERE id = %s",
                [marks(value, "contact", case_id, kind), id_],
            )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("people", "0016_taken_back")]
    operations = [
        migrations.AddField(
            "safecontact",
            "marks",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=64), default=list, size=None
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.RunSQL(WAITS, migrations.RunSQL.noop),
    ]
