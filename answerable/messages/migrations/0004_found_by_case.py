"""What became of the messages of a case is found without reading all of them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_sealed")]
    operations = [
        migrations.AddIndex("step", models.Index(fields=["case_id"], name="messages_step_of_case")),
    ]
