"""What a force has set in place of the defaults, dated, from a file of TOML.

    [[duty]]
    id = "report.risk"
    clock = "Hours(12)"
    from = 2024-04-01

A setting adds a version to the duty's clock; only a figure that is a default may be set.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from answerable.clocks.clock import parse_clock, parse_schedule
from answerable.commands.failing import Failed
from answerable.rules.catalogue import DUTIES, DUTY_OF
from answerable.rules.model import Duty


def duties_with(path: Path | None) -> tuple[Duty, ...]:
    """The duties of the catalogue, with what the file at `path` sets; Failed where it may not."""
    if path is None:
        return DUTIES
    try:
        found = tomllib.loads(path.read_text())
    except OSError as error:
        raise Failed(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Failed(f"{path}: {error}") from None
    changed = dict(DUTY_OF)
    for setting in _settings(path, found):
        duty = _set(path, changed, setting)
        changed[duty.id] = duty
    return tuple(changed[duty.id] for duty in DUTIES)


def _settings(path: Path, found: dict[str, Any]) -> list[dict[str, Any]]:
    unknown = set(found) - {"duty"}
    if unknown:
        raise Failed(f"{path}: {sorted(unknown)[0]!r} cannot be set; write [[duty]] tables")
    return sorted(found.get("duty", []), key=lambda setting: str(setting.get("from")))


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
