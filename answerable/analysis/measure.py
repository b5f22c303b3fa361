"""The words in which a measure is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from answerable.analysis.answers import Answers
from answerable.analysis.log import Log
from answerable.rules.model import Basis, Source

Unit = Literal["share", "days", "count", "ratio"]
AT_DAYS = (30, 90, 365)  # by which a time says how many ended so
# Beside the median: the days within which so many of those ended that ended so.
QUANTILES: Mapping[str, float] = MappingProxyType(
    {"quartile_1": 0.25, "quartile_3": 0.75, "decile_9": 0.9}
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A published figure, with the rule that makes it.

    `base` says of what, `definition` what is counted, `starts` and `ends` name the events between
    which a time runs. `basis` is what the definition rests on, `answers` the figure of the
    inspection that it answers. `ask` finds the items. A measure that is `of_team` counts a case
    for the team that had it when it was decided. One with `by_day` says how many of the waits
    that `ask` finds had ended so by that day, where other endings compete.
    """

    id: str
    title: str
    base: str
    definition: str
    unit: Unit
    ask: Callable[[Log], Answers]
    basis: Basis = "default"
    sources: tuple[Source, ...] = ()
    answers: str = ""
    starts: str = ""
    ends: str = ""
    of_team: bool = False
    by_day: int | None = None

    @property
    def room(self) -> str:
        """The first word of its name: a room, or a subject."""
        return self.id.partition(".")[0]


def london(place: str) -> tuple[Source, ...]:
    """A place in the review of rape in London."""
    return (Source(document="london_review", place=place),)


def phase_one(place: str) -> tuple[Source, ...]:
    """A place in the report of the first phase of the inspection."""
    return (Source(document="phase_one", place=place),)
