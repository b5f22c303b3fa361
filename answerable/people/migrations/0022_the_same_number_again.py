"""The marks of numbers once more: one written as +44 (0)7700 …, 0044 7700 … or 7700 … was told for
another than 07700 …, and so was used where it had been put down as not safe."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

mark = import_module("answerable.people.migrations.0017_the_same_number").mark


class Migration(migrations.Migration):
    dependencies = [("people", "0021_own_word")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
