"""What lists and pages ask of a case, or of the whole database, is found without reading all of it."""

from __future__ import annotations

from django.db import migrations, models

OF_CASE = (("caseagency", "people_agency_of_case"), ("person", "people_person_of_case"))


class Migration(migrations.Migration):
    dependencies = [("people", "0023_put_down_anew")]
    operations = [
        *(
            migrations.AddIndex(model, models.Index(fields=["case_id"], name=name))
            for model, name in OF_CASE
        ),
        migrations.AddIndex(
            "part",
            models.Index(
                fields=["since"],
                condition=models.Q(how="break_glass"),
                name="people_broken_glass",
            ),
        ),
    ]
