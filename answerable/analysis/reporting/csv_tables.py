"""The tables of a report as CSV, with a dictionary of what each column means.

Numbers are plain ones, made of what the page says and nothing else; what is hidden is a code.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from answerable.analysis.reporting.model import EMPTY, Column, Report, Table
from answerable.analysis.reporting.plain_cells import CODES, HIDDEN, NONE, Plain, plain

DICTIONARY = "dictionary.csv"
# What holds of every cell stands first, as of every file and column.
OF_ALL = (
    ("every file", "every column", "", "Numbers are plain: a share lies between 0 and 1, with a "
     "point and no commas, and as exactly as the page has it and not more. What a spreadsheet "
     "would take for a formula has a mark ' before it.", "", "", ""),
    *(("every file", "every column", code, meaning, "", "", "") for code, meaning in CODES.items()),
)  # fmt: skip
HEADING = ("file", "column", "heading", "meaning", "unit", "table", "note")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
# What these columns fall into, also where nothing of them is shown.
USUAL = {"counts": ("", "of"), "value": ("", "unit"), "interval": ("low", "high"),
         "limits": ("low", "high")}  # fmt: skip
ORDER = ("", "of", "low", "high", "number", "unit")
PARTS = {"": "", "of": ": of how many", "low": ": from", "high": ": to", "number": ": how many",
         "unit": ": its unit"}  # fmt: skip
RULE = "rule"
RULE_MEANS = (
    "The measure or the duty behind the row, by its name in the catalogue; a row without one is of "
    "what others published, or of a model"
)
UNIT_OF = {"of": "count", "number": "count", "unit": ""}


class Part(NamedTuple):
    """A column of a file: of which of the page, and which part of it."""

    column: Column
    at: int
    part: str

    @property
    def name(self) -> str:
        """What it is called in the file."""
        return f"{self.column.name}_{self.part}" if self.part else self.column.name


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
    parts, cells = parts_of(table), _plain_cells(table)
    rows = [[_cell(one, cells[one.at][row]) for one in parts] for row in range(len(table.rows))]
    heading = [one.name for one in parts]
    if table.measures:
        heading.append(RULE)
        rows = [[*row, behind] for row, behind in zip(rows, table.measures, strict=True)]
    return _text(heading, rows)


def parts_of(table: Table) -> list[Part]:
    """The columns of a file: those of the page, of which one of numbers may fall into several."""
    cells = _plain_cells(table)
    return [
        Part(column, at, part)
        for at, column in enumerate(table.columns)
        for part in _parts(column, cells[at])
    ]


def _parts(column: Column, cells: Sequence[Plain]) -> Iterator[str]:
    if not column.number:
        yield ""
        return
    shown = [cell for cell in cells if HIDDEN not in cell.parts.values()]
    usual = USUAL.get(column.name, ())
    there = {part for cell in shown for part in cell.parts} or set(usual) or {""}
    units = {cell.unit for cell in shown if NUMBER.fullmatch(cell.parts.get("", "0"))}
    there |= {"unit"} & {*usual, *(["unit"] if len(units) > 1 else [])}
    yield from (part for part in ORDER if part in there)


def _plain_cells(table: Table) -> list[list[Plain]]:
    """By column, what its cells say plainly."""
    return [
        [plain(row[at]) if column.number else Plain({"": row[at]}, "") for row in table.rows]
        for at, column in enumerate(table.columns)
    ]


def _cell(one: Part, found: Plain) -> str:
    """A cell of a file: where a number is hidden, so are all parts of it."""
    said = found.parts.get("", "")
    if one.part == "unit":
        return found.unit or ("count" if NUMBER.fullmatch(said) else NONE)
    return found.parts.get(one.part, HIDDEN if said == HIDDEN and one.column.number else NONE)


def dictionary(report: Report) -> str:
    """What each column of each table means, as the text of a CSV file."""
    return _text(HEADING, [*OF_ALL, *_meanings(report)])


def _meanings(report: Report) -> Iterator[tuple[str, ...]]:
    for table in tables_of(report):
        name, cells = f"{table.name}.csv", _plain_cells(table)
        beside = (table.title, _note(table))
        for one in parts_of(table):
            meaning = f"{one.column.meaning}{PARTS[one.part]}"
            unit = _unit(one, cells[one.at])
            yield (name, one.name, one.column.heading, meaning, unit, *beside)
        if table.measures:
            yield (name, RULE, "", RULE_MEANS, "", *beside)


def _unit(one: Part, cells: Sequence[Plain]) -> str:
    """In what a column is: a share, days, a count or a ratio; where that differs from row to row,
    the column beside it says it."""
    if not one.column.number or one.part in UNIT_OF:
        return UNIT_OF.get(one.part, "")
    units = {cell.unit or "number" for cell in cells if cell.parts.get("") != HIDDEN}
    if units == {"number"} and one.part:
        return "as the value"
    return units.pop() if len(units) == 1 else "as its row says" if units else ""


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
    # A spreadsheet takes these for the start of a formula; a number is none.
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell
