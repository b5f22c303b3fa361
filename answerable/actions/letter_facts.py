"""The facts that a letter is made from: of the record, the vault and the list of staff.

Nothing of them is typed by its author. Names come from the vault, telephone and e-mail from the
list of staff, and an address only where the letter goes by post.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.clocks.days import local_day
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.letters.catalogue import Offer
from answerable.letters.model import PARTS, Contact, Facts
from answerable.people import vault
from answerable.people.access import Standing
from answerable.people.reading import Somebody, parts_in, somebody
from answerable.record import reading
from answerable.rules.case import Case
from answerable.rules.derived import with_derived


def case_of(case_id: UUID, at: datetime) -> Case:
    """A case as far as whoever asks may see it, with the words of it."""
    return Case(with_derived(in_force(reading.entries(case_id), at)), at)


def safe_address(case_id: UUID, at: datetime) -> vault.Contact | None:
    """The address that was last said to be safe, of those that whoever asks may use."""
    found = (one for one in vault.contacts(case_id, at) if one.kind == "address" and one.usable(at))
    return next(found, None)


def gather(
    case: Case,
    offer: Offer,
    case_id: UUID,
    *,
    standing: Standing,
    by: UUID,
    at: datetime,
    address: vault.Contact | None,
) -> Facts:
    """Everything that one letter may be made from, and nothing else."""
    persons = vault.persons([case_id])[case_id]
    victim = next((p for p in persons if p.kind == "victim" and p.erased_at is None), None)
    contacts = _contacts(case_id, at)
    value = vault.contact_value(case_id, address.id) if address else None
    words = offer.about.data.get("for_victim", "") if offer.about else ""
    return Facts(
        on=local_day(at),
        case=case,
        agency=standing.agency,
        writer=_writer(by, standing),
        contacts=contacts,
        name=(victim.chosen_name or victim.name or "") if victim else "",
        full_name=(victim.name or victim.chosen_name or "") if victim else "",
        address=lines_of(value or ""),
        suspect=_suspect(persons, offer.about),
        about=offer.about,
        words=str(words),
    )


def lines_of(address: str) -> tuple[str, ...]:
    """An address as it stands on an envelope: it is put down on one line, with commas."""
    parts = address.replace("\r", "\n").replace("\n", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def subject_for(event: str, about: Entry | None) -> str:
    """What an event of a letter is about: the same thing as the entry that the letter explains."""
    if about is None or not EVENT_TYPES[event].subject:
        return ""
    same = EVENT_TYPES[event].subject == EVENT_TYPES[about.event].subject
    return about.subject if same else ""


def _suspect(persons: list[vault.Person], about: Entry | None) -> str:
    if about is None or EVENT_TYPES[about.event].subject != "suspect" or not about.subject:
        return ""
    named = (p for p in persons if p.kind == "suspect" and p.subject == about.subject)
    found = next(named, None)
    return found.name or "" if found else ""


def _contacts(case_id: UUID, at: datetime) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for held in parts_in(case_id):
        if held.part in PARTS and held.how == "given" and held.now(at) and held.somebody:
            found[held.part] = _contact(held.part, held.somebody)  # the latest who was given it
    return tuple(found[part] for part in PARTS if part in found)


def _writer(by: UUID, standing: Standing) -> Contact:
    who = somebody(by)
    if who is None:
        raise LookupError("nobody is writing")
    return _contact(standing.part, who)


def _contact(part: str, who: Somebody) -> Contact:
    return Contact(
        part, who.name, who.rank, who.agency_name, who.telephone, who.email, who.working_pattern
    )
