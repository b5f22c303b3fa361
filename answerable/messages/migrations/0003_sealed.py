"""Letters that wait to leave: sealed (answerable/sealing.py)."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from answerable.sealing import seal_column


def seal(_: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        seal_column(cursor, "messages_paper", "pdf", ["message_id"], "paper")


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_who_sees")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
