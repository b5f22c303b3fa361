"""What forces have set, from the file or the folder that `--settings` names; for the record, from
the folder that the pages go by."""

from __future__ import annotations

from pathlib import Path

from answerable.commands.failing import Failed
from answerable.commands.reading_logs import LogAt, Record, from_record
from answerable.rules.model import Duty, Requirement
from answerable.rules.set_by_force import (
    CATALOGUE,
    Rules,
    rules_in_file,
    rules_in_folder,
    rules_of_all,
)


def settings_in(path: Path | None, log: LogAt | None = None) -> Rules:
    """The rules of the catalogue, with what the file at `path` sets for all cases, or each file of
    the folder for those of its force; Failed where it may not. The whole of it is read whichever
    part of it is asked for."""
    if path is None:
        found: Rules = from_record().rules() if isinstance(log, Record) else CATALOGUE
        return found
    try:
        return rules_of_all(rules_in_folder(path)) if path.is_dir() else rules_in_file(path)
    except OSError as error:
        raise Failed(f"{error.filename}: {error.strerror}") from None
    except ValueError as error:
        raise Failed(str(error)) from None


def duties_with(path: Path | None, log: LogAt | None = None) -> tuple[Duty, ...]:
    """The published duties, with what is set at `path`; Failed where it may not."""
    return settings_in(path, log).published


def requirements_with(path: Path | None, log: LogAt | None = None) -> tuple[Requirement, ...]:
    """The requirements of the gates, with what is set at `path`; Failed where it may not."""
    return settings_in(path, log).requirements
