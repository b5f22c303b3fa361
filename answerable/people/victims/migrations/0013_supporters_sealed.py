"""What the victim calls their supporters: sealed (answerable/sealing.py). Nothing in SQL asks for it.

Where nobody was named no key is needed; else the migration says that it needs one, and changes
nothing. A step back opens them again, for the version before reads them as they stand.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from answerable.sealing import open_column, seal_column

WHERE = ("victims_supporter", "name", ["id"], "supporter", "name")

# Of who was erased it was an empty text, which there is no need to seal.
NO_NAME = """
ALTER TABLE victims_supporter NO FORCE ROW LEVEL SECURITY;
UPDATE victims_supporter SET name = NULL WHERE name = '';
ALTER TABLE victims_supporter FORCE ROW LEVEL SECURITY;
"""
EMPTY_NAME = """
ALTER TABLE victims_supporter NO FORCE ROW LEVEL SECURITY;
UPDATE victims_supporter SET name = '' WHERE name IS NULL;
ALTER TABLE victims_supporter FORCE ROW LEVEL SECURITY;
"""


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        seal_column(cursor, *WHERE)


def unseal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        open_column(cursor, *WHERE)


class Migration(migrations.Migration):
    dependencies = [("victims", "0012_own_word")]
    operations = [
        migrations.AlterField("supporter", "name", models.TextField(null=True)),
        migrations.RunSQL(NO_NAME, EMPTY_NAME),
        migrations.RunPython(seal, unseal),
    ]
