"""By which rules a case goes: those of the catalogue, with what its force has set."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from answerable.events.entry import Entry
from answerable.rules.set_by_force import CATALOGUE, Rules, force_of, rules_of_all


def rules_of(entries: Iterable[Entry]) -> Rules:
    """The rules for a case with these entries, corrections applied."""
    return rules_by(force_of(entries))


def rules_by(force: str) -> Rules:
    """The rules with what the force of this code has set."""
    found: Rules = settings.RULES_OF_FORCES.get(force, CATALOGUE)
    return found


def rules_of_every_case() -> Rules:
    """The rules for many cases, in which each force's are for its own."""
    return rules_of_all(settings.RULES_OF_FORCES)
