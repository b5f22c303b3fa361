"""Whether a draft was begun by who had the case before."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0003_drafts_of_the_victim")]
    operations = [
        migrations.AddField(
            model_name="draft", name="from_another", field=models.BooleanField(default=False)
        )
    ]
