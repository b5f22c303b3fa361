"""The day of birth: sealed as the names are (answerable/sealing.py). Nothing in SQL asks for it.

Where there is none to seal no key is needed; else the migration says that it needs one, and changes
nothing.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from answerable.sealing import seal_column


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        seal_column(cursor, "people_person", "born_on", ["id"], "person", "born_on")


class Migration(migrations.Migration):
    dependencies = [("people", "0019_not_sorted"), ("victims", "0011_asked_again")]
    operations = [
        migrations.AlterField("person", "born_on", models.TextField(null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
