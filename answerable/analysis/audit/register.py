"""Everything that was ever released of a log, so that the next release is held against it.

A register is of one log, in all its states. It is a file of JSON lines that is only added to, and
holds what readers were told, nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from answerable.analysis.audit.cells import Cell

VERSION = 1
STATES = ("shown", "hidden", "withheld")


class Broken(ValueError):
    """A register that cannot be read, with the line and the reason."""


def read_register(path: Path) -> list[Cell]:
    """The cells of every release in a register; none where there is no such file yet."""
    if not path.exists():
        return []
    found: list[Cell] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        raise Broken(f"{path} is no register: it is not text") from None
    for number, line in enumerate(lines, 1):
        try:
            found += cells_in(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Broken(
                f"{path}:{number}: this line is no release, so what was released before cannot be "
                "known, and nothing is released"
            ) from None
    return found


def add_to_register(path: Path, title: str, released_at: str, cells: Sequence[Cell]) -> None:
    """Add a release as one line."""
    line = as_line(title, released_at, cells)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def as_line(title: str, released_at: str, cells: Iterable[Cell]) -> dict[str, Any]:
    """A release as it stands in a register."""
    return {
        "version": VERSION, "title": title, "released_at": released_at,
        "cells": [_plain(cell) for cell in cells],
    }  # fmt: skip


def _plain(cell: Cell) -> list[Any]:
    """A cell as it is written: what a reader was told, and not what is true."""
    told = cell.value if cell.state == "shown" else cell.state
    of = {name: list(values) for name, values in cell.place}
    return [cell.table, cell.count, of, cell.as_of, told, *([cell.yes, cell.of] if cell.of else ())]


def cells_in(release: Any) -> Iterator[Cell]:
    """The cells of a line of a register."""
    if release["version"] != VERSION:
        raise ValueError
    for table, count, of, as_of, told, *names in release["cells"]:
        shown = isinstance(told, int)
        if not shown and told not in STATES:
            raise ValueError
        place = tuple(sorted((name, tuple(values)) for name, values in of.items()))
        yes, whole = names or ("", "")
        yield Cell(
            count, place, as_of, "shown" if shown else told, told if shown else None, table,
            yes, whole,
        )  # fmt: skip


def titles(path: Path) -> Iterable[str]:
    """What was released, in order."""
    if not path.exists():
        return []
    return [json.loads(line)["title"] for line in path.read_text("utf-8").splitlines()]
