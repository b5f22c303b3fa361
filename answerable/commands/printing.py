"""Rows as a table for a person, or as JSON or CSV for a program."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

FORMATS = ("table", "json", "csv")
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
    """Print rows as they come; a table waits for all of them, to know how wide it is."""
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(rows, columns)
    else:
        print_table(list(rows), columns, title=title, none=none)


def print_json(rows: Iterable[Row]) -> None:
    """One array of objects, an object a line, written as the rows come."""
    write = sys.stdout.write
    write("[")
    for number, row in enumerate(rows):
        write(",\n " if number else "\n ")
        write(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")))
    write("\n]\n")


def print_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """A header and a line a row; a list is joined by semicolons, nothing is empty."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_flat(row[name]) for name in columns])


def _flat(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return value


def _short(cell: str) -> str:
    """An instant as a person reads it: to the minute, in London's time; the rest as it is."""
    return _INSTANT.sub(r"\1 \2", cell)


def print_table(rows: Sequence[Row], columns: Sequence[str], *, title: str, none: str) -> None:
    """A table that fits the terminal; one that goes to a file or a pipe is as wide as it needs."""
    if not rows:
        click.echo(none)
        return
    # Loaded here, for a program that reads JSON need not wait for what draws tables.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    watched = sys.stdout.isatty()
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
    Console(width=None if watched else 10_000, soft_wrap=not watched).print(table)
