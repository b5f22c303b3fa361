"""The words of notes: sealed, each for its entry and field (answerable/sealing.py)."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from answerable.sealing import seal_column


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        places = ["case_id", "log", "seq", "field"]
        seal_column(cursor, "record_note", "text", places, "note")


class Migration(migrations.Migration):
    dependencies = [("record", "0004_working")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
