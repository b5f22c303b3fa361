"""What is asked of the parts of a log, and how the answers of all of them are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from answerable.analysis.attrition import Cohort, Period, by_cohort, by_period, quarter
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Found, alike, asked, found_by
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure
from answerable.analysis.tallies import Joined, Tallies

PartFound = list[tuple[str, Tallies]]  # by the first of the measures that ask for the same


@dataclass(frozen=True)
class Measured:
    """What some measures find, by some dimensions. It holds their names, so that it can be sent
    to another process."""

    measures: tuple[str, ...]
    by: tuple[str, ...] = ()

    def __call__(self, log: Log) -> PartFound:
        """What they find in a part."""
        return [(same[0].id, found) for same, found in asked(log, self._measures(), self.by)]

    def gathered(self, parts: Iterable[PartFound]) -> Iterator[Found]:
        """What they found in all of them, in order of the measures and the groups."""
        joined: dict[str, Joined] = {}
        for part in parts:
            for name, found in part:
                joined.setdefault(name, Joined()).add(found)
        for same in alike(self._measures()):
            if same[0].id in joined:
                yield from found_by(same, self.by, joined.pop(same[0].id))

    def _measures(self) -> list[Measure]:
        return [MEASURE_OF[name] for name in self.measures]


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
