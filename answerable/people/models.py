"""The tables of people: columns and constraints. Other folders call people's functions."""

from __future__ import annotations

import uuid

from django.db import models


class Part(models.Model):
    """What a member of staff is in a case, since when, and who said so."""

    PARTS = (
        "investigator", "victims_officer", "supervisor", "prosecutor", "adviser",
        "witness_care_officer",
    )  # fmt: skip
    HOW = ("given", "cover", "break_glass")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    staff_id = models.UUIDField()
    part = models.CharField(max_length=24, choices=[(one, one) for one in PARTS])
    how = models.CharField(max_length=16, default="given", choices=[(one, one) for one in HOW])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.UUIDField()
    why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "people_part"
        indexes = (
            models.Index(fields=["staff_id"], name="people_part_of_staff"),  # visible_case_ids()
            models.Index(fields=["case_id"], name="people_part_in_case"),
        )

    def __str__(self) -> str:
        return f"{self.part} of {self.case_id}"
