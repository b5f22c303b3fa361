"""What is asked of the parts of a log, and how the answers of all of them are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from answerable.analysis.attrition import Cohort, Period, by_cohort, by_period, quarter
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Found, tallied
from answerable.analysis.log import Log
from answerable.analysis.tallies import Tally, joined

Key = tuple[str, tuple[tuple[str, str], ...]]  # a measure, and a group
Tallies = list[tuple[Key, Tally]]


@dataclass(frozen=True)
class Measured:
    """What some measures find, by some dimensions. It holds their names, so that it can be sent
    to another process."""

    measures: tuple[str, ...]
    by: tuple[str, ...] = ()

    def __call__(self, log: Log) -> Tallies:
        """What they find in a part."""
        measures = [MEASURE_OF[name] for name in self.measures]
        return [
            ((measure.id, tuple(group.items())), found)
            for measure, group, found in tallied(log, measures, self.by)
        ]

    def gathered(self, parts: Iterable[Tallies]) -> Iterator[Found]:
        """What they found in all of them, in order of the measures and the groups."""
        found: dict[str, dict[tuple[tuple[str, str], ...], list[Tally]]] = {}
        for part in parts:
            for (measure, group), one in part:
                found.setdefault(measure, {}).setdefault(group, []).append(one)
        known: dict[tuple[int, ...], Tally] = {}  # several measures may share what is found
        for name in self.measures:
            for group, some in sorted(found.get(name, {}).items()):
                same = tuple(map(id, some))
                if same not in known:
                    known[same] = joined(some)
                yield MEASURE_OF[name], dict(group), known[same]


@dataclass(frozen=True)
class Funnel:
    """The funnel of those reported in each period, and what happened in each."""

    period: Callable[[date], str] = quarter

    def __call__(self, log: Log) -> tuple[list[Cohort], list[Period]]:
        """The two of a part."""
        return by_cohort(log, self.period), by_period(log, self.period)

    @staticmethod
    def gathered(
        parts: Iterable[tuple[Sequence[Cohort], Sequence[Period]]],
    ) -> tuple[list[Cohort], list[Period]]:
        """The two of all parts."""
        cohorts: dict[str, Cohort] = {}
        periods: dict[str, Period] = {}
        for some, others in parts:
            for cohort in some:
                before = cohorts.get(cohort.period)
                cohorts[cohort.period] = cohort if before is None else before + cohort
            for period in others:
                now = periods.get(period.period)
                periods[period.period] = period if now is None else now + period
        return [cohorts[name] for name in sorted(cohorts)], [
            periods[name] for name in sorted(periods)
        ]
