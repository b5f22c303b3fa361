"""The words in which a kind of letter is declared, and the facts that one is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from answerable.clocks.clock import parse_clock
from answerable.clocks.kinds import Months, WorkingDays
from answerable.clocks.working import in_words
from answerable.events.entry import Entry
from answerable.letters.languages import ENGLISH, wants_welsh
from answerable.rules.case import Case

Written = Mapping[str, str]
NOTHING: Mapping[str, Any] = MappingProxyType({})

# Which contacts stand in a letter, as a reader knows them.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "investigator": "Your investigator", "prosecutor": "The prosecutor",
        "victims_officer": "Your specially trained officer", "adviser": "Your adviser",
        "witness_care_officer": "Your witness care officer",
    }
)  # fmt: skip


class Contact(NamedTuple):
    """Somebody who works in the case, with how to reach them directly."""

    part: str
    name: str
    rank: str
    agency: str
    telephone: str
    email: str
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that a letter is made from. What is not here cannot be in one.

    `name` is what she wants to be called, `full_name` stands on the envelope with `address`, which
    is empty where the letter is handed over. `contacts` are those who work in the case now.
    `suspect` is the name of whom the letter is about, empty where it was not put down. `about` is
    the entry that the letter explains. `words` are those that an agency wrote for her with it.
    """

    on: date
    case: Case
    agency: str
    writer: Contact
    contacts: Sequence[Contact] = ()
    name: str = ""
    full_name: str = ""
    address: tuple[str, ...] = ()
    suspect: str = ""
    about: Entry | None = None
    words: str = ""

    def writer_is(self, agency: str) -> bool:
        """Whether the letter comes from this kind of agency."""
        return self.agency == agency

    @property
    def in_welsh(self) -> bool:
        """Whether the victim chose Welsh, the last time that it was agreed."""
        agreed = self.case.last("contact.agreed")
        return agreed is not None and wants_welsh(agreed.data.get("language"))

    @property
    def entry(self) -> Entry:
        """The entry that the letter is about, where its kind is about one."""
        if self.about is None:
            raise ValueError("a leaflet is about no entry")
        return self.about

    def contact(self, part: str) -> Contact | None:
        """Who has a part in the case now."""
        return next((one for one in self.contacts if one.part == part), None)

    def says(self, name: str) -> Any:
        """What the entry that the letter is about says in a field."""
        return self.about.data.get(name) if self.about else None

    @property
    def whom(self) -> str:
        """The suspect, by name where it was put down."""
        return self.suspect or "the person whom you told us about"

    @property
    def told_at(self) -> datetime | None:
        """When a person told her of what the letter is about, where it is on record."""
        if self.about is None:
            return None
        since = self.case.since(self.about).all("decision.told")
        about = (one for one in since if one.subject in ("", self.about.subject))
        first = next(about, None)
        return first.occurred_at if first else None


class Block(NamedTuple):
    """A piece of a letter; a `part` is the heading of the same letter in another language."""

    kind: Literal["heading", "text", "items", "person", "closing", "part"]
    text: str = ""
    items: tuple[str, ...] = ()
    lang: str = ENGLISH


def heading(text: str) -> Block:
    """A heading."""
    return Block("heading", text)


def text(*sentences: str) -> Block:
    """A paragraph of these sentences, those left out that are empty."""
    return Block("text", " ".join(filter(None, sentences)))


def items(*lines: str) -> Block:
    """A list."""
    return Block("items", items=tuple(filter(None, lines)))


def person(one: Contact) -> Block:
    """Somebody to turn to."""
    who = ", ".join(filter(None, (one.name, one.rank, one.agency)))
    lines = (
        who,
        f"Telephone: {one.telephone}" if one.telephone else "",
        f"E-mail: {one.email}" if one.email else "",
        f"At work: {one.when}" if one.when else "",
    )
    return Block("person", PARTS[one.part], tuple(filter(None, lines)))


def typed(said: str) -> list[Block]:
    """What the author wrote: paragraphs, and lists where lines begin with a dash."""
    found: list[Block] = []
    for part in said.replace("\r", "").split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        dashed = [line.lstrip("-•* ").strip() for line in lines if line[0] in "-•*"]
        plain = [line for line in lines if line[0] not in "-•*"]
        found += [text(*plain)] if plain else []
        found += [items(*dashed)] if dashed else []
    return found


def day(value: object) -> str:
    """A day in words: `Thursday 2 April 2026`."""
    found = value if isinstance(value, date) else date.fromisoformat(str(value)) if value else None
    return in_words(found) if found else ""


NUMBERS: Mapping[int, str] = MappingProxyType({3: "three", 10: "ten", 30: "thirty"})


def length(clock: str) -> str:
    """How long a clock of a rule runs, in words: `ten working days`."""
    match parse_clock(clock):
        case WorkingDays(n):
            return f"{NUMBERS.get(n, n)} working days"
        case Months(n):
            return f"{NUMBERS.get(n, n)} months"
    raise ValueError(f"a letter has no words for {clock}")


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Something that the author writes, in plain words; `first` is what it begins with."""

    name: str
    asks: str
    hint: str = ""
    required: bool = True
    first: Callable[[Facts], str] | None = None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of letter.

    `about` names the events that one is written about; the latest of each subject is offered, until
    a letter about it was prepared or, with `once`, its event is on record. `contacts` have to be in
    it, with their direct telephone and e-mail. `says` makes the body. `sent` is the event that is
    recorded once it has gone, `fixed` and `gives` what that event says beside how, `hows` its words
    for by hand and by post. A letter that `decides` explains a decision: it speaks of the right to
    a review, and goes once the adviser was told. With `tells` its event says that she was told, so
    it is recorded once she has the letter and not when it was posted.
    """

    name: str
    title: str
    heading: str
    to_victim: str
    by: tuple[str, ...]
    about: str = ""
    contacts: tuple[str, ...] = ("investigator",)
    asks: tuple[Ask, ...] = ()
    says: Callable[[Facts, Written], list[Block]]
    sent: str
    fixed: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    gives: Callable[[Facts], Mapping[str, Any]] | None = None
    hows: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    decides: bool = False
    leaflet: bool = False
    once: bool = False
    tells: bool = False
    refuses: Callable[[Facts], list[str]] | None = None

    def event_data(self, facts: Facts) -> dict[str, Any]:
        """What the event that is recorded once it has gone says, beside how it went."""
        return {**self.fixed, **(self.gives(facts) if self.gives else {})}
