"""The tables of a report as CSV, with a dictionary of what each column means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from answerable.analysis.reporting.model import EMPTY, Report, Table

DICTIONARY = "dictionary.csv"
# What holds of every cell stands first, as of every file and column.
OF_ALL = (
    ("every file", "every column", "", "Cells are written as on the page: with commas for "
     "thousands, per cents with a sign, and a mark ' before what a spreadsheet would take for a "
     "formula.", "", ""),
    ("every file", "every column", "not shown", "The number is seven or fewer, or would give one "
     "away that is; it is never nought, and never to be taken for it.", "", ""),
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_tables(folder: Path, report: Report) -> list[Path]:
    """Write a file a table, and the dictionary; what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {f"{table.name}.csv": as_csv(table) for table in tables_of(report)}
    texts[DICTIONARY] = dictionary(report)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="")
    return [folder / name for name in texts]


def tables_of(report: Report) -> list[Table]:
    """Every table of a report, in order."""
    return [table for section in report.sections for table in section.tables]


def as_csv(table: Table) -> str:
    """A table as the text of a CSV file."""
    return _text([column.name for column in table.columns], table.rows)


def dictionary(report: Report) -> str:
    """What each column of each table means, as the text of a CSV file."""
    meanings = [
        (
            f"{table.name}.csv",
            column.name,
            column.heading,
            column.meaning,
            table.title,
            _note(table),
        )
        for table in tables_of(report)
        for column in table.columns
    ]
    return _text(("file", "column", "heading", "meaning", "table", "note"), [*OF_ALL, *meanings])


def _note(table: Table) -> str:
    """What is to be known of a table: of one without a row, why it has none."""
    return " ".join(one for one in (table.note, "" if table.rows else EMPTY) if one)


def _text(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: str) -> str:
    # A spreadsheet takes these for the start of a formula.
    return f"'{cell}" if cell.startswith(FORMULA) else cell
