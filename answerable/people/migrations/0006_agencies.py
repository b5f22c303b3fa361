"""The agencies of the package's list. A change of the list is another migration like this one."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from answerable.people.agencies import listed


def put_in(apps: Any, _editor: Any) -> None:
    agency = apps.get_model("people", "Agency")
    agency.objects.bulk_create([agency(**one._asdict()) for one in listed()])


class Migration(migrations.Migration):
    dependencies = [("people", "0005_who_sees_the_vault")]
    operations = [migrations.RunPython(put_in, migrations.RunPython.noop)]
