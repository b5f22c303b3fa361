"""A list that an operator brings, as a CSV: its rows, and what is wrong with a line of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from answerable.events.hidden import HIDDEN
from answerable.events.times import shown


class Problem(NamedTuple):
    """What is wrong with a line. It repeats no name and no address."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.reason}"


class Columns(NamedTuple):
    """The columns that a list has to have, those it may have, and how long a cell may be."""

    needed: Sequence[str]
    other: Sequence[str]
    longest: Mapping[str, int]


class Wrong(Exception):
    """A column of a line, and what is wrong with it."""


def rows(text: str, columns: Columns) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    """Each line with its number: its cells by column, or what is wrong with it. ValueError where a
    column is missing."""
    lines = text.removeprefix("\ufeff").splitlines()
    there = [name.strip() for name in next(csv.reader(lines[:1]), [])]
    for name in columns.needed:
        if name not in there:
            raise ValueError(f"the list has no column {name}; it needs {', '.join(columns.needed)}")
    for name in there:
        if name not in (*columns.needed, *columns.other) or there.count(name) > 1:
            may = f"; it may have {', '.join(columns.other)}" if columns.other else ""
            raise ValueError(f"the list has {shown(name)} twice, or should not have it{may}")
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        try:
            yield number, _cells(line, there, columns)
        except Wrong as wrong:
            yield number, Problem(number, *wrong.args)


def _cells(line: str, there: Sequence[str], columns: Columns) -> dict[str, str]:
    # One physical line is one row: a stray quote must not swallow the people after it.
    try:
        cells = next(csv.reader([line], strict=True))
    except csv.Error:
        raise Wrong("", "a quotation mark is opened and not closed, or stands alone") from None
    if len(cells) != len(there):
        raise Wrong("", f"{len(cells)} cells, and the list has {len(there)} columns")
    given = dict(zip(there, map(str.strip, cells), strict=True))
    found = dict.fromkeys((*columns.needed, *columns.other), "") | given
    for column, cell in found.items():
        if column in columns.needed and not cell:
            raise Wrong(column, "nothing is there")
        if len(cell) > columns.longest.get(column, len(cell)):
            raise Wrong(column, f"longer than {columns.longest[column]} characters")
        if HIDDEN.search(cell):
            raise Wrong(column, "a hidden character")
    return found
