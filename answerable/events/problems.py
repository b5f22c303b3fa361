"""What is wrong with a row of a log, said so that somebody can put it right."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """A row that was put aside: where it stands, which column is at fault, and why.

    `line` is the physical line of the file, from 1 (for Parquet, the row from 1; 0: the whole
    file). `reason` never repeats free text of the row.
    """

    path: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return (
            f"{where}: {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"
        )


class ReadError(Exception):
    """A log that cannot be read at all: one line that says which file and why."""


class RowRefused(ReadError):
    """A row that would be put aside, where the first such ends the reading."""
