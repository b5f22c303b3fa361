"""An app that shows codes: for signing in to see, as all by which the victim comes in."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

SIGNING_IN = "(SELECT acting_signing_in())"

WHO = f"""
ALTER TABLE victims_app ENABLE ROW LEVEL SECURITY;
ALTER TABLE victims_app FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (step, tried_step, tries), DELETE ON victims_app TO answerable_app;
CREATE POLICY signing_in ON victims_app TO answerable_app
    USING ({SIGNING_IN}) WITH CHECK ({SIGNING_IN});
"""


class Migration(migrations.Migration):
    dependencies = [("victims", "0004_own_words")]
    operations = [
        migrations.CreateModel(
            name="App",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="victims.account",
                    ),
                ),
                ("name", models.CharField(max_length=64, unique=True)),
                ("secret", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("step", models.BigIntegerField(default=0)),
                ("tried_step", models.BigIntegerField(default=0)),
                ("tries", models.PositiveIntegerField(default=0)),
            ],
            options={"db_table": "victims_app"},
        ),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),
    ]
