"""A victim who was erased may come back, and is put down anew; nobody is there twice."""

from __future__ import annotations

from django.db import migrations, models

NAME = "people_person_once_in_a_case"


class Migration(migrations.Migration):
    dependencies = [("people", "0022_the_same_number_again")]
    operations = [
        migrations.RemoveConstraint("person", NAME),
        migrations.AddConstraint(
            "person",
            models.UniqueConstraint(
                fields=["case_id", "kind", "subject"],
                condition=models.Q(kind="suspect") | models.Q(erased_at=None),
                name=NAME,
            ),
        ),
    ]
