"""What was begun and not yet recorded: sealed (answerable/sealing.py)."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from answerable.sealing import seal_column


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        seal_column(cursor, "web_draft", "typed", ["case_id", "page"], "draft")


class Migration(migrations.Migration):
    dependencies = [("web", "0004_drafts_from_another")]
    operations = [
        migrations.AlterField("draft", "typed", models.TextField()),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
