"""The rule of access as a table: what its cells say. Only docs and tests read it."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from answerable.people.roles import HOW, PARTS, ROLES

# The ways to a case that do not depend on a part in it.
WITHOUT_PART = ("team", "break_glass", "none")
NO_PART = "-"

ANSWERS = (
    "see", "open", "record", "agencies", "victims", "kept", "shared", "notes", "needs", "victim",
    "suspect", "contact", "contact_kept",
)  # fmt: skip


class Cell(NamedTuple):
    """What somebody is to a case, as far as the rule asks."""

    role: str
    part: str
    how: str
    excluded: bool


class Line(NamedTuple):
    """A line of the table: for which cells it is, and what it answers."""

    roles: tuple[str, ...]
    parts: tuple[str, ...]
    how: str
    excluded: bool
    answers: dict[str, str]

    def fits(self, cell: Cell) -> bool:
        """Whether a cell is one of this line's."""
        return (
            self.excluded == cell.excluded
            and self.how in ("*", cell.how)
            and ("*" in self.roles or cell.role in self.roles)
            and ("*" in self.parts or cell.part in self.parts)
        )


@cache
def lines() -> tuple[Line, ...]:
    """The lines of the table, in their order."""
    return tuple(
        Line(
            tuple(row["roles"].split()), tuple(row["parts"].split()), row["how"],
            row["excluded"] == "yes", {name: row[name] for name in ANSWERS},
        )
        for row in _rows("policy.csv")
    )  # fmt: skip


@cache
def supporters() -> dict[str, dict[str, str]]:
    """What a supporter sees, by what was ticked: `yes`, `no`, or `telling` for the program alone.

    A supporter is no member of staff, and in no cell of the table.
    """
    return {row.pop("what"): row for row in _rows("supporters.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("answerable.people").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def cells() -> list[Cell]:
    """Every cell: each role, in each part, come to it in each way, excluded or not."""
    return [
        Cell(role, part, how, excluded)
        for excluded in (False, True)
        for how in HOW
        for part in ((NO_PART,) if how in WITHOUT_PART else PARTS)
        for role in ROLES
    ]


def answers(cell: Cell) -> dict[str, str]:
    """What the table says of a cell: the first line that fits."""
    return next(line.answers for line in lines() if line.fits(cell))
