"""What a force has set in place of the defaults, dated, as a text of TOML.

    [[duty]]
    id = "report.risk"
    clock = "Hours(12)"
    from = 2024-04-01

    [[gate]]
    id = "decision.made.authority"
    rank = "chief_inspector"
    from = 2024-04-01

A setting adds a version to the clock of a duty, or to what a requirement of a gate leaves to a
force; only what is a default may be set.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from answerable.clocks.clock import parse_clock, parse_schedule
from answerable.clocks.working import day_in_words, length
from answerable.events.codes import FORCES
from answerable.events.entry import Entry
from answerable.rules.catalogue import DUTIES, DUTY_OF, ON_RECORD
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from answerable.rules.model import Duty, Requirement


class Rules(NamedTuple):
    """The rules for a case on record, with what a force has set in them."""

    duties: tuple[Duty, ...] = ON_RECORD
    requirements: tuple[Requirement, ...] = REQUIREMENTS

    @property
    def published(self) -> tuple[Duty, ...]:
        """The duties that the sources ask for, by which commands and figures go."""
        return self.duties[: len(DUTIES)]

    def duty(self, id_: str) -> Duty:
        """The duty of this name."""
        if self.duties is ON_RECORD:
            return DUTY_OF[id_]
        return next(one for one in self.duties if one.id == id_)


CATALOGUE = Rules()
Settable = TypeVar("Settable", Duty, Requirement)


def rules_of_all(own: Mapping[str, Rules]) -> Rules:
    """One set of rules for cases of many forces, of which some, by their codes, set their own."""
    return Rules(
        _of_all(ON_RECORD, {force: rules.duties for force, rules in own.items()}),
        _of_all(REQUIREMENTS, {force: rules.requirements for force, rules in own.items()}),
    )


def _of_all(
    rules: Sequence[Settable], own: Mapping[str, Sequence[Settable]]
) -> tuple[Settable, ...]:
    found = []
    for place, rule in enumerate(rules):
        # Rules stand in the order of the catalogue, whatever a force has set in them.
        set_ = tuple((force, of[place]) for force, of in own.items() if of[place] is not rule)
        found.append(replace(rule, by_force=set_) if set_ else rule)
    return tuple(found)


def for_force(rules: Sequence[Settable], force: str) -> tuple[Settable, ...]:
    """The rules as they hold for the cases of a force; of none, those of the catalogue."""
    return tuple(
        (dict(rule.by_force).get(force) or replace(rule, by_force=())) if rule.by_force else rule
        for rule in rules
    )


def for_case(rules: tuple[Settable, ...], events: Iterable[Entry]) -> tuple[Settable, ...]:
    """The rules as they hold for a case with these events, corrections applied."""
    if not any(rule.by_force for rule in rules):
        return rules
    return for_force(rules, force_of(events))


def rules_in_folder(folder: Path) -> dict[str, Rules]:
    """By the code of a force, the rules with what it has set: of a folder with a file a force,
    `13.toml` for the force whose code is 13. ValueError where one is wrong."""
    return {file.stem: _of_force(file) for file in sorted(folder.iterdir())}


def _of_force(file: Path) -> Rules:
    if file.suffix != ".toml" or file.stem not in FORCES:
        raise ValueError(f"{file}: name it after the code of a force, as 13.toml")
    return rules_in_file(file)


def rules_in_file(file: Path) -> Rules:
    """The rules of the catalogue, with what a file sets; ValueError where it may not."""
    try:
        return rules_with(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None


def rules_with(text: str) -> Rules:
    """The rules of the catalogue, with what a text sets; ValueError where it may not."""
    found = _read(text)
    duties, requirements = dict(DUTY_OF), {key(one): one for one in REQUIREMENTS}
    for setting in _tables(found, "duty"):
        duty = _set_duty(duties, setting)
        duties[duty.id] = duty
    for setting in _tables(found, "gate"):
        requirement = _set_gate(requirements, setting)
        requirements[key(requirement)] = requirement
    return Rules(tuple(duties.values()), tuple(requirements.values()))


def force_of(entries: Iterable[Entry]) -> str:
    """The force by which a case was reported, as it is said last; an empty text where it is not."""
    said = [entry.data.get("force") for entry in entries if entry.event == "crime.reported"]
    return str(next((force for force in reversed(said) if force), ""))


def _read(text: str) -> dict[str, Any]:
    found = tomllib.loads(text)  # whose error is a ValueError too
    unknown = sorted(set(found) - {"duty", "gate"})
    if unknown:
        said = "write [[duty]] and [[gate]] tables"
        raise ValueError(f"{unknown[0]!r} cannot be set; {said}")
    return found


def _tables(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """What the file says of one kind of rule, in the order of the days from which it applies."""
    tables = found.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise ValueError(f"{kind!r} is no table; write [[{kind}]]")
    return sorted(tables, key=lambda setting: str(setting.get("from")))


def _set_duty(duties: dict[str, Duty], setting: dict[str, Any]) -> Duty:
    duty = duties.get(str(setting.get("id")))
    since = setting.get("from")
    if duty is None:
        raise ValueError(f"there is no duty {setting.get('id')!r}")
    if set(setting) != {"id", "clock", "from"} or type(since) is not date:
        raise ValueError(f"{duty.id}: a setting has an id, a clock and from = a date")
    if duty.figure != "default":
        raise ValueError(f"{duty.id}: its figure is {duty.figure}, not ours to set")
    try:
        clock = str(setting["clock"])
        # What the duty says in words has our default in it, which is not what holds.
        instead = (
            f"The force has set {length(parse_clock(clock))} instead, from {day_in_words(since)}."
        )
        changed = replace(
            duty, clock=f"{duty.clock}; {clock} from {since}", what=f"{duty.what} {instead}"
        )
        parse_schedule(changed.clock)
    except ValueError as error:
        raise ValueError(f"{duty.id}: {error}") from None
    return changed


def _set_gate(requirements: dict[str, Requirement], setting: dict[str, Any]) -> Requirement:
    name = str(setting.get("id"))
    requirement, since = requirements.get(name), setting.get("from")
    if requirement is None:
        raise ValueError(f"no requirement of a gate is called {name!r}")
    open_to = requirement.setting
    if open_to is None:
        raise ValueError(f"{name}: it leaves nothing to a force to set")
    if set(setting) != {"id", open_to.name, "from"} or type(since) is not date:
        said = f"a setting has an id, {open_to.name} = what it is, and from = a date"
        raise ValueError(f"{name}: {said}")
    try:
        return replace(requirement, setting=open_to.from_day(setting[open_to.name], since))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
