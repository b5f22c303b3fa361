"""What a force has set in place of the defaults, dated, from a file of TOML.

    [[duty]]
    id = "report.risk"
    clock = "Hours(12)"
    from = 2024-04-01

    [[rank]]
    gate = "decision.made.authority"
    lowest = "sergeant"
    from = 2024-04-01

A setting adds a version to the duty's clock, or to the lowest rank that a gate asks for; only what
is a default may be set.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from answerable.clocks.clock import parse_clock, parse_schedule
from answerable.commands.failing import Failed
from answerable.events.catalogue import EVENT_TYPES
from answerable.rules.catalogue import DUTIES, DUTY_OF
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from answerable.rules.model import Duty, Requirement
from answerable.rules.ranks import RANKS


def duties_with(path: Path | None) -> tuple[Duty, ...]:
    """The duties of the catalogue, with what the file at `path` sets; Failed where it may not."""
    if path is None:
        return DUTIES
    changed = dict(DUTY_OF)
    for setting in _settings(path, "duty"):
        duty = _set(path, changed, setting)
        changed[duty.id] = duty
    return tuple(changed[duty.id] for duty in DUTIES)


def requirements_with(path: Path | None) -> tuple[Requirement, ...]:
    """The requirements of the gates, with what the file at `path` sets; Failed where it may not."""
    if path is None:
        return REQUIREMENTS
    changed = {key(one): one for one in REQUIREMENTS}
    for setting in _settings(path, "rank"):
        name = str(setting.get("gate"))
        changed[name] = _set_rank(path, name, changed.get(name), setting)
    return tuple(changed.values())


def _settings(path: Path, kind: str) -> list[dict[str, Any]]:
    """What the file says of one kind of rule, in the order of the days from which it applies."""
    try:
        found = tomllib.loads(path.read_text())
    except OSError as error:
        raise Failed(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Failed(f"{path}: {error}") from None
    unknown = set(found) - {"duty", "rank"}
    if unknown:
        said = "write [[duty]] and [[rank]] tables"
        raise Failed(f"{path}: {sorted(unknown)[0]!r} cannot be set; {said}")
    tables = found.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise Failed(f"{path}: {kind!r} is no table; write [[{kind}]]")
    return sorted(tables, key=lambda setting: str(setting.get("from")))


def _set(path: Path, duties: dict[str, Duty], setting: dict[str, Any]) -> Duty:
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


def _set_rank(
    path: Path, name: str, requirement: Requirement | None, setting: dict[str, Any]
) -> Requirement:
    if requirement is None or requirement.rank is None:
        raise Failed(f"{path}: no gate {name!r} asks for a rank")
    since = setting.get("from")
    if set(setting) != {"gate", "lowest", "from"} or type(since) is not date:
        raise Failed(f"{path}: {name}: a setting has a gate, a lowest rank and from = a date")
    field = EVENT_TYPES[requirement.patterns[0].event].all_fields[requirement.rank.field]
    allowed = [rank for rank in RANKS if rank in field.codes]
    if setting["lowest"] not in allowed:
        said = ", ".join(allowed)
        raise Failed(f"{path}: {name}: {setting['lowest']!r} is not allowed; allowed are {said}")
    return replace(requirement, rank=requirement.rank.setting(setting["lowest"], since))
