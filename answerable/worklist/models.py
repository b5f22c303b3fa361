"""The tables of the worklist: columns and constraints. Other folders call its functions.

But for `Counted` it is worked out from the record, and can be thrown away and made anew. Nothing
says "overdue", or anything else that depends on when it is read: a row says from when until when it
holds if nothing more is recorded (`holds`; open at the end that nothing limits).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

STATES = ("owed", "paused", "passed", "late", "missed")


class Seen(models.Model):
    """Whose eyes a row is for: of those who see every entry that it was worked out from."""

    case_id = models.UUIDField()
    holds = DateTimeRangeField()
    audience = ArrayField(models.CharField(max_length=16))
    shared_if = models.CharField(max_length=32, blank=True)

    class Meta:
        abstract = True


class Item(Seen):
    """An obligation that is owed, or whose clock stands still, or whose moment has passed, or that
    was done late or missed.

    `late_from` is the first instant at which it is late, if it is still owed then: null while its
    clock stands still, and where no day is recorded.
    """

    duty = models.CharField(max_length=64)
    subject = models.TextField(blank=True)
    parts = ArrayField(models.CharField(max_length=24))
    state = models.CharField(max_length=8, choices=[(one, one) for one in STATES])
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    late_from = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "worklist_item"
        indexes = (
            models.Index(fields=["case_id"], name="worklist_item_of_case"),
            models.Index(  # what a list of work reads, in the order in which it ranks
                fields=["case_id", "late_from"],
                condition=models.Q(state__in=("owed", "paused")),
                name="worklist_item_standing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.duty} {self.subject} of {self.case_id}"


class CaseNow(Seen):
    """Where a case is: its stage, since when, and how its suspects differ."""

    stage = models.CharField(max_length=24)
    stage_since = models.DateTimeField(null=True)
    suspects = models.JSONField()  # how many stand where
    force = models.TextField(blank=True)
    team = models.TextField(blank=True)
    cps_area = models.TextField(blank=True)
    last_event_at = models.DateTimeField(null=True)
    owed = models.JSONField()  # how many obligations stand, by the part that owes them
    due_first_at = models.DateTimeField(null=True)  # what has been due longest, or is due first
    # Which agencies have to tell the victim again what was put right since they were told.
    tell_again = ArrayField(models.CharField(max_length=16), db_default=[])
    tell_again_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "worklist_case"
        indexes = (models.Index(fields=["case_id"], name="worklist_case_of_case"),)

    def __str__(self) -> str:
        return f"{self.stage} {self.case_id}"


class SignalNow(Seen):
    """A signal that is raised, or was and is cleared; `events` are the entries that raised it."""

    signal = models.CharField(max_length=64)
    subject = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=[("raised", "raised"), ("cleared", "cleared")])
    raised_at = models.DateTimeField()
    known_at = models.DateTimeField()  # raised by then, and what raised it recorded
    events = ArrayField(models.IntegerField())

    class Meta:
        db_table = "worklist_signal"
        indexes = (models.Index(fields=["case_id", "raised_at"], name="worklist_signal_of_case"),)

    def __str__(self) -> str:
        return f"{self.signal} of {self.case_id}"


class Told(Seen):
    """Up to which entry it is known what the victim was told, and which of those she was not.

    `held` are kept from the victim, `by_person` from a supporter: what no person has told her. No
    member of staff sees it. `later` is what she may see once she was told, and `later_at` when that
    was recorded: it waits while a case that is `linked` to this one, by its reference and since
    then, has hard news that is `untold_at` since before that, and no longer than `untold_until`.
    `lines` says what each line of enquiry is about that a request of hers names, and `stubs` what
    is left of each entry that was put right.
    """

    upto = models.IntegerField()
    held = ArrayField(models.IntegerField())
    by_person = ArrayField(models.IntegerField())
    later = ArrayField(models.IntegerField(), db_default=[])
    later_at = ArrayField(models.DateTimeField(), db_default=[])
    linked = ArrayField(models.TextField(), db_default=[])
    linked_at = ArrayField(models.DateTimeField(), db_default=[])
    untold_at = ArrayField(models.DateTimeField(), db_default=[])
    untold_until = ArrayField(models.DateTimeField(), db_default=[])
    lines = models.JSONField(db_default={})
    stubs = models.JSONField(db_default={})

    class Meta:
        db_table = "worklist_told"
        indexes = (
            models.Index(fields=["case_id"], name="worklist_told_of_case"),
            GinIndex(fields=["linked"], name="worklist_told_linked"),
        )

    def __str__(self) -> str:
        return f"of {self.case_id}"


class Reason(Seen):
    """A reason that was given at a gate, in the place of what it asks for; its words are a note."""

    seq = models.IntegerField()
    event = models.CharField(max_length=64)
    requirement = models.TextField()
    occurred_at = models.DateTimeField()

    class Meta:
        db_table = "worklist_reason"
        indexes = (models.Index(fields=["case_id", "occurred_at"], name="worklist_reason_of_case"),)

    def __str__(self) -> str:
        return f"{self.event} {self.requirement} of {self.case_id}"


class Client(Seen):
    """What a support service knows of a victim whom it stands beside: for that service alone.

    Whose client the victim is, `people_part` and `people_case_agency` say; `service` is empty in
    the row for a service that has recorded nothing yet.
    """

    service = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=16)
    state_since = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    contact_due_on = models.DateField(null=True)

    class Meta:
        db_table = "worklist_client"
        indexes = (models.Index(fields=["case_id"], name="worklist_client_of_case"),)

    def __str__(self) -> str:
        return f"{self.service} {self.case_id}"


class Counted(models.Model):
    """What an agency was counted to owe on a day, as it may be shown; it is only added to.

    `number` settles who counted, where two come at once. `cells`: what, its name, how urgent, how
    many.
    """

    agency = models.CharField(max_length=64)
    number = models.IntegerField()
    counted_at = models.DateTimeField()
    cells = models.JSONField()

    class Meta:
        db_table = "worklist_counted"
        constraints = (
            models.UniqueConstraint(fields=["agency", "number"], name="worklist_counted_once"),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.number}"


class ByRules(models.Model):
    """By which rules all of the worklist was last worked out: one row, or none."""

    id = models.SmallIntegerField(primary_key=True)
    rules = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "worklist_rules"

    def __str__(self) -> str:
        return self.rules
