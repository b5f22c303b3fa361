"""The tables of a report as CSV, with a dictionary of what each column means."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from answerable.analysis.reporting.model import Report

DICTIONARY = "dictionary.csv"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_tables(folder: Path, report: Report) -> list[Path]:
    """Write a file a table, and the dictionary; what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = [table for section in report.sections for table in section.tables]
    written = []
    for table in tables:
        written.append(folder / f"{table.name}.csv")
        _write(written[-1], [column.name for column in table.columns], table.rows)
    meanings = [
        (f"{table.name}.csv", column.name, column.heading, column.meaning, table.title)
        for table in tables
        for column in table.columns
    ]
    written.append(folder / DICTIONARY)
    _write(written[-1], ("file", "column", "heading", "meaning", "table"), meanings)
    return written


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows([_safe(cell) for cell in row] for row in rows)


def _safe(cell: str) -> str:
    # A spreadsheet takes these for the start of a formula.
    return f"'{cell}" if cell.startswith(FORMULA) else cell
