"""The tables of the victim's way in: columns and constraints."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Account(models.Model):
    """What the victim of one case signs in to. It has no name: what they hold and know says whose.

    Whoever is the victim in one case and accused in another has an account of the one alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField(unique=True)
    phrase = models.CharField(max_length=128, blank=True)  # hashed; empty: none was chosen yet
    made_at = models.DateTimeField()

    class Meta:
        db_table = "victims_account"

    def __str__(self) -> str:
        return str(self.id)


class Code(models.Model):
    """A code that opens once: the first one, or one of those on paper. Only its keyed hash is here.

    `how` it was given, by whom, and with which interpreter, stays to be seen.
    """

    KINDS = ("first", "paper")
    HOW = ("voice", "bsl_video", "in_person")
    INTERPRETERS = ("none", "registered")
    GOOD_FOR = timedelta(days=3)  # the first one; paper is good until it is used or voided
    ON_PAPER = 10
    MOST_WRONG = 5  # phrases tried with one code on paper

    code = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT)
    kind = models.CharField(max_length=8, choices=[(one, one) for one in KINDS])
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    how = models.CharField(max_length=16, choices=[(one, one) for one in HOW])
    interpreter = models.CharField(max_length=16, choices=[(one, one) for one in INTERPRETERS])
    wrong = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)  # or voided

    class Meta:
        db_table = "victims_code"

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id}"


class App(models.Model):
    """An app that shows codes, in the place of the paper: where the victim set one up.

    Its name stands in the app alone. `step` is the last code that opened, by its number, and
    `tries` the wrong ones while one code was shown.
    """

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True)
    name = models.CharField(max_length=64, unique=True)  # its keyed hash
    secret = models.TextField()  # sealed
    made_at = models.DateTimeField()
    step = models.BigIntegerField(default=0)
    tried_step = models.BigIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "victims_app"

    def __str__(self) -> str:
        return f"of {self.account_id}"


class Session(models.Model):
    """A session, under the hash of the key that the browser has: a stolen row opens nothing."""

    key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT)
    began_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        db_table = "victims_session"

    def __str__(self) -> str:
        return f"of {self.account_id}"


class Visit(models.Model):
    """That somebody came in with the victim's codes, for the victim to see whether it was them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "victims_visit"

    def __str__(self) -> str:
        return f"of {self.account_id}"


class Supporter(models.Model):
    """Somebody whom the victim lets see what she ticked, under a name that she chose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField(db_index=True)
    name = models.TextField(null=True)  # sealed; null: who named them was erased
    sees = ArrayField(models.CharField(max_length=16))
    phrase = models.CharField(max_length=128, blank=True)  # hashed; empty: none was chosen yet
    named_at = models.DateTimeField()
    named_by = models.UUIDField()  # her account, or the worker who wrote it down for her
    until = models.DateTimeField(null=True)
    # Of one whom a child named: when she is eighteen, and is asked again.
    asked_again_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "victims_supporter"

    def __str__(self) -> str:
        return str(self.id)


class SupporterCode(models.Model):
    """A code of a supporter's that opens once, as those of the victim do."""

    code = models.CharField(max_length=64, primary_key=True)
    supporter = models.ForeignKey(Supporter, models.PROTECT)
    kind = models.CharField(max_length=8, choices=[(one, one) for one in Code.KINDS])
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    wrong = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)  # or voided

    class Meta:
        db_table = "victims_supporter_code"

    def __str__(self) -> str:
        return f"{self.kind} of {self.supporter_id}"


class SupporterSession(models.Model):
    """A supporter's session, under the hash of the key that the browser has."""

    key = models.CharField(max_length=64, primary_key=True)
    supporter = models.ForeignKey(Supporter, models.PROTECT)
    began_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        db_table = "victims_supporter_session"

    def __str__(self) -> str:
        return f"of {self.supporter_id}"


class SupporterVisit(models.Model):
    """That a supporter came in, for the victim to see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supporter = models.ForeignKey(Supporter, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "victims_supporter_visit"

    def __str__(self) -> str:
        return f"of {self.supporter_id}"
