"""The words in which an event type is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

Agency = Literal[
    "police", "cps", "support", "witness_care", "court", "victim", "oversight", "system"
]
AGENCIES: tuple[Agency, ...] = (
    "police", "cps", "support", "witness_care", "court", "victim", "oversight", "system",
)  # fmt: skip

ROOMS = (
    "every", "report", "support", "contact", "engagement",
    "investigation", "material", "prosecution", "decision", "court",
)  # fmt: skip

FieldType = Literal["bool", "int", "date", "code", "text", "id", "one_of", "any_of", "entry"]

# Four different things, kept apart in every field that may hold them. A field that is absent
# is "not recorded", which is none of these.
NOT_ASKED, PREFERS_NOT_TO_SAY, NOT_KNOWN, NONE = (
    "not_asked", "prefers_not_to_say", "not_known", "none",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an event type's data.

    `meaning` is one line, read by the form, the validator, the API and the manual alike.
    `codes` is the whole list of what a one_of, any_of or coded field may hold (empty: any code).
    `least` and `most` bound an int. `names` is the kind of thing in the case of which it holds
    the subject.
    """

    name: str
    type: FieldType
    meaning: str
    codes: tuple[str, ...] = ()
    required: bool = True
    required_when: str = ""  # "field=value": required only where that holds
    least: int | None = None
    most: int | None = None
    names: str = ""


def yes_no(name: str, meaning: str, *, required: bool = True, required_when: str = "") -> Field:
    """A field that is true or false."""
    return Field(
        name=name, type="bool", meaning=meaning, required=required, required_when=required_when
    )


def whole(
    name: str,
    meaning: str,
    *,
    least: int = 0,
    most: int = 1_000_000_000,
    required: bool = True,
    required_when: str = "",
) -> Field:
    """A whole number between `least` and `most`."""
    return Field(
        name=name, type="int", meaning=meaning, least=least, most=most,
        required=required, required_when=required_when,
    )  # fmt: skip


def day(name: str, meaning: str, *, required: bool = True, required_when: str = "") -> Field:
    """A calendar day, YYYY-MM-DD, in Europe/London."""
    return Field(
        name=name, type="date", meaning=meaning, required=required, required_when=required_when
    )


def code(
    name: str,
    meaning: str,
    *,
    codes: tuple[str, ...] = (),
    names: str = "",
    required: bool = True,
    required_when: str = "",
) -> Field:
    """A coded or reference value, kept in the log; `codes` closes the list."""
    return Field(
        name=name, type="code", meaning=meaning, codes=codes, names=names,
        required=required, required_when=required_when,
    )  # fmt: skip


def text(name: str, meaning: str, *, required: bool = True, required_when: str = "") -> Field:
    """Free text, which lives in the vault of notes and never leaves for analysis."""
    return Field(
        name=name, type="text", meaning=meaning, required=required, required_when=required_when
    )


def vault(name: str, meaning: str, *, required: bool = True, required_when: str = "") -> Field:
    """A pseudonymous id; the person it stands for is in the vault."""
    return Field(
        name=name, type="id", meaning=meaning, required=required, required_when=required_when
    )


def one_of(
    name: str,
    codes: str,
    meaning: str,
    *,
    required: bool = True,
    required_when: str = "",
) -> Field:
    """One of `codes`, written `a|b|c`."""
    return Field(
        name=name, type="one_of", meaning=meaning, codes=tuple(codes.split("|")),
        required=required, required_when=required_when,
    )  # fmt: skip


def any_of(
    name: str,
    codes: str,
    meaning: str,
    *,
    required: bool = True,
    required_when: str = "",
) -> Field:
    """Any number of `codes`, written `a|b|c`; held as a list."""
    return Field(
        name=name, type="any_of", meaning=meaning, codes=tuple(codes.split("|")),
        required=required, required_when=required_when,
    )  # fmt: skip


def entry(name: str, meaning: str, *, required: bool = False) -> Field:
    """An event in full, in the columns of the log: what a correction puts in place."""
    return Field(name=name, type="entry", meaning=meaning, required=required)


# What the victim reads of an event that an agency recorded for her, beside its plain line.
FOR_VICTIM = text(
    "for_victim", "Written for the victim, who will read it just as it stands", required=False
)

VictimSees = Literal["yes", "once_told", "no"]


@dataclass(frozen=True, kw_only=True)
class EventType:
    """One kind of event, declared once; forms, API, imports, pages and manual come from it.

    `by` says on whose behalf it may be recorded. `subject` is the kind of thing within the case
    that it is about. `victim` says whether the victim sees it, and whether only once she was told
    in the way agreed; `to_victim` is the plain line that she reads, or the one of
    `to_victim_where` ("field=value", line) whose field says so. Police, prosecutors and
    witness care on the case see every event, unless `only` names who does; what `hidden` names
    stays with support services unless the victim or her adviser shares it. With `passed_on` she
    asks something of the agencies by it: whoever records it for her was asked to pass it on, and it
    waits for no other agreement. With `for_safety` all on the case see it at once, support services
    among them, whoever recorded it: somebody may be hurt if one of them rings. The texts that
    `to_reach` names say how she is reached safely, and whoever sees the event reads them, her
    adviser too; what an agency wrote for itself an adviser does not read.
    """

    name: str
    by: tuple[Agency, ...]
    meaning: str
    to_agencies: str
    fields: tuple[Field, ...] = ()
    subject: str | None = None
    subject_may_be_empty: bool = False
    victim: VictimSees = "no"
    to_victim: str = ""
    to_victim_where: tuple[tuple[str, str], ...] = ()
    only: tuple[Agency, ...] = ()
    hidden: tuple[str, ...] = ()
    passed_on: bool = False
    for_safety: bool = False
    to_reach: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    room: str = ""

    @cached_property
    def all_fields(self) -> Mapping[str, Field]:
        """Every field by its name, `for_victim` among them where an agency writes to her."""
        shared = self.victim != "no" and any(agency != "victim" for agency in self.by)
        fields = (*self.fields, FOR_VICTIM) if shared else self.fields
        return {field.name: field for field in fields}

    def line_for_victim(self, data: Mapping[str, Any]) -> str:
        """The plain line that the victim reads of an event with this data."""
        for condition, line in self.to_victim_where:
            name, _, value = condition.partition("=")
            said = data.get(name)
            if (str(said).lower() if isinstance(said, bool) else said) == value:
                return line
        return self.to_victim


def in_room(room: str, *types: EventType) -> tuple[EventType, ...]:
    """The event types of one room, each told which room it is in."""
    return tuple(replace(type_, room=room) for type_ in types)
