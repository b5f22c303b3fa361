"""The one table of the pages: what somebody has begun to write and not yet recorded."""

from __future__ import annotations

import uuid

from django.db import models


class Draft(models.Model):
    """What somebody typed into a form of a case; nobody but its author sees it, or who
    takes the case over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = models.UUIDField()
    case_id = models.UUIDField()
    page = models.CharField(max_length=64)
    typed = models.TextField()  # sealed
    saved_at = models.DateTimeField()
    from_another = models.BooleanField(default=False)  # who had the case before began it

    class Meta:
        db_table = "web_draft"
        constraints = (
            models.UniqueConstraint(
                fields=["staff_id", "case_id", "page"], name="web_draft_one_a_page"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page} of {self.case_id}"
