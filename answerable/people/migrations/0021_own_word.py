"""The word that the victim has for themself, beside their name and pronoun: sealed as those are, and
for whoever sees them. A suspect has none."""

from __future__ import annotations

from django.db import migrations, models

HERS = """
ALTER TABLE people_person ADD CONSTRAINT the_victim_alone_has_a_word
    CHECK (kind = 'victim' OR own_word IS NULL);
GRANT UPDATE (own_word) ON people_person TO answerable_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0020_day_of_birth")]
    operations = [
        migrations.AddField("person", "own_word", models.TextField(null=True)),
        migrations.RunSQL(HERS, migrations.RunSQL.noop),
    ]
