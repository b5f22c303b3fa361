"""The tables of releases: columns and constraints. Other folders call reading and keeping."""

from __future__ import annotations

import uuid

from django.db import models


class Release(models.Model):
    """What was published once of a log, as it may be shown: nothing behind it is asked again.

    `series` names the log: all of a series are held against one another. `edition` is what the
    next edition compares itself with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.SlugField(max_length=40)
    number = models.IntegerField()
    as_of = models.DateTimeField()
    published_at = models.DateTimeField()
    made_up = models.TextField(blank=True)
    content = models.JSONField()
    edition = models.JSONField()

    class Meta:
        db_table = "oversight_release"
        constraints = (
            models.UniqueConstraint(fields=["series", "number"], name="oversight_one_an_edition"),
        )

    def __str__(self) -> str:
        return f"{self.series} {self.number}"


class Registered(models.Model):
    """A line of the register: every cell of a release, as readers were told it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.OneToOneField(Release, models.PROTECT)
    line = models.JSONField()

    class Meta:
        db_table = "oversight_register"

    def __str__(self) -> str:
        return f"of {self.release_id}"


class Taken(models.Model):
    """That somebody took a table away as a file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, models.PROTECT)
    staff_id = models.UUIDField()
    at = models.DateTimeField()
    what = models.CharField(max_length=80)

    class Meta:
        db_table = "oversight_taken"

    def __str__(self) -> str:
        return f"{self.what} by {self.staff_id}"
