"""A case says who has to tell its victim again what was put right since they were told of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worklist", "0012_told_together")]
    operations = [
        migrations.AddField(
            "casenow",
            "tell_again",
            ArrayField(base_field=models.CharField(max_length=16), db_default=[], size=None),
        ),
        migrations.AddField("casenow", "tell_again_since", models.DateTimeField(null=True)),
    ]
