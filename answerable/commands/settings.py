"""What a force has set, from the file that `--settings` names."""

from __future__ import annotations

from pathlib import Path

from answerable.commands.failing import Failed
from answerable.rules.model import Duty, Requirement
from answerable.rules.set_by_force import CATALOGUE, Rules, rules_with


def settings_in(path: Path | None) -> Rules:
    """The rules of the catalogue, with what the file at `path` sets; Failed where it may not. The
    whole file is read whichever of it is asked for."""
    if path is None:
        return CATALOGUE
    try:
        return rules_with(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failed(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise Failed(f"{path}: {error}") from None


def duties_with(path: Path | None) -> tuple[Duty, ...]:
    """The duties of the catalogue, with what the file at `path` sets; Failed where it may not."""
    return settings_in(path).duties


def requirements_with(path: Path | None) -> tuple[Requirement, ...]:
    """The requirements of the gates, with what the file at `path` sets; Failed where it may not."""
    return settings_in(path).requirements
