"""Words apart from the log: in the place of a text, an entry holds a salted hash of it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.model import EventType
from answerable.events.validate import REASONS
from answerable.sealing import seal, unseal

SALT_BYTES = 16
MARK = re.compile(r"sha256:[0-9a-f]{64}")

# What is read in the place of words that are not there to be read. Neither is "not recorded".
ERASED = "(erased)"
WITHHELD = "(not shown to you)"


class Unrecordable(Exception):
    """A value that no log can hold."""


class Words(NamedTuple):
    """A text that was taken out of an entry, and where it stood, as a JSON pointer."""

    field: str
    salt: bytes
    text: str

    def sealed(self, case_id: UUID, log: str, seq: int) -> str:
        """The text as the vault holds it, for the entry that it belongs to."""
        return seal(self.text, "note", case_id, log, seq, self.field)

    @property
    def mark(self) -> str:
        """What stands in the entry in its place."""
        return mark_of(self.salt, self.text)


def opened(sealed: str | None, case_id: UUID, log: str, seq: int, field: str) -> str | None:
    """A text of the vault; None where it was erased."""
    return None if sealed is None else unseal(sealed, "note", case_id, log, seq, field)


def mark_of(salt: bytes, text: str) -> str:
    """The salted hash of a text, as an entry holds it."""
    return "sha256:" + sha256(salt + text.encode()).hexdigest()


def is_mark(value: Any) -> bool:
    """Whether a value stands in the place of a text."""
    return isinstance(value, str) and MARK.fullmatch(value) is not None


def take_out(
    type_: EventType, data: Mapping[str, Any], event_of: Callable[[int], str]
) -> tuple[dict[str, Any], list[Words]]:
    """An event's data with its texts taken out, and the texts.

    `event_of` gives the event of an entry by its number: a correction that does not say which
    kind of event it puts in place leaves the kind as it was.
    """
    taking = _Taking(event_of, [])
    return taking.out_of(type_, data, ""), taking.taken


@dataclass(frozen=True, slots=True)
class _Taking:
    """What has been taken so far; each method gives what stays in the log."""

    event_of: Callable[[int], str]
    taken: list[Words]

    def out_of(self, type_: EventType, data: Mapping[str, Any], at: str) -> dict[str, Any]:
        """The data of one event."""
        found = dict(data)
        for name, value in data.items():
            field, here = type_.all_fields.get(name), f"{at}/{_escaped(name)}"
            if field is not None and field.type == "text":
                found[name] = self.text(value, here)
            elif field is not None and field.type == "entry" and isinstance(value, dict):
                found[name] = self.corrected(value, data, here)
            elif field is None and name == REASONS and isinstance(value, dict):
                found[name] = {k: self.text(v, f"{here}/{_escaped(k)}") for k, v in value.items()}
        return found

    def corrected(self, entry: dict[str, Any], correction: Mapping[str, Any], at: str) -> Any:
        """The event that a correction puts in place."""
        inner = entry.get("data")
        if not isinstance(inner, dict) or not inner:
            return entry
        event = entry.get("event") or self.event_of(correction.get("seq", -1))
        if event not in EVENT_TYPES:
            # Which of its fields are words nobody could tell, and they would stay in the log.
            raise Unrecordable("a correction puts data in the place of an entry that is not there")
        return {**entry, "data": self.out_of(EVENT_TYPES[event], inner, f"{at}/data")}

    def text(self, text: Any, at: str) -> Any:
        """One text."""
        if not isinstance(text, str) or not text:
            return text
        words = Words(at, secrets.token_bytes(SALT_BYTES), text)
        self.taken.append(words)
        return words.mark


def put_back(data: Mapping[str, Any], texts: Mapping[str, str | None]) -> dict[str, Any]:
    """An entry's data with its words where they are to be had: by field, None where erased."""

    def back(value: Any, at: str) -> Any:
        if isinstance(value, dict):
            return {name: back(one, f"{at}/{_escaped(name)}") for name, one in value.items()}
        if not is_mark(value):
            return value
        text = texts.get(at, WITHHELD)
        return ERASED if text is None else text

    return {name: back(value, f"/{_escaped(name)}") for name, value in data.items()}


def marks(data: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, str]]:
    """Every mark in an entry's data, by its field."""
    for name, value in data.items():
        here = f"{at}/{_escaped(name)}"
        if isinstance(value, dict):
            yield from marks(value, here)
        elif is_mark(value):
            yield here, value


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
