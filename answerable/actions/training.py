"""Putting down what somebody is trained for, ending it, taking back what was put down wrongly."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.refusing import NotAllowed
from answerable.people import staff
from answerable.people.access import may_train
from answerable.people.acting import acting_as
from answerable.people.reading import somebody, trainings


def put_down(of: UUID, trained: staff.Qualified, *, by: UUID, at: datetime) -> None:
    """Say what somebody of one's agency is trained for, and from when to when; the same once."""
    with acting_as(by), transaction.atomic():
        _may(by, of)
        staff.hold_trainings(of)  # who pressed twice asks a second time once the first is there
        held = [one for one in trainings(of) if one.taken_back_at is None]
        if trained not in [(one.kind, one.gained_on, one.expires_on) for one in held]:
            staff.qualify(of, trained, by=by, at=at)


def end(of: UUID, training: UUID, *, on: date, by: UUID) -> None:
    """Say from which day on somebody is no longer trained for something."""
    with acting_as(by), transaction.atomic():
        _may(by, of)
        if not staff.end_qualification(of, training, on=on):
            raise NotAllowed


def take_back(of: UUID, training: UUID, *, by: UUID, at: datetime) -> None:
    """Say that it was put down wrongly: it never counts, and stays to be seen."""
    with acting_as(by), transaction.atomic():
        _may(by, of)
        if not staff.take_back_qualification(of, training, by=by, at=at):
            raise NotAllowed


def _may(by: UUID, of: UUID) -> None:
    me, them = somebody(by), somebody(of)
    if me is None or them is None or not may_train(me.role, own=by == of) or (
        me.agency != them.agency
    ):  # fmt: skip
        raise NotAllowed
