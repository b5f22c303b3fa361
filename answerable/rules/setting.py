"""What a force may set in a requirement: our default, and what it has set from which day on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

# Who may authorise something, from the lowest up.
RANKS = ("sergeant", "inspector", "chief_inspector", "superintendent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that a force may set: `name` is its name in the settings.

    It is a whole number from 1, or one of the codes `allowed`, or where the default is several of
    them a list. `versions` are what a force has set, each from a day, in order.
    """

    name: str
    default: Any
    allowed: tuple[str, ...] = ()
    versions: tuple[tuple[date, Any], ...] = ()

    def on(self, day: date) -> Any:
        """What is in force on a day; before the first that the force has set, our default."""
        return next(
            (value for since, value in reversed(self.versions) if since <= day), self.default
        )

    def since(self, day: date) -> date | None:
        """From when on the force has set what is in force on a day; None where it has not."""
        return next((since for since, _ in reversed(self.versions) if since <= day), None)

    def from_day(self, value: Any, since: date) -> Setting:
        """With another value from a day on. ValueError says why it may not be."""
        if since in (day for day, _ in self.versions):
            raise ValueError(f"{self.name} is set twice from {since}")
        self._check(value)
        kept = tuple(value) if isinstance(value, list) else value
        versions = sorted([*self.versions, (since, kept)], key=lambda version: version[0])
        return replace(self, versions=tuple(versions))

    def _check(self, value: Any) -> None:
        if not self.allowed:
            if type(value) is not int or value < 1:
                raise ValueError(f"{value!r} is no whole number of {self.name} from 1")
            return
        several = isinstance(self.default, tuple)
        if several != isinstance(value, list) or value == []:
            raise ValueError(f"{self.name} is {'a list of codes' if several else 'one code'}")
        for code in value if several else [value]:
            if code not in self.allowed:
                raise ValueError(f"{code!r} is not allowed; allowed are {', '.join(self.allowed)}")

    def words(self, day: date | None = None) -> str:
        """What is in force on a day, or our default, as it is read."""
        value = self.default if day is None else self.on(day)
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(str(code).replace("_", " ") for code in codes)

    def whose(self, day: date) -> str:
        """What is in force on a day, and who has set it, in a sentence."""
        since = self.since(day)
        said = "our default" if since is None else f"set by the force from {since:%-d %B %Y}"
        return f"The {self.name} in force: {self.words(day)}, {said}."


def lowest_rank(default: str, *allowed: str) -> Setting:
    """The lowest rank that will do, which a force may set."""
    return Setting(name="rank", default=default, allowed=allowed)


def reaches(rank: Any, lowest: str) -> bool:
    """Whether a rank is that of the lowest who will do, or higher."""
    return rank in RANKS and RANKS.index(rank) >= RANKS.index(lowest)
