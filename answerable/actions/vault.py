"""Putting down who a victim or a suspect is and where she may be reached, and opening that."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from answerable.actions.allocating import known
from answerable.actions.erasing import erase_what_was_written
from answerable.actions.excluding import end_parts
from answerable.actions.letting_her_in import cut_off
from answerable.actions.refusing import AlreadyThere, NotAllowed
from answerable.people import own_word, safe_words, vault
from answerable.people.access import may_erase_somebody, may_see_person, may_work
from answerable.people.acting import SIGNING_IN, WORKER, acting_as, acting_for
from answerable.people.victims import supporters
from answerable.record import reading, writing
from answerable.record.writing import NoSuchCase
from answerable.sealing import marks

# With whom a number or address is shared where she did not say otherwise: what the adviser was
# told stays with the adviser.
SHOWN_TO = {
    "police": ("police", "cps", "witness_care", "support"),
    "cps": ("police", "cps", "witness_care", "support"),
    "witness_care": ("police", "cps", "witness_care", "support"),
    "support": ("support",),
}


def put_person(
    case_id: UUID, kind: str, *, by: UUID, at: datetime, subject: str = "", **details: Any
) -> vault.Person:
    """Put down who the victim is, or a suspect; a member of staff is excluded with it. Somebody of
    whom the very same was put down already is there once; AlreadyThere where it was something else.
    """
    with acting_as(by), transaction.atomic():
        standing = known(case_id, by, at)
        if not may_work(standing) or not may_see_person(standing, kind):
            raise NotAllowed
        _in_the_list(details)
        reading.hold_still(case_id)
        there = [one for one in vault.persons([case_id])[case_id] if one.erased_at is None]
        same = _the_same(there, kind, subject, details)
        if same is not None:
            return same
        if any((one.kind, one.subject) == (kind, subject) for one in there):
            raise AlreadyThere
        person = vault.put(case_id, kind, by=by, at=at, subject=subject, **details)
        supporters.ask_again_at_eighteen(case_id)
        if person.staff_id is not None:
            end_parts(case_id, person.staff_id, by, at)
    return person


def _the_same(
    there: Sequence[vault.Person], kind: str, subject: str, details: Mapping[str, Any]
) -> vault.Person | None:
    """Somebody with these very details, of the name that the record has or of none: sent twice."""
    said = {name: details.get(name) for name in vault.DETAILS}
    return next(
        (
            one for one in there
            if one.kind == kind and subject in ("", one.subject) and any(said.values())
            and {name: getattr(one, name) for name in said} == said
        ),
        None,
    )  # fmt: skip


def _in_the_list(details: Mapping[str, Any]) -> None:
    """The word that the victim has for themself is one of a closed list, whoever puts it down."""
    if details.get("own_word") not in (None, *own_word.WORDS):
        raise NotAllowed


# What the victim says of themself on their own pages stays, whoever changes the rest meanwhile.
MARKED = tuple(name for name in vault.DETAILS if name != "own_word")


def mark_of(person: vault.Person | None) -> str:
    """What was known of somebody when a page was made, as a text that tells nobody of it."""
    said = "" if person is None else str([getattr(person, name) for name in MARKED])
    return marks(said, "who")[0]


def learn(
    case_id: UUID, person_id: UUID, *, by: UUID, at: datetime, was: str = "", **details: Any
) -> None:
    """Put down what is known now of somebody in the vault; AlreadyThere where that is other than
    it `was` (`mark_of`), or what another put down meanwhile would be gone."""
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)):
            raise NotAllowed
        _in_the_list(details)
        reading.hold_still(case_id)
        now = next((o for o in vault.persons([case_id])[case_id] if o.id == person_id), None)
        if was and was != mark_of(now):
            raise AlreadyThere
        if not vault.learn(case_id, person_id, **details):
            raise NoSuchCase
        supporters.ask_again_at_eighteen(case_id)
        if details.get("staff_id") is not None:
            end_parts(case_id, details["staff_id"], by, at)


def erase_person(case_id: UUID, person_id: UUID, *, by: UUID, at: datetime, why: str) -> None:
    """Erase who somebody was, and where the victim was to be reached: for good."""
    with acting_as(by), transaction.atomic():
        if not may_erase_somebody(known(case_id, by, at)):
            raise NotAllowed
        whose = [one for one in vault.persons([case_id])[case_id] if one.id == person_id]
        if not whose or not vault.erase(person_id, by=by, at=at, why=why):
            raise NoSuchCase
        if whose[0].kind == "victim":
            # All of them, and not only those that she let this agency have.
            with acting_for(WORKER):
                reading.hold_still(case_id)
                vault.erase_contacts(case_id, by=by, at=at, why=why)
                safe_words.end(case_id, at, *safe_words.KINDS)
            with acting_for(SIGNING_IN):
                supporters.erase(case_id, at)
            erase_what_was_written(case_id, by=by, at=at, why=why)
            cut_off(case_id, at)


def put_contact(
    case_id: UUID,
    kind: str,
    value: str,
    *,
    safe: bool,
    by: UUID,
    at: datetime,
    shown_to: Collection[str] = (),
    instead_of: UUID | None = None,
) -> UUID:
    """Put down where she may be reached, or must not be, and ends what it takes the place of."""
    with acting_as(by), transaction.atomic():
        standing = known(case_id, by, at)
        whose = vault.victim(case_id)
        # Whoever was erased is written to by nobody: only somebody who is put down anew.
        if not may_work(standing) or (whose is not None and whose.erased_at is not None):
            raise NotAllowed
        reading.hold_still(case_id)  # a message that is leaving now has left before this
        all_of = {standing.agency, *(shown_to or SHOWN_TO[standing.agency])}
        there = vault.just_put(case_id, kind, value, safe=safe, shown_to=all_of, by=by, at=at)
        if there is not None:
            return there
        if instead_of is not None:
            vault.end_contact(case_id, instead_of, at)
        return vault.put_contact(
            case_id, kind, value, safe=safe, agency=standing.agency, by=by, at=at,
            shown_to=all_of,
        )  # fmt: skip


def was_just_put(
    case_id: UUID, kind: str, value: str, *, safe: bool, by: UUID, at: datetime,
    shown_to: Collection[str],
) -> bool:  # fmt: skip
    """Whether this person put down the very same a moment ago: a button that was pressed twice."""
    with acting_as(by), transaction.atomic():
        found = vault.just_put(case_id, kind, value, safe=safe, shown_to=shown_to, by=by, at=at)
    return found is not None


def confirm_contact(
    case_id: UUID, contact_id: UUID, *, hers: bool, how: str, by: UUID, at: datetime
) -> None:
    """Say that she was asked by voice if a change is hers, in a way that was known before.

    What is not hers ends at once. Nothing of it is told to any number or address.
    """
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)):
            raise NotAllowed
        reading.hold_still(case_id)
        if hers:
            done = vault.confirm_contact(case_id, contact_id, by=by, at=at)
        else:
            done = vault.end_contact(case_id, contact_id, at)
        if not done:
            raise NoSuchCase
        said = "a change confirmed" if hers else "a change that was not hers"
        writing.note_reading(case_id, by=by, at=at, part="safe_contact", reason=f"{said}: {how}")


def open_contact(
    case_id: UUID, contact_id: UUID, *, by: UUID, at: datetime, reason: str = ""
) -> str:
    """The number or address itself: that it was opened is on record before it is shown."""
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)):
            raise NotAllowed
        value = vault.contact_value(case_id, contact_id)
        if value is None:
            raise NoSuchCase
        writing.note_reading(case_id, by=by, at=at, part="safe_contact", reason=reason)
    return value
