"""Rows as a table for a person, or as JSON or CSV for a program."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from typing import Any

import click

PIECE = 5_000  # rows that are printed at a time
STYLES = {
    "overdue": "bold red", "missed": "red", "late": "yellow", "met": "green", "open": "cyan",
    "paused": "blue", "lifted": "dim", "raised": "bold red", "cleared": "dim",
    "refused": "bold red",
}  # fmt: skip

Row = Mapping[str, Any]

_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d[+-]\d\d:\d\d$")


def print_rows(
    rows: Iterable[Row], columns: Sequence[str], form: str, *, title: str = "", none: str = "None."
) -> None:
    """Print rows as they come."""
    rows = iter(rows)
    pieces = iter(lambda: piece_of(islice(rows, PIECE), columns, form), piece_of((), columns, form))
    print_pieces(pieces, columns, form, title=title, none=none)


def piece_of(rows: Iterable[Row], columns: Sequence[str], form: str) -> Any:
    """Rows as they are printed: text for a program, or the rows themselves for a table."""
    if form == "json":
        dumped = (json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) for row in rows)
        return ",\n ".join(dumped)
    if form == "csv":
        text = StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([_flat(row[name]) for name in columns] for row in rows)
        return text.getvalue()
    return list(rows)


def print_pieces(
    pieces: Iterable[Any],
    columns: Sequence[str],
    form: str,
    *,
    title: str = "",
    none: str = "None.",
) -> None:
    """Print pieces as they come: JSON is one array whatever their number, CSV has one header."""
    if form != "table" and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a program reads it, whatever the terminal's own
    if form == "json":
        _print_json(pieces)
    elif form == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerow(columns)
        for piece in pieces:
            sys.stdout.write(piece)
    else:
        _print_tables(chain.from_iterable(pieces), columns, title=title, none=none)


def print_json(rows: Iterable[Row]) -> None:
    """One array of objects, an object a line, written as the rows come."""
    print_rows(rows, (), "json")


def _print_json(pieces: Iterable[str]) -> None:
    write = sys.stdout.write
    write("[")
    before = "\n "
    for piece in filter(None, pieces):
        write(before)
        write(piece)
        before = ",\n "
    write("\n]\n")


def _flat(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return value


def _short(cell: str) -> str:
    """An instant as a person reads it: to the minute, in London's time; the rest as it is."""
    return _INSTANT.sub(r"\1 \2", cell)


def _print_tables(rows: Iterator[Row], columns: Sequence[str], *, title: str, none: str) -> None:
    """One table, as wide as its widest cell; of a great many rows a table every so many, for the
    widths of all cannot be known before the last has come."""
    some = list(islice(rows, PIECE))
    if not some:
        click.echo(none)
    many = len(some) == PIECE
    while some:
        _print_table(some, columns, title=title, every=many)
        some = list(islice(rows, PIECE))


def _print_table(rows: Sequence[Row], columns: Sequence[str], *, title: str, every: bool) -> None:
    """A table that fits the terminal; one that goes to a file or a pipe is as wide as it needs.
    A column in which nothing stands is left out unless `every` is to be shown."""
    # Loaded here, for a program that reads JSON need not wait for what draws tables.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    watched = sys.stdout.isatty()
    if not every:
        columns = [name for name in columns if any(row[name] not in ("", None) for row in rows)]
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for name in columns:
        number = isinstance(rows[0].get(name), int | float)
        table.add_column(
            name.replace("_", " "), justify="right" if number else "left",
            overflow="fold", no_wrap=not watched,
        )  # fmt: skip
    for row in rows:
        cells = [_short(str(_flat(row[name]))) for name in columns]
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in cells))
    console = Console(width=None if watched else 10_000, soft_wrap=not watched)
    with console.capture() as drawn:
        console.print(table)
    sys.stdout.write(drawn.get())
