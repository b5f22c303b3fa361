"""Tables of released figures, in the one form that all sections use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.reporting import words
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.model import NOT_SHOWN, Chart, Column, Table

MEASURE = Column("measure", "Measure", "What is counted, by its title", number=False)
OF = Column("of", "Of", "The base: of which cases", number=False)
HOW_MANY = Column("counts", "How many", "The number counted, of how many; to the nearest five")
VALUE = Column("value", "Value", "The share, or the mean or median of days in whole days")
INTERVAL = Column("interval", "95% interval", "How far the value varies by chance of the process")


def of_rows(
    name: str, title: str, first: Column, rows: Iterable[tuple[str, Row | None]],
    chart: Chart | None = None, note: str = "", behind: Sequence[str] = (),
) -> Table:  # fmt: skip
    """A table of figures: a name, how many of how many, the value, the interval. `behind` are the
    measures of the rows, where one of them may have no figure."""
    there = list(rows)
    cells = [
        (label, words.counts(row), words.value(row), words.interval(row)) for label, row in there
    ]
    measures = list(behind) or [row.measure if row else "" for _, row in there]
    return Table(name, title, (first, HOW_MANY, VALUE, INTERVAL), cells, chart, note, measures)


def of_days(
    name: str, title: str, first: Column, rows: Iterable[tuple[str, Row | None, Row | None]],
    chart: Chart | None = None, note: str = "",
) -> Table:  # fmt: skip
    """A table of times: how many ended so, the mean with its interval, and the median."""
    columns = (
        first, Column("number", "Cases", "How many ended so; to the nearest five"),
        Column("mean", "Mean days", "The mean of those that ended so, in whole days"), INTERVAL,
        Column("median", "Median days", "Half of those that ended so took less"),
    )  # fmt: skip
    there = list(rows)
    cells = [
        (label, words.number(mean.denominator if mean else None),
         words.number(mean.value if mean else None), words.interval(mean),
         words.number(median.value if median else None))
        for label, mean, median in there
    ]  # fmt: skip
    measures = [mean.measure if mean else "" for _, mean, _ in there]
    return Table(name, title, columns, cells, chart, note, measures)


def seen(rows: Iterable[tuple[str, Row | None]]) -> list[tuple[str, Row]]:
    """The rows of which there is a value to be drawn."""
    return [(label, row) for label, row in rows if row is not None and row.value is not None]


def not_there(rows: Sequence[tuple[str, Row | None]]) -> str:
    """How many rows of a list are left out of its table, and why; nothing where none is or all."""
    left = len(rows) - len(seen(rows))
    said = "1 row is" if left == 1 else f"{left} of {len(rows)} rows are"
    # Where all are, the table has no row, and says why by itself.
    return (
        f"{said} not shown: seven cases or fewer, or all but a few." if 0 < left < len(rows) else ""
    )


def titled(figures: Figures, ids: Sequence[str]) -> list[tuple[str, Row | None]]:
    """The figures of measures, under their titles."""
    return [(MEASURE_OF[id_].title, figures.row(id_)) for id_ in ids]


def in_groups(
    figures: Figures, measure: str, by: str, named: Callable[[str], str] = str
) -> list[tuple[str, Row | None]]:
    """The figures of one measure by group, of those of which one is shown: the name alone of
    another would say that there is a case in it."""
    rows = [(value, figures.row(measure, **{by: value})) for value in figures.groups(measure, by)]
    return [(named(value), row) for value, row in rows if row is not None and row.value is not None]


__all__ = ["NOT_SHOWN", "in_groups", "not_there", "of_days", "of_rows", "seen", "titled"]
