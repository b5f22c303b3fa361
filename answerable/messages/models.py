"""The tables of the outbox: columns and constraints. Other folders call its functions.

No number, no address and no word of what a message is about is here: where it goes is found in the
vault at the moment at which it leaves, and its words are one of a closed list.
"""

from __future__ import annotations

import uuid

from django.db import models

CHANNELS = ("text", "email", "letter")

# What became of a message, in the order in which it may: our own words where it is still here, the
# provider's once it left.
STATES = (
    "created", "waiting", "retrying", "sending", "pending", "accepted", "sent", "delivered",
    "received", "in_folder", "cancelled", "refused", "given_up", "permanent-failure",
    "temporary-failure", "technical-failure",
)  # fmt: skip


class Message(models.Model):
    """A message, by the reference under which the provider knows it: its id.

    `seq` is the entry that caused it, and `told_by_it` says that the entry rests on it: where it
    does not arrive, nobody was told. `contact_id` is the address that a letter was written to.
    `unsure` says that somebody set out to send it, and nobody knows yet what came of that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=32)
    channel = models.CharField(max_length=8, choices=[(one, one) for one in CHANNELS])
    agency = models.CharField(max_length=16)
    hard = models.BooleanField()
    told_by_it = models.BooleanField()
    contact_id = models.UUIDField(null=True)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    unsure = models.BooleanField(default=False)
    failing_since = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_message"
        constraints = (
            models.UniqueConstraint(
                fields=["case_id", "seq", "channel"], name="messages_one_an_entry"
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at"], condition=models.Q(ended_at=None), name="messages_to_do"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Step(models.Model):
    """What became of a message, and when: never changed, only added to."""

    id = models.BigAutoField(primary_key=True)
    message = models.ForeignKey(Message, models.PROTECT)
    case_id = models.UUIDField()
    at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=[(one, one) for one in STATES])
    why = models.CharField(max_length=20, blank=True)
    until = models.DateTimeField(null=True)  # of one that waits: when it is looked at again

    class Meta:
        db_table = "messages_step"
        indexes = (models.Index(fields=["case_id"], name="messages_step_of_case"),)

    def __str__(self) -> str:
        return f"{self.state} of {self.message_id}"


class Paper(models.Model):
    """A letter that waits to leave, as it will be printed; gone once it left, or was erased."""

    message = models.OneToOneField(Message, models.PROTECT, primary_key=True)
    case_id = models.UUIDField()
    pdf = models.BinaryField(null=True)  # sealed; null says gone
    sha256 = models.CharField(max_length=64)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_paper"

    def __str__(self) -> str:
        return str(self.message_id)
