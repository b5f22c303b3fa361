"""Tables of several figures side by side, a row a group, with all together at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answerable.analysis.evaluate import Row
from answerable.analysis.reporting import words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.model import NOT_SHOWN, Column, Table

FORCE = Column("force", "Force", "In the order of the names", number=False)
QUARTER = Column("quarter", "Reported in", "The quarter of the report", number=False)
ALL = "All"
Asked = Sequence[tuple[str, str]]  # measures, each with its heading


def side_by_side(
    edition: Edition, name: str, title: str, by: Column, asked: Asked, note: str = "",
    said: Callable[[Row | None], str] = words.value,
) -> Table:  # fmt: skip
    """A row a force or a quarter, a column a measure. Groups of which nothing is shown are not
    there, for the name alone would say that there is a case."""
    columns = (by, *(Column(id_, heading, heading, measure=id_) for id_, heading in asked))
    figures = edition.figures
    groups = sorted({of for id_, _ in asked for of in figures.groups(id_, by.name)})
    called = edition.called if by is FORCE else str
    rows = [
        [called(of), *(said(figures.row(id_, **{by.name: of})) for id_, _ in asked)]
        for of in groups
    ]
    kept = sorted(row for row in rows if set(row[1:]) != {NOT_SHOWN})
    if kept:
        kept.append([ALL, *(said(figures.row(id_)) for id_, _ in asked)])
    return Table(name, title, columns, kept, note=note)


def range_of(edition: Edition, measure: str, by: str = "force") -> str:
    """From the least to the most of the groups that are shown, and of how many."""
    figures = edition.figures
    found = [figures.row(measure, **{by: of}) for of in figures.groups(measure, by)]
    shown = sorted(
        (row for row in found if row is not None and row.value is not None),
        key=lambda row: row.value or 0.0,
    )
    if len(shown) < 2:
        return NOT_SHOWN
    return f"{words.value(shown[0])} to {words.value(shown[-1])}, of {len(shown)}"
