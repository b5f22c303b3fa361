"""The tables of people: columns and constraints. Other folders call people's functions."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from answerable.people import roles


def _one_of(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(one, one) for one in codes]


class Agency(models.Model):
    """A police force, a CPS Area, a support service, a witness care unit, or an office that
    oversees them."""

    code = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=16, choices=_one_of(roles.AGENCY_KINDS))
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=32, blank=True)  # the CPS Area that a force works with
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "people_agency"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Those who work for one supervisor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "people_team"

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """A member of staff. Whoever goes to another agency is somebody new there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT)
    team = models.ForeignKey(Team, models.PROTECT, null=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=24, choices=_one_of(roles.ROLES))
    rank = models.CharField(max_length=40, blank=True)
    telephone = models.CharField(max_length=24, blank=True)  # direct
    email = models.EmailField(unique=True)
    working_pattern = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # left; access ends with it, at once

    class Meta:
        db_table = "people_staff"

    def __str__(self) -> str:
        return str(self.id)


class Qualification(models.Model):
    """What a member of staff is trained for, and from when to when."""

    KINDS = ("ssaidp_1", "ssaidp_2", "abe", "solo", "rasso", "isva", "other")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, models.PROTECT)
    kind = models.CharField(max_length=16, choices=_one_of(KINDS))
    gained_on = models.DateField()
    expires_on = models.DateField(null=True)
    recorded_by = models.UUIDField(null=True)  # null: it came with the agency's own list
    recorded_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)  # it was put down wrongly
    taken_back_by = models.UUIDField(null=True)

    class Meta:
        db_table = "people_qualification"

    def __str__(self) -> str:
        return f"{self.kind} of {self.staff_id}"


class CaseAgency(models.Model):
    """An agency that a case is with, and the team that has it there; no team: nobody's yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    agency = models.ForeignKey(Agency, models.PROTECT)
    team = models.ForeignKey(Team, models.PROTECT, null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    brought_by = models.UUIDField()
    ended_by = models.UUIDField(null=True)
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "people_case_agency"
        indexes = (
            models.Index(fields=["agency", "team"], name="people_cases_of_team"),
            models.Index(fields=["case_id"], name="people_agency_of_case"),  # what once was, too
        )
        constraints = (
            models.UniqueConstraint(
                fields=["case_id", "agency"], condition=Q(until=None), name="people_agency_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} on {self.case_id}"


class Part(models.Model):
    """What a member of staff is in a case, since when, and who said so."""

    HOW = ("given", "cover", "break_glass")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    staff_id = models.UUIDField()
    part = models.CharField(max_length=24, choices=_one_of(roles.PARTS))
    how = models.CharField(max_length=16, default="given", choices=_one_of(HOW))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.UUIDField()
    why = models.TextField(blank=True, default="")
    ended_by = models.UUIDField(null=True)
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "people_part"
        indexes = (
            models.Index(fields=["staff_id"], name="people_part_of_staff"),  # visible_case_ids()
            models.Index(fields=["case_id"], name="people_part_in_case"),
            # Few break the glass, and every list of a team asks who did.
            models.Index(
                fields=["since"], condition=Q(how="break_glass"), name="people_broken_glass"
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} of {self.case_id}"


class Review(models.Model):
    """What somebody else said of a broken glass, afterwards."""

    FINDINGS = ("justified", "not_justified")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.OneToOneField(Part, models.PROTECT)
    case_id = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    finding = models.CharField(max_length=16, choices=_one_of(FINDINGS))
    why = models.TextField()

    class Meta:
        db_table = "people_review"

    def __str__(self) -> str:
        return f"{self.finding} of {self.part_id}"


class Exclusion(models.Model):
    """That a case does not exist for a member of staff, whatever else they were given."""

    HOW = ("declared", "decided", "party")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    staff_id = models.UUIDField()
    how = models.CharField(max_length=16, choices=_one_of(HOW))
    at = models.DateTimeField()
    excluded_by = models.UUIDField()
    why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "people_exclusion"
        indexes = (
            models.Index(fields=["staff_id"], name="people_excluded_staff"),
            models.Index(fields=["case_id"], name="people_excluded_in_case"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} from {self.case_id}"


class Attempt(models.Model):
    """That somebody excluded from a case tried to get to it: for professional standards alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    staff_id = models.UUIDField()
    at = models.DateTimeField()
    what = models.CharField(max_length=24)

    class Meta:
        db_table = "people_attempt"

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.case_id}"


class Person(models.Model):
    """The vault: who a victim or a suspect is. `subject` is what the record calls a suspect.

    Everything that says who it is can be erased; the id, and that there was somebody, stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=_one_of(("victim", "suspect")))
    subject = models.CharField(max_length=64, blank=True)
    name = models.TextField(null=True)  # null: erased, or not known yet
    chosen_name = models.TextField(null=True)
    pronoun = models.TextField(null=True)
    own_word = models.TextField(null=True)  # of people/own_word.py; null: not recorded
    born_on = models.TextField(null=True)  # sealed, as is all above and the address
    address = models.TextField(null=True)  # a suspect's; a victim's is a safe contact
    staff_id = models.UUIDField(null=True)  # where it is a member of staff, who is then excluded
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    erased_by = models.UUIDField(null=True)
    erased_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "people_person"
        indexes = (models.Index(fields=["case_id"], name="people_person_of_case"),)
        constraints = (
            models.UniqueConstraint(
                fields=["case_id", "kind", "subject"],
                condition=Q(kind="suspect") | Q(erased_at=None),  # a victim may come back
                name="people_person_once_in_a_case",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class SafeContact(models.Model):
    """A number or an address at which the victim may be reached, and whether it is safe.

    Never changed: another is written, and the one before ends. `shown_to` are the agencies that
    she lets have it. A change waits (the database says until when) and is used by nothing until a
    worker has made sure of it by voice. `agency` is "victim" where she put it down herself.
    """

    KINDS = ("telephone", "email", "address", "other")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    kind = models.CharField(max_length=16, choices=_one_of(KINDS))
    value = models.TextField(null=True)  # null: erased
    marks = ArrayField(models.CharField(max_length=64), default=list)  # sealing.marks of it
    safe = models.BooleanField()
    shown_to = ArrayField(models.CharField(max_length=16))
    recorded_by = models.UUIDField()
    agency = models.CharField(max_length=16, choices=_one_of(roles.KINDS))
    checked_at = models.DateTimeField()
    waits_until = models.DateTimeField(null=True)  # null: it was no change
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    until = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.UUIDField(null=True)
    erased_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "people_safe_contact"
        indexes = (models.Index(fields=["case_id"], name="people_contact_in_case"),)

    def __str__(self) -> str:
        return str(self.id)


class SafeWord(models.Model):
    """A word by which the victim and a worker know each other on the telephone.

    `hers` she says, `ours` the worker says, and `listened` she says where somebody is listening.
    One that another takes the place of is emptied; nobody needs it again.
    """

    KINDS = ("hers", "ours", "listened")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=_one_of(KINDS))
    value = models.TextField(null=True)  # null: over, or erased
    recorded_by = models.UUIDField()
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_safe_word"
        constraints = (
            models.UniqueConstraint(
                fields=["case_id", "kind"], condition=Q(until=None), name="people_word_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
