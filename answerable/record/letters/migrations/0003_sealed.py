"""Letters: what they say, and themselves, sealed (answerable/sealing.py)."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from answerable.sealing import seal_column


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        seal_column(cursor, "letters_letter", "said", ["id"], "letter", "said")
        seal_column(cursor, "letters_letter", "pdf", ["id"], "letter", "pdf")


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_who_sees")]
    operations = [
        migrations.AlterField("letter", "said", models.TextField(null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
