"""An obligation may have passed: still open, and nobody's next move any more.

Rows that were worked out before say "owed" until the case is written to, or until all is made anew:
`answerable worklist rebuild`.
"""

from __future__ import annotations

from django.db import migrations, models

STATES = ("owed", "paused", "passed", "late", "missed")


class Migration(migrations.Migration):
    dependencies = [("worklist", "0009_put_right")]
    operations = [
        migrations.AlterField(
            "item",
            "state",
            models.CharField(choices=[(one, one) for one in STATES], max_length=8),
        ),
    ]
