"""The tables of the record: columns and constraints. Other folders call reading and writing."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

LOGS = [("case", "the case's own"), ("support", "support services' notes, apart from it")]


class RecordCase(models.Model):
    """A case: that there is one. All else about it is worked out from its entries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Unguessable: that a reference is taken already would tell of a case that one may not see.
    reference = models.CharField(max_length=14, unique=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()

    class Meta:
        db_table = "record_case"

    def __str__(self) -> str:
        return self.reference


class RecordHead(models.Model):
    """The last entry of a log of a case: the row that an append locks, and the end of the chain."""

    pk = models.CompositePrimaryKey("case_id", "log")
    case_id = models.UUIDField()
    log = models.CharField(max_length=8, choices=LOGS)
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "record_head"

    def __str__(self) -> str:
        return f"{self.case_id} {self.log} {self.seq}"


class RecordEntry(models.Model):
    """An entry: never changed, chained to the one before by its hash.

    `audience` are the agencies that see it, of those on the case. `shared_if` names what the
    victim has to have agreed for the others to see it; empty: nothing opens it to them.
    """

    pk = models.CompositePrimaryKey("case_id", "log", "seq")
    case_id = models.UUIDField()
    log = models.CharField(max_length=8, choices=LOGS)
    seq = models.IntegerField()
    event = models.CharField(max_length=64)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.UUIDField()
    agency = models.CharField(max_length=16)
    subject = models.TextField(blank=True)
    data = models.JSONField()
    audience = ArrayField(models.CharField(max_length=16))
    shared_if = models.CharField(max_length=32, blank=True)
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "record_entry"
        indexes = (
            models.Index(  # the policy asks for the last agreement of each case that it shows
                fields=["case_id", "seq"],
                condition=models.Q(event__in=("support.sharing_agreed", "record.corrected")),
                name="record_entry_of_agreement",
            ),
            models.Index(  # a list of cases says what the victim of each said lately
                fields=["case_id", "recorded_at"],
                condition=models.Q(agency="victim"),
                name="record_entry_from_victim",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.log} {self.seq}"


class RecordNote(models.Model):
    """What a field of an entry says in words; `text` and `salt` are null once it is erased.

    The entry holds a hash of both. Without the salt, the hash of even a short text says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    log = models.CharField(max_length=8, choices=LOGS)
    seq = models.IntegerField()
    field = models.TextField()  # where in the entry's data, as a JSON pointer
    audience = ArrayField(models.CharField(max_length=16))
    shared_if = models.CharField(max_length=32, blank=True)
    salt = models.BinaryField(null=True)
    text = models.TextField(null=True)  # null says erased, which an empty text does not
    erased_at = models.DateTimeField(null=True)
    erased_by = models.UUIDField(null=True)
    why = models.TextField(blank=True, db_default="")

    class Meta:
        db_table = "record_note"
        constraints = (
            models.UniqueConstraint(
                fields=["case_id", "log", "seq", "field"], name="record_note_one_a_field"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.log} {self.seq} {self.field}"


class RecordRequest(models.Model):
    """A request that was answered: the same key from the same caller gets the same answer."""

    pk = models.CompositePrimaryKey("caller", "key")
    caller = models.UUIDField()
    key = models.CharField(max_length=128)
    case_id = models.UUIDField()
    seqs = ArrayField(models.IntegerField())
    support_seqs = ArrayField(models.IntegerField())
    answered_at = models.DateTimeField()

    class Meta:
        db_table = "record_request"

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"


class RecordReading(models.Model):
    """Who opened which case, when, which part of it, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = models.UUIDField()
    case_id = models.UUIDField()
    at = models.DateTimeField()
    part = models.CharField(max_length=64)
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "record_reading"
        indexes = (models.Index(fields=["case_id", "at"], name="record_reading_of_case"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.at}"
