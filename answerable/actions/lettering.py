"""Writing a letter to the victim: looked at, prepared, gone, handed over. Each has its own clock.

What is prepared stands as it will go: the log holds its hash, and the paper is kept apart, to be
opened by whoever may and to be erased. How it goes is fixed then too: by post to an address that is
safe, or by hand. Who posts it is said when it goes: we ourselves, or the print service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from answerable.actions import commit
from answerable.actions.allocating import known
from answerable.actions.letter_facts import case_of, gather, safe_address, subject_for
from answerable.actions.messaging import queue_letter
from answerable.actions.refusing import NotAllowed, NotReady
from answerable.events.entry import Event
from answerable.letters.catalogue import KIND_OF, Offer, offer, offered, seq_of
from answerable.letters.languages import ENGLISH, WELSH
from answerable.letters.model import Block, Facts, Kind, Written
from answerable.letters.ready import in_the_way, not_by_post, not_written
from answerable.letters.setting import CannotSet, blocks, greeting, letter
from answerable.people import vault
from answerable.people.access import Standing, may_work
from answerable.people.acting import acting_as
from answerable.people.vault import Contact
from answerable.record import writing
from answerable.record.letters import keeping
from answerable.record.letters import reading as letters
from answerable.record.letters.reading import Kept
from answerable.record.writing import NoSuchCase, Recorded

# Who may open a letter that has no address in it; with one, those who may have the address.
AGENCIES = ("police", "cps", "witness_care")
# Who is with her when she reads it; asked of a letter that explains a decision.
SUPPORT = ("adviser", "supporter", "alone_by_choice", "not_needed")


class Begun(NamedTuple):
    """A letter that somebody may write: what it is made from, and what stands in the way."""

    offer: Offer
    facts: Facts
    address: Contact | None
    missing: tuple[str, ...]


def to_write(case_id: UUID, *, by: UUID, at: datetime) -> list[Offer]:
    """The letters that make sense now; nothing for who may only look at the case."""
    with acting_as(by), transaction.atomic():
        standing = known(case_id, by, at)
        if not may_work(standing):
            return []
        there = {(one.kind, one.about) for one in letters.of_case(case_id)}
        return offered(case_of(case_id, at), standing.agency, there)


def begin(
    case_id: UUID, kind: str, about: int, *, by_post: bool, by: UUID, at: datetime
) -> Begun:  # fmt: skip
    """What a letter is made from. Raises NoSuchCase where there is none of this kind to write."""
    with acting_as(by), transaction.atomic():
        standing, found = _asked_for(case_id, kind, about, by, at)
        return _begin(case_id, found, standing, by_post=by_post, by=by, at=at)


def look_at(
    case_id: UUID,
    kind: str,
    about: int,
    written: Written,
    *,
    by_post: bool,
    by: UUID,
    at: datetime,
) -> bytes:
    """The letter as it would go. That the address was opened is on record before it is shown."""
    begun = begin(case_id, kind, about, by_post=by_post, by=by, at=at)
    if begun.facts.address:
        with acting_as(by), transaction.atomic():
            writing.note_reading(case_id, by=by, at=at, part="safe_contact")
    missing = {ask.name: f"[{ask.asks}]" for ask in begun.offer.kind.asks if ask.required}
    shown = missing | {name: said for name, said in written.items() if said.strip()}
    return _set(begun.offer.kind, begun.facts, shown)


def prepare(
    case_id: UUID,
    kind: str,
    about: int,
    written: Written,
    *,
    support: str,
    by_post: bool,
    by: UUID,
    key: str,
    expected_seq: int | None,
    at: datetime,
) -> UUID:
    """Prepare a letter: the id by which it is found. The same key again gives the same letter.

    Raises NotReady with what is missing, and then nothing was recorded; and all that commit.record
    raises.
    """
    with acting_as(by), transaction.atomic():
        standing, found = _asked_for(case_id, kind, about, by, at)
        begun = _begin(case_id, found, standing, by_post=by_post, by=by, at=at)
        if missing := _missing(begun, written, support):
            raise NotReady(missing)
        sealed = keeping.seal(_set(found.kind, begun.facts, written))
        said = {"kind": found.kind.name, "fingerprint": sealed.fingerprint}
        if support in SUPPORT:
            said["support"] = support
        subject = subject_for("letter.prepared", found.about)
        event = Event("letter.prepared", at, standing.agency, subject, said)
        recorded = commit.record(
            case_id, [event], by=by, key=key, expected_seq=expected_seq, at=at
        )  # fmt: skip
        if begun.facts.address:
            writing.note_reading(case_id, by=by, at=at, part="safe_contact")
        return keeping.keep(
            case_id, recorded.seqs[0], sealed, _words(found.kind, begun.facts, written),
            kind=found.kind.name, about=seq_of(found), agency=standing.agency, by_post=by_post,
            address=begun.address.id if begun.address else None,
            subject=subject_for(found.kind.sent, found.about),
            records=_records(found.kind, begun.facts, by_post=by_post),
            shown_to=_shown_to(begun.address, standing), by=by, at=at,
        )  # fmt: skip


def _missing(begun: Begun, written: Written, support: str) -> list[str]:
    kind = begun.offer.kind
    found = [*begun.missing, *not_written(kind, written).values()]
    if kind.decides and support not in SUPPORT:
        found.append("Say who will be with her when she reads it")
    return found


Record = Callable[..., Recorded]


def gone(letter_id: UUID, *, printed: bool = False) -> Record:
    """How it is recorded that a letter has gone: with the event, the letter is marked.

    One that is `printed` for us is handed to the outbox here, exactly as it was prepared, and
    leaves from there where its address is still safe then; nothing else sends a letter.
    """
    return _recording(letter_id, keeping.has_gone, _to_the_printers if printed else _as_it_is)


def handed_over(letter_id: UUID) -> Record:
    """How it is recorded that somebody brought a letter and explained it."""
    return _recording(letter_id, keeping.was_delivered, _as_it_is)


def may_be_printed(letter: Kept) -> bool:
    """Whether the print service may post a letter: it is written to an address, and its event does
    not say that she was told, for nobody tells us when she has it."""
    kind = KIND_OF[letter.kind]
    return letter.by_post and letter.address is not None and not (kind.leaflet or kind.tells)


def may_not_go(case_id: UUID, letter: Kept, *, by: UUID, at: datetime) -> list[str]:
    """Why a letter that was prepared must not go at a time; nothing where it may.

    What was safe when it was prepared may not be safe any more, and she may have moved.
    """
    if not letter.by_post or KIND_OF[letter.kind].leaflet:
        return []
    with acting_as(by), transaction.atomic():
        found = not_by_post(case_of(case_id, at))
        there = {one.id for one in vault.contacts(case_id, at) if one.usable(at)}
        if letter.address not in there:
            found.append("The address in it is not safe any more, or has changed: write another.")
        return found


def _as_it_is(_letter: Kept, case_id: UUID, events: Sequence[Event], **how: Any) -> Recorded:
    return commit.record(case_id, events, **how)


def _to_the_printers(letter: Kept, case_id: UUID, events: Sequence[Event], **how: Any) -> Recorded:
    pdf = letters.pdf_of(letter.id)
    if pdf is None or letter.address is None or not may_be_printed(letter):
        raise NotAllowed
    (event,) = events
    return queue_letter(
        case_id, letter.kind, pdf, event=event, contact_id=letter.address, **how
    )  # fmt: skip


def _recording(
    letter_id: UUID, mark: Callable[[UUID, int, datetime], bool], write: Record
) -> Record:
    def record(case_id: UUID, events: Sequence[Event], *, by: UUID, **how: Any) -> Recorded:
        with acting_as(by), transaction.atomic():
            kept = letters.one_of(case_id, letter_id)
            if kept is None:
                raise NoSuchCase
            went = events[0].occurred_at
            if went < kept.prepared_at.replace(second=0, microsecond=0):
                raise NotReady(["It was prepared after that: give the time when it went."])
            if kept.sent is None and (why := may_not_go(case_id, kept, by=by, at=went)):
                raise NotReady(why)
            recorded = write(kept, case_id, events, by=by, **how)
            if not mark(letter_id, recorded.seqs[0], went):
                raise NotAllowed  # it went already, or was erased
            return recorded

    return record


def open_letter(case_id: UUID, letter_id: UUID, *, by: UUID, at: datetime) -> bytes:
    """A letter exactly as it was made; that it was opened is on record before it is shown."""
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)) or letters.one_of(case_id, letter_id) is None:
            raise NoSuchCase
        pdf = letters.pdf_of(letter_id)
        if pdf is None:
            raise NoSuchCase
        writing.note_reading(case_id, by=by, at=at, part="letter")
        return pdf


def _asked_for(
    case_id: UUID, kind: str, about: int, by: UUID, at: datetime
) -> tuple[Standing, Offer]:
    standing = known(case_id, by, at)
    found = offer(case_of(case_id, at), standing.agency, kind, about)
    if not may_work(standing) or found is None:
        raise NoSuchCase
    return standing, found


def _begin(
    case_id: UUID, found: Offer, standing: Standing, *, by_post: bool, by: UUID, at: datetime
) -> Begun:
    posted = by_post and not found.kind.leaflet
    address = safe_address(case_id, at) if posted else None
    facts = gather(
        case_of(case_id, at), found, case_id, standing=standing, by=by, at=at, address=address
    )  # fmt: skip
    missing = in_the_way(found.kind, facts, by_post=posted)
    return Begun(found, facts, address, tuple(missing))


def _set(kind: Kind, facts: Facts, written: Written) -> bytes:
    try:
        return letter(kind, facts, written)
    except CannotSet:
        raise NotReady(
            ["Something in it cannot be printed: look for unusual signs in what you wrote"]
        ) from None


def _words(kind: Kind, facts: Facts, written: Written) -> list[Mapping[str, object]]:
    lang = WELSH if facts.in_welsh else ENGLISH
    first = [] if kind.leaflet else [Block("text", greeting(kind, facts), lang=lang)]
    return [block._asdict() for block in (*first, *blocks(kind, facts, written))]


def _records(kind: Kind, facts: Facts, *, by_post: bool) -> Mapping[str, object]:
    how = kind.hows.get("post" if by_post else "hand")
    return kind.event_data(facts) | ({"how": how} if how else {})


def _shown_to(address: Contact | None, standing: Standing) -> set[str]:
    may = set(address.shown_to) if address else set(AGENCIES)
    return (may & set(AGENCIES)) | {standing.agency}
