"""The tables of signing in: columns and constraints. Other folders call the functions beside."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from answerable.people.models import Staff


class Account(AbstractBaseUser):
    """What a member of staff signs in to. It has no name of its own: the passkey says whose it is.

    A password is there in the demonstration alone; elsewhere it is one that nobody can type, and
    another such ends every session.
    """

    staff = models.OneToOneField(Staff, models.PROTECT, primary_key=True)

    objects = BaseUserManager["Account"]()
    USERNAME_FIELD = "staff_id"

    class Meta:
        db_table = "accounts_account"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django has a constant
        """Whether they work here now."""
        return self.staff.since <= timezone.now() and not self.has_left

    @property
    def has_left(self) -> bool:
        """Whether they have left."""
        return self.staff.until is not None and self.staff.until <= timezone.now()

    @property
    def email(self) -> str:
        """The address that their agency knows them by."""
        return self.staff.email


class Session(AbstractBaseSession):
    """A session, under the hash of the key that the browser has: a stolen row opens nothing."""

    class Meta(AbstractBaseSession.Meta):
        db_table = "accounts_session"


class Invitation(models.Model):
    """That somebody may enrol a passkey: given in person, used once, good for a day."""

    GOOD_FOR = timedelta(hours=24)

    code = models.CharField(max_length=64, primary_key=True)  # its hash
    staff = models.ForeignKey(Staff, models.PROTECT)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_invitation"

    def __str__(self) -> str:
        return f"for {self.staff_id}"


class Tries(models.Model):
    """How often something that can be guessed was guessed wrongly, from a device or a network."""

    whence = models.CharField(max_length=64, primary_key=True)  # a keyed hash
    since = models.DateTimeField()
    failed = models.PositiveIntegerField()

    class Meta:
        db_table = "accounts_tries"

    def __str__(self) -> str:
        return str(self.failed)
