"""The table of letters: columns and constraints. Other folders call keeping."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Letter(models.Model):
    """A letter as it was made. Its entry in the log has the salted hash of the PDF.

    `seq` is the entry that says that it was prepared, `about` the one that it explains (none: a
    leaflet), `sent` and `delivered` those that say so. `records` is what the entry of its sending
    says. `shown_to` are the agencies that may open it: an address stands in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=32)
    about = models.IntegerField()
    subject = models.TextField(blank=True)
    agency = models.CharField(max_length=16)
    by_post = models.BooleanField()
    address = models.UUIDField(null=True)  # the safe contact that stands in it
    records = models.JSONField()
    shown_to = ArrayField(models.CharField(max_length=16))
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    # Its words, for her own pages, and itself, both sealed. Null: erased, as the salt.
    said = models.TextField(null=True)
    pdf = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    sent = models.IntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered = models.IntegerField(null=True)
    delivered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.UUIDField(null=True)
    why = models.TextField(blank=True, db_default="")

    class Meta:
        db_table = "letters_letter"
        constraints = (
            models.UniqueConstraint(fields=["case_id", "seq"], name="letters_one_an_entry"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"
