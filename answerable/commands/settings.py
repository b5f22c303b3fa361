"""What forces have set, from the file or the folder that `--settings` names; for the record, from
the folder that the pages go by."""

from __future__ import annotations

from pathlib import Path

from answerable.commands.failing import Failed
from answerable.commands.reading_logs import LogAt, Record, from_record
from answerable.events.codes import FORCES
from answerable.rules.model import Duty, Requirement
from answerable.rules.set_by_force import CATALOGUE, Rules, rules_of_all, rules_with


def settings_in(path: Path | None, log: LogAt | None = None) -> Rules:
    """The rules of the catalogue, with what the file at `path` sets for all cases, or each file of
    the folder for those of its force; Failed where it may not. The whole of it is read whichever
    part of it is asked for."""
    if path is None:
        found: Rules = from_record().rules() if isinstance(log, Record) else CATALOGUE
        return found
    try:
        if path.is_dir():
            return rules_of_all({one.stem: _of_force(one) for one in sorted(path.iterdir())})
        return _read(path)
    except OSError as error:
        raise Failed(f"{error.filename}: {error.strerror}") from None


def _of_force(file: Path) -> Rules:
    if file.suffix != ".toml" or file.stem not in FORCES:
        raise Failed(f"{file}: name it after the code of a force, as 13.toml")
    return _read(file)


def _read(file: Path) -> Rules:
    try:
        return rules_with(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Failed(f"{file}: {error}") from None


def duties_with(path: Path | None, log: LogAt | None = None) -> tuple[Duty, ...]:
    """The duties of the catalogue, with what is set at `path`; Failed where it may not."""
    return settings_in(path, log).duties


def requirements_with(path: Path | None, log: LogAt | None = None) -> tuple[Requirement, ...]:
    """The requirements of the gates, with what is set at `path`; Failed where it may not."""
    return settings_in(path, log).requirements
