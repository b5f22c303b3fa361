"""What victims recorded themselves, found without reading all that there is of a case."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0006_quicker_appends")]
    operations = [
        migrations.AddIndex(
            model_name="recordentry",
            index=models.Index(
                fields=["case_id", "recorded_at"],
                condition=models.Q(agency="victim"),
                name="record_entry_from_victim",
            ),
        ),
    ]
