"""What a force has set in place of the defaults, dated, from a file of TOML.

    [[duty]]
    id = "report.risk"
    clock = "Hours(12)"
    from = 2024-04-01

    [[gate]]
    id = "decision.made.authority"
    rank = "chief_inspector"
    from = 2024-04-01

A setting adds a version to the clock of a duty, or to what a requirement of a gate leaves to a
force; only what is a default may be set. The whole file is read whichever of it is asked for.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from answerable.clocks.clock import parse_clock, parse_schedule
from answerable.commands.failing import Failed
from answerable.rules.catalogue import DUTIES, DUTY_OF
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from answerable.rules.model import Duty, Requirement


class Settings(NamedTuple):
    """The rules with what a force has set in them."""

    duties: tuple[Duty, ...] = DUTIES
    requirements: tuple[Requirement, ...] = REQUIREMENTS


def settings_in(path: Path | None) -> Settings:
    """The rules of the catalogue, with what the file at `path` sets; Failed where it may not."""
    if path is None:
        return Settings()
    found = _read(path)
    duties, requirements = dict(DUTY_OF), {key(one): one for one in REQUIREMENTS}
    for setting in _tables(path, found, "duty"):
        duty = _set_duty(path, duties, setting)
        duties[duty.id] = duty
    for setting in _tables(path, found, "gate"):
        requirement = _set_gate(path, requirements, setting)
        requirements[key(requirement)] = requirement
    return Settings(tuple(duties.values()), tuple(requirements.values()))


def duties_with(path: Path | None) -> tuple[Duty, ...]:
    """The duties of the catalogue, with what the file at `path` sets; Failed where it may not."""
    return settings_in(path).duties


def requirements_with(path: Path | None) -> tuple[Requirement, ...]:
    """The requirements of the gates, with what the file at `path` sets; Failed where it may not."""
    return settings_in(path).requirements


def _read(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text())
    except OSError as error:
        raise Failed(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Failed(f"{path}: {error}") from None
    unknown = sorted(set(found) - {"duty", "gate"})
    if unknown:
        said = "write [[duty]] and [[gate]] tables"
        raise Failed(f"{path}: {unknown[0]!r} cannot be set; {said}")
    return found


def _tables(path: Path, found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """What the file says of one kind of rule, in the order of the days from which it applies."""
    tables = found.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise Failed(f"{path}: {kind!r} is no table; write [[{kind}]]")
    return sorted(tables, key=lambda setting: str(setting.get("from")))


def _set_duty(path: Path, duties: dict[str, Duty], setting: dict[str, Any]) -> Duty:
    duty = duties.get(str(setting.get("id")))
    since = setting.get("from")
    if duty is None:
        raise Failed(f"{path}: there is no duty {setting.get('id')!r}")
    if set(setting) != {"id", "clock", "from"} or type(since) is not date:
        raise Failed(f"{path}: {duty.id}: a setting has an id, a clock and from = a date")
    if duty.figure != "default":
        raise Failed(f"{path}: {duty.id}: its figure is {duty.figure}, not ours to set")
    try:
        parse_clock(str(setting["clock"]))
        changed = replace(duty, clock=f"{duty.clock}; {setting['clock']} from {since}")
        parse_schedule(changed.clock)
    except ValueError as error:
        raise Failed(f"{path}: {duty.id}: {error}") from None
    return changed


def _set_gate(
    path: Path, requirements: dict[str, Requirement], setting: dict[str, Any]
) -> Requirement:
    name = str(setting.get("id"))
    requirement, since = requirements.get(name), setting.get("from")
    if requirement is None:
        raise Failed(f"{path}: no requirement of a gate is called {name!r}")
    open_to = requirement.setting
    if open_to is None:
        raise Failed(f"{path}: {name}: it leaves nothing to a force to set")
    if set(setting) != {"id", open_to.name, "from"} or type(since) is not date:
        said = f"a setting has an id, {open_to.name} = what it is, and from = a date"
        raise Failed(f"{path}: {name}: {said}")
    try:
        return replace(requirement, setting=open_to.from_day(setting[open_to.name], since))
    except ValueError as error:
        raise Failed(f"{path}: {name}: {error}") from None
