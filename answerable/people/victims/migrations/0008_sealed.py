"""What an app for codes holds: sealed (answerable/sealing.py)."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from answerable.sealing import seal_column


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        seal_column(cursor, "victims_app", "secret", ["account_id"], "app")


class Migration(migrations.Migration):
    dependencies = [("victims", "0007_shown_later")]
    operations = [
        migrations.AlterField("app", "secret", models.TextField()),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
