"""Cases thrown by dice, hundreds at a time: for what happens once in a few hundred."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from answerable.events.catalogue import EVENT_TYPES, subject_kind
from answerable.events.entry import Entry
from answerable.events.model import Field
from tests.rules.made_logs import AGENCIES, GAPS, STARTS


def thrown(seed: int, favoured: Sequence[str], number: int) -> dict[str, list[Entry]]:
    """So many cases, most of whose events are those that are favoured."""
    dice = Random(seed)
    return {f"c{at:04}": _case(dice, f"c{at:04}", favoured) for at in range(number)}


def _case(dice: Random, name: str, favoured: Sequence[str]) -> list[Entry]:
    instant = dice.choice(STARTS)
    begin = ["crime.reported", "crime.recorded"] if dice.random() < 0.95 else []
    entries = []
    events = begin + dice.choices(favoured, k=dice.randrange(18))
    if dice.random() < 0.1:
        dice.shuffle(events)  # recorded as having happened before it was reported
    for seq, event in enumerate(events, 1):
        entries.append(
            Entry(
                name, seq, event, instant, instant, "somebody", dice.choice(AGENCIES),
                dice.choice(("", "a", "a", "b")) if subject_kind(event) else "", _data(dice, event),
            )
        )  # fmt: skip
        instant += dice.choice([*GAPS[:-2], timedelta(days=3)])
    return entries


def _data(dice: Random, event: str) -> dict[str, Any]:
    fields = EVENT_TYPES[event].all_fields.values()
    found = {field.name: _value(dice, field) for field in fields if dice.random() < 0.9}
    return {name: value for name, value in found.items() if value not in (None, [])}


def _value(dice: Random, field: Field) -> Any:
    if field.type == "bool":
        return dice.random() < 0.5
    if field.type == "int":
        return dice.randint(max(field.least or 0, 1), min(field.most or 60, 60))
    if field.type == "any_of":
        return dice.sample(field.codes, dice.randrange(3))
    return dice.choice(field.codes) if field.codes else None
