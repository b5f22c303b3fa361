"""What a reader is told of a count, and which counts are the same or make up each other.

Everything here is said of the tables, and nothing of the log: a reader knows the definitions as
well as we do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.disclosure import ALL_SHOWN, MOST_HIDDEN, Released
from answerable.analysis.evaluate import Row
from answerable.analysis.measure import QUANTILES, Measure
from answerable.analysis.signal_measures import SAME

State = Literal["shown", "hidden", "withheld"]
Place = tuple[tuple[str, tuple[str, ...]], ...]  # of each dimension, its values: several: an area

HOLDER = "force"  # whoever holds the cases of one of these knows their counts
LEFT_OUT = ("open", "missing", "not_applicable")

# Measures that nothing is left out of: their denominator is their base, as a whole.
WHOLE = (
    "cases.", "funnel.", "outcome.", "withdrawal.share", "withdrawal.no_reason",
    "withdrawal.unconfirmed", "characteristics.", "device.requested", "early_advice.",
    "actionplan.", "lines.", "review_right.told", "ending.", "open.", "leaving.", "signal.",
    "standing.", "withdrawal.after_silence", "plans.", "plan_again.", "delay.", "delayed.",
    "suspect_device.requested",
)  # fmt: skip
# Measures of which each case is in exactly one, and how many they are: together they make up
# their base.
DIVIDE: Mapping[str, int] = MappingProxyType(
    {"ending.": 9, "open.": 5, "leaving.where.": 3, "plans.": 3, "plan_again.": 6, "delayed.": 3,
     "duty.": 4}
)  # fmt: skip
# Measures that share what is in their denominator and what is left out of it.
TOGETHER: Mapping[str, str] = MappingProxyType({"duty.": "duty.kept"})
# Of other measures, the base that falls apart into what is in the denominator, what is open, what
# is missing and what it does not apply to.
BASES: Mapping[str, str] = MappingProxyType(
    {
        "withdrawal.outset": "cases",
        "withdrawal.by_day_": "withdrawn cases",
        "time.report_to_": "cases",
        "held.": "cases",
        "safeguarding.made": "police no-further-action cases",
    }
)
# Counts that are themselves the base of other measures.
BASE_IS: Mapping[str, str] = MappingProxyType(
    {
        "cases.reported": "cases",
        "cases.recorded": "recorded cases",
        "withdrawal.share": "withdrawn cases",
    }
)
# Measures of which a case counts for the team that had it when it was decided.
OF_TEAM = tuple(measure.id for measure in MEASURE_OF.values() if measure.of_team)
# What has happened has happened: of a later state of the same log there are as many, or more.
GROWING = ("base: cases", "base: recorded cases", "funnel.referred: yes", "funnel.charged: yes")


@dataclass(frozen=True)
class Cell:
    """A count as a reader sees it: `shown` to the nearest five; `hidden`, which says that it is
    seven or fewer; or `withheld`, which says nothing."""

    count: str
    place: Place
    as_of: str
    state: State
    value: int | None = None
    table: str = ""
    yes: str = ""  # of a side of a share: the names of those that say yes, and of all
    of: str = ""
    true: int | None = None  # known to whoever holds the cases; never written down

    def __str__(self) -> str:
        where = ", ".join(f"{name} {' or '.join(values)}" for name, values in self.place)
        return f"{self.count} ({where})" if where else self.count


def place_of(group: Mapping[str, str | tuple[str, ...]]) -> Place:
    """A group as the place of a cell."""
    return tuple(sorted((name, (of,) if isinstance(of, str) else of) for name, of in group.items()))


def of_other_cases(count: str, place: Place) -> bool:
    """Whether a count by team is of the team at the decision: then a group of it has other cases
    than the group of that name has of any other count."""
    return count.startswith(OF_TEAM) and any(name == "team" for name, _ in place)


def is_whole(measure: str) -> bool:
    """Whether nothing is left out of a measure's denominator."""
    return measure.startswith(WHOLE)


def cells_of(measure: Measure, released: Iterable[Released], as_of: str) -> Iterator[Cell]:
    """What the released rows of one measure say, as cells; totals of what is shown say nothing."""
    for one in released:
        if ALL_SHOWN in one.row.group.values():
            continue
        yield from _of_row(measure, one, as_of)


def _of_row(measure: Measure, one: Released, as_of: str) -> Iterator[Cell]:
    row, place = one.row, place_of(one.row.group)

    def cell(count: str, column: str, names: tuple[str, str] = ("", "")) -> Cell:
        value, true = getattr(row, column, None), one.true[column]
        few: State = "hidden" if true <= MOST_HIDDEN and column not in LEFT_OUT else "withheld"
        state = few if value is None else "shown"
        shown = None if value is None else int(value)
        return Cell(count, place, as_of, state, shown, row.measure, *names, true)

    yes, of = _numerator(row), _denominator(measure, row)
    yield cell(of, "denominator")
    if row.unit != "days":
        yield cell(yes, "numerator", (yes, of))
        if one.true["rest"] <= MOST_HIDDEN and row.unit == "share":
            yield cell(f"{row.measure}: no", "rest", (yes, of))
    if row.measure == measure.id:
        for column in LEFT_OUT:
            yield cell(f"{_stem(measure)}: {column}", column)


def _denominator(measure: Measure, row: Row) -> str:
    beside = row.measure.removeprefix(f"{measure.id}.")
    of_wait = beside != row.measure and beside not in {"median", *QUANTILES}
    if of_wait or measure.by_day is not None:
        return f"{_stem(measure)}: followed"
    return f"base: {measure.base}" if is_whole(measure.id) else f"{_stem(measure)}: in it"


def _numerator(row: Row) -> str:
    base = BASE_IS.get(row.measure)
    return f"base: {base}" if base else f"{SAME.get(row.measure, row.measure)}: yes"


def _stem(measure: Measure) -> str:
    """One name for the measures that ask the same of the same wait, by different days, and for
    those that part the same obligations."""
    together = next((of for start, of in TOGETHER.items() if measure.id.startswith(start)), "")
    if together:
        return together
    return measure.id if measure.by_day is None else measure.id.rstrip("0123456789").rstrip("_")
