"""The notation in which duties name events: `event[field=one|other]; another @Days(5)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.in_pandas.reading import Log

PATTERN = re.compile(r"(?P<event>[\w.]+)(?:\[(?P<conditions>[^\]]*)\])?(?: @.+)?")
FIELD = re.compile(r"(?:Until|Before|Every)\((\w+)|(?:anchor|version)=(\w+)")
DERIVED: Mapping[str, tuple[str, ...]] = {
    "case.decided": ("decision.made",), "contact.tried": ("contact.attempted", "contact.made"),
}  # fmt: skip


def split(patterns: str) -> list[str]:
    """Several patterns one by one."""
    return [part.strip() for part in patterns.split(";") if part.strip()]


def _parsed(pattern: str) -> tuple[str, list[tuple[str, set[str]]]]:
    found = PATTERN.fullmatch(pattern)
    if found is None:
        raise ValueError(f"this is no pattern: {pattern}")
    pairs = [one.split("=") for one in (found["conditions"] or "").split(",") if one]
    conditions = [(name.strip(), set(allowed.split("|"))) for name, allowed in pairs]
    return found["event"], conditions


def matching(log: Log, patterns: str) -> Iterator[tuple[str, Any]]:
    """The event type and the rows of each pattern."""
    for pattern in split(patterns):
        event, conditions = _parsed(pattern)
        table = log[event]
        for name, allowed in conditions:
            values = table[name].cat.categories
            # A list says each of its words.
            there = [one for one in values if set(str(one).lower().split()) & allowed]
            table = table[table[name].isin(there)]
        yield event, table


def clock_fields(words: str) -> set[str]:
    """The fields that clocks ask for."""
    return {one or other for one, other in FIELD.findall(words)}


def asked_by(duties: Any) -> dict[str, set[str]]:
    """The events that duties name, with the fields that are asked of each."""
    found: dict[str, set[str]] = {}
    for duty in duties:
        of_starts = clock_fields(duty.clock + duty.starts)
        for part in (duty.starts, duty.met_by, duty.lifted_by, duty.paused_by, duty.resumed_by):
            for pattern in split(part):
                event, conditions = _parsed(pattern)
                fields = {name for name, _ in conditions} - {"agency"}
                fields |= of_starts if part is duty.starts else set()
                for name in DERIVED.get(event, (event,)):
                    found.setdefault(name, set()).update(fields if name == event else ())
        if duty.moved_by:
            event, _, field = duty.moved_by.rpartition(".")
            found.setdefault(event, set()).add(field)
    return found
