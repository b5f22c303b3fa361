"""Who a victim or a suspect is, where she is reached and her safe words: sealed (answerable/sealing.py)."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from answerable.sealing import seal_column


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        for column in ("name", "chosen_name", "pronoun", "address"):
            seal_column(cursor, "people_person", column, ["id"], "person", column)
        seal_column(cursor, "people_safe_contact", "value", ["id"], "contact")
        seal_column(cursor, "people_safe_word", "value", ["id"], "word")


class Migration(migrations.Migration):
    dependencies = [("people", "0011_safe_words")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
