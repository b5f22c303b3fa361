"""The parts of a report, as plain values: sections of paragraphs, lists, tables and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NOT_SHOWN = "not shown"  # never nought, and never a dash
NO_FINDING = (
    "No finding may be given: each rests on a figure of seven cases or fewer, or of all but a few, "
    "or on nothing that was recorded. What is not known, at the end, says more."
)
EMPTY = (
    "No row of it may be shown: there is nothing to count, or each would count seven cases or "
    "fewer, or leave out as few, or say too much beside the other tables."
)


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, what it means, and whether it holds numbers."""

    name: str
    heading: str
    meaning: str
    number: bool = True
    measure: str = ""  # the measure that stands behind the whole column


@dataclass(frozen=True)
class Chart:
    """A drawing of what the table below it says; `says` is the same in words."""

    title: str
    says: str
    svg: str


@dataclass(frozen=True)
class Table:
    """A table, every cell of which may leave the house. `name` is that of its CSV.

    `measures` says by row which measure stands behind it; a table without needs none where a
    column named `measure` holds titles. Of one that says `choose`, a page shows the rows of one
    value of the first column at a time."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    chart: Chart | None = None
    note: str = ""
    measures: Sequence[str] = ()
    choose: bool = False


@dataclass(frozen=True)
class Section:
    """One heading of the report, with what stands under it, in order."""

    id: str
    title: str
    text: Sequence[str] = ()
    points: Sequence[str] = ()
    tables: Sequence[Table] = ()
    after: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Report:
    """The whole of it: the first page, then the sections. `behind` are the measures behind a
    finding or a fact, by its words."""

    title: str
    of: str
    as_of: str
    made_up: str
    findings: Sequence[str]
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    behind: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hint: str = (
        "A range in brackets is the 95% interval: chance alone could move the figure so far, with "
        "nobody working differently. Every number is rounded; none says what brought it about."
    )
